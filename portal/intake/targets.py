"""A number, what is counted and a day in a goal's words: a guess at how it is measured, shown to be corrected."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from textwrap import shorten

from portal.errors import PortalError
from portal.i18n import _, format_date, format_number
from portal.intake.kinds import GOALS, Item
from portal.number_fields import read_number
from portal.plans.rules import check_reach

_AMOUNT = re.compile(r"(?<![\d.])(\d{1,3}(?:[ .\u00a0]\d{3})+|\d+)(?![\d.]|\s?(?:%|prosent|procent|(?:\. ?)?kvartal))")
_BY = r"innen|inden|i løpet av|i løbet af|utgangen av|udgangen af|før|senest"
_DATE = re.compile(rf"\b(?:{_BY})\D{{0,30}}?(?:(\d{{1,2}})\.(\d{{1,2}})\.)?(20\d\d)", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_UNIT = re.compile(r"\s+([^\W\d_]+(?:\s+[^\W\d_]+){0,2})")
#: what is counted ends before one of these
_OTHER = re.compile(
    r"innen|inden|i|på|fra|til|av|af|for|per|pr|hvert?|om|med|som|der|og|eller|ved|hos|over|under|bland?t|er|skal|vil"
    r"|kan|har?|årligt?|lokalt",
    re.IGNORECASE,
)
#: a stretch of time is nothing that grows to a number
_TIME = re.compile(r"år|dag(?:er|e)?|uker?|uger?|måned(?:er)?|timer?|minutter|pro[sc]ent", re.IGNORECASE)
LONGEST_UNIT = 60


@dataclass(frozen=True)
class Measure:
    """At least so many of what, by which day."""

    amount: Decimal
    unit: str
    by: date

    @property
    def words(self) -> str:
        figure = f"{format_number(self.amount)} {self.unit}".rstrip()
        return _("Measured: at least %(figure)s by %(date)s", figure=figure, date=format_date(self.by))


def measure_in(text: str) -> Measure | None:
    """None unless one number, what is counted and one day are all there: half a guess is none."""
    days = list(_DATE.finditer(text))
    if len(days) != 1:
        return None
    rest = text[: days[0].start()] + " · " + text[days[0].end() :]
    amounts = [found for found in _AMOUNT.finditer(rest) if not _YEAR.fullmatch(found[1])]
    unit = _unit_after(rest[amounts[0].end() :]) if len(amounts) == 1 else ""
    by = _day_of(days[0])
    if not unit or not by or _YEAR.search(rest):
        return None
    return Measure(Decimal(re.sub(r"\D", "", amounts[0][1])), unit, by)


def _day_of(found: re.Match[str]) -> date | None:
    """A year alone means its last day."""
    day, month, year = found.groups()
    with suppress(ValueError):
        return date(int(year), int(month or 12), int(day or 31))
    return None


def _unit_after(text: str) -> str:
    found = _UNIT.match(text)
    kept: list[str] = []
    for word in found[1].split() if found else ():
        if _OTHER.fullmatch(word):
            break
        kept.append(word)
    return "" if not kept or _TIME.fullmatch(kept[0]) else " ".join(kept)


def shown_measure(item: Item) -> tuple[str, str, str] | None:
    """What stands in the fields of a goal's line: what was typed, else the guess; None for no fields."""
    guess = measure_in(item.text) if item.kind in GOALS else None
    if item.kind not in GOALS or not (guess or item.amount):
        return None
    if item.asked or guess is None:
        return _as_read(item.amount), item.unit, item.by
    return format_number(guess.amount), guess.unit, guess.by.isoformat()


def _as_read(amount: str) -> str:
    try:
        return format_number(Decimal(amount))
    except InvalidOperation:
        return amount


def plain_amount(typed: str) -> str:
    """As it is kept, in no language; what is no number stays as it was typed."""
    try:
        return f"{read_number(typed).normalize():f}" if typed.strip() else ""
    except ValueError:
        return typed.strip()[:20]


def measure_of(item: Item) -> Measure | None:
    """How a goal is measured as she left it; None where she was not asked or wants none. Raises PortalError."""
    if item.kind not in GOALS or not item.amount:
        return None
    try:
        amount = Decimal(item.amount)
    except InvalidOperation:
        raise PortalError(_("Write a number, such as 742 or 12,5.")) from None
    if not amount.is_finite() or amount <= 0:
        raise PortalError(_("Write a number, such as 742 or 12,5."))
    try:
        by = date.fromisoformat(item.by)
    except ValueError:
        raise PortalError(_("By which day?")) from None
    check_reach(by, "by")
    return Measure(amount, item.unit, by)


def check_measures(lines: list[tuple[int, Item]]) -> None:
    """Raises PortalError, with the words of the line that it is about."""
    for _number, item in lines:
        try:
            measure_of(item)
        except PortalError as fault:
            raise PortalError(f"{shorten(item.text, 60, placeholder=' …')}: {fault.sentence}") from None
