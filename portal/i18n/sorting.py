"""The alphabet: æ, ø, å last, where SQLite knows none."""

_LETTERS = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "è": "e", "ê": "e", "ü": "y"})


def sort_key(name: str) -> tuple[str, str]:
    """For sorted(): letters as people expect, and the exact spelling as the tie-break."""
    return name.casefold().translate(_LETTERS), name


def compare_names(one: str, other: str) -> int:
    """-1, 0 or 1, as SQLite's collations ask."""
    left, right = sort_key(one), sort_key(other)
    return (left > right) - (left < right)
