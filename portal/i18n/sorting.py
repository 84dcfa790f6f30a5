"""The alphabet: æ, ø, å last, where SQLite knows none. The same order as PostgreSQL's for nb and da."""

import unicodedata

_LETTERS = str.maketrans(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y", "đ": "d", "ŋ": "n", "ŧ": "t", "ł": "l", "þ": "th"}
)


def sort_key(name: str) -> tuple[str, str]:
    """For sorted(): letters as people expect, and the exact spelling as the tie-break.

    Aa is an old å (Aabenraa, Aasen); other accents do not count (É, Sami Á and Č).
    """
    letters = unicodedata.normalize("NFC", name).casefold().replace("aa", "å").translate(_LETTERS)
    plain = (sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign))
    return "".join(plain), name


def compare_names(one: str, other: str) -> int:
    """-1, 0 or 1, as SQLite's collations ask."""
    left, right = sort_key(one), sort_key(other)
    return (left > right) - (left < right)
