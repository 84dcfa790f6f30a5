"""A plan's title and period, from its first lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_PLAN = re.compile(r"\w*(?:plan|planer|strategi|program)\b", re.IGNORECASE)
_PERIOD = re.compile(r"\b(20\d\d)\s*(?:[-–—/]|til)\s*(20\d\d)\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
FIRST = 12


@dataclass(frozen=True)
class Facts:
    title: str
    starts_on: date
    ends_on: date


def facts_of(lines: Sequence[str], today: date) -> Facts:
    """The title is a document's own, else the first short line that names a plan; the period may stand beside it."""
    head = [line[:200] for line in lines[:FIRST] if line]
    title = next((line for line in head if _PLAN.search(line) and len(line) < 120 and line[-1] not in ".:,"), "")
    first, last = _period([title, *[line for line in head if len(line) < 120]], today)
    return Facts(title[:200], date(first, 1, 1), date(last, 12, 31))


def _period(lines: Sequence[str], today: date) -> tuple[int, int]:
    """Years in the title before years elsewhere; this year where none is named."""
    for line in lines:
        if found := _PERIOD.search(line):
            return min(int(found[1]), int(found[2])), max(int(found[1]), int(found[2]))
        if found := _YEAR.search(line):
            return int(found[1]), int(found[1])
    return today.year, today.year


def is_head(text: str, title: str) -> bool:
    """It says the title or the period and nothing else."""
    return text == title or bool(_PERIOD.fullmatch(text.strip()) or _YEAR.fullmatch(text.strip()))
