"""Names as people write them into sheets: in either language, in capitals or not."""

import re
from typing import Any

from portal.config import LANGUAGES
from portal.i18n import use_language


def plain(said: str) -> str:
    """Small letters, one blank between words, nothing at the ends that does not belong to them."""
    return " ".join(said.casefold().split()).strip(" .:?*")


def spoken(label: Any) -> set[str]:
    """A text in each language that somebody may have written it in."""
    found = set()
    for language in LANGUAGES:
        with use_language(language):
            found.add(plain(str(label)))
    return found - {""}


def words_of(said: str) -> list[str]:
    return re.findall(r"\w+", said.casefold())
