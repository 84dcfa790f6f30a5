"""Calendar periods: years, halves, quarters and months."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from portal.goals.progress.model import PeriodKind

MONTHS: dict[PeriodKind, int] = {"year": 12, "half": 6, "quarter": 3, "month": 1}


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both included."""

    kind: PeriodKind
    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def number(self) -> int:
        """Which of the year's halves, quarters or months it is, from 1."""
        return (self.start.month - 1) // MONTHS[self.kind] + 1

    def share_passed(self, day: date) -> Fraction:
        """How much of the period has passed when `day` ends, 0 to 1."""
        passed = (day - self.start).days + 1
        return Fraction(min(max(passed, 0), self.days), self.days)

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end


def period_around(day: date, kind: PeriodKind) -> Period:
    months = MONTHS[kind]
    first = (day.month - 1) // months * months + 1
    return Period(kind, date(day.year, first, 1), _last_day(day.year, first + months - 1))


def period_before(period: Period) -> Period | None:
    """The period that ends the day before this one begins; None at the beginning of time."""
    if period.start == date.min:
        return None
    return period_around(period.start - timedelta(days=1), period.kind)


def _last_day(year: int, month: int) -> date:
    return date(year, 12, 31) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
