"""The matrix as a sheet: its columns, and the words that people write into them, in any of our languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from portal.actions.words import LEVELS, RHYTHMS, STATUSES
from portal.config import LANGUAGES
from portal.i18n import LazyText, _, _l, ngettext, use_language

#: key: heading. `id` recognises a row; area and goal say where a new one belongs
COLUMNS: dict[str, LazyText] = {
    "id": _l("Id"),
    "area": _l("Focus area"),
    "goal": _l("Goal"),
    "title": _l("Action"),
    "surfaces": _l("Contact surfaces"),
    "responsible": _l("Responsible"),
    "unit": _l("Unit"),
    "level": _l("Level"),
    "rhythm": _l("How often?"),
    "quarters": _l("Quarters"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "status": _l("Status"),
}
WIDTHS = (42, 28, 34, 60, 28, 28, 22, 18, 20, 12, 12, 12, 14)
_DAY = re.compile(r"(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})")


class NotRead(Exception):
    """A cell that cannot be what its column asks for; the sentence says why."""


@dataclass(frozen=True)
class Rhythm:
    """How often. `times` only where it is several times a year."""

    code: str
    times: int | None = None

    def __str__(self) -> str:
        if self.code == "yearly" and self.times:
            return ngettext("Once a year", "%(n)s times a year", self.times)
        return str(RHYTHMS[self.code])


def columns_in(heading: tuple[Any, ...]) -> dict[str, int]:
    """Which column stands where, by its heading in any language."""
    known = _headings()
    found: dict[str, int] = {}
    for place, cell in enumerate(heading):
        if (key := known.get(plain(cell).casefold())) and key not in found:
            found[key] = place
    return found


@cache
def _headings() -> dict[str, str]:
    return _in_all_languages(COLUMNS)


def _in_all_languages(words: dict[str, LazyText]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with use_language(language):
            found |= {str(word).casefold(): key for key, word in words.items()}
    return found


def plain(cell: Any) -> str:
    """What stands in a cell, as text on one line."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split()) if cell is not None else ""


def read_level(cell: Any) -> str:
    return _coded(cell, LEVELS)


def read_status(cell: Any) -> str:
    return _coded(cell, STATUSES)


def _coded(cell: Any, words: dict[str, LazyText]) -> str:
    code = _in_all_languages(words).get(plain(cell).casefold())
    if code is None:
        raise NotRead(_("Write one of these: %(words)s.", words=", ".join(map(str, words.values()))))
    return code


def read_rhythm(cell: Any) -> Rhythm:
    """Once, all the time, or a number of times a year; an empty cell is once."""
    text = plain(cell).casefold()
    number = re.search(r"\d{1,4}", text)
    if number:
        if not 1 <= int(number[0]) <= 366:
            raise NotRead(_("Write a number from 1 to 366."))
        return Rhythm("yearly", int(number[0]))
    if text in _once_a_year():
        return Rhythm("yearly", 1)
    code = _in_all_languages(RHYTHMS).get(text, "once" if not text else "")
    if code not in ("once", "always"):
        raise NotRead(_("Write “%(once)s”, “%(always)s”, or how many times a year.", once=RHYTHMS["once"],
                        always=RHYTHMS["always"]))  # fmt: skip
    return Rhythm(code)


@cache
def _once_a_year() -> frozenset[str]:
    found = set()
    for language in LANGUAGES:
        with use_language(language):
            found.add(str(Rhythm("yearly", 1)).casefold())
    return frozenset(found)


def read_quarters(cell: Any) -> list[int]:
    """“1, 3” or “1-3” is what it says; an empty cell means all of them."""
    text = plain(cell)
    if span := re.fullmatch(r"([1-4])\s?[-–]\s?([1-4])", text):
        return list(range(int(span[1]), int(span[2]) + 1))
    parts = re.split(r"[\s,;.+&]+", text) if text else []
    if any(part not in ("1", "2", "3", "4", "") for part in parts):
        raise NotRead(_("Write numbers from 1 to 4, such as 1, 3."))
    return sorted({int(part) for part in parts if part})


def read_day(cell: Any) -> date | None:
    """A date, or a text such as 31.12.2026 or 2026-12-31."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = plain(cell)
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise NotRead(_("Write a date, such as 31.12.2026.")) from None


def read_words(most: int) -> Callable[[Any], str]:
    """A text of at most so many characters."""

    def read(cell: Any) -> str:
        text = plain(cell)
        if len(text) > most:
            raise NotRead(_("At most %(most)s characters.", most=most))
        return text

    return read
