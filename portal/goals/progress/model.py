"""What goes into the arithmetic of goals, and what comes out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from operator import itemgetter
from typing import Literal, NamedTuple

Kind = Literal["level", "yearly", "per_period", "yes_no", "share", "coverage", "told"]
PeriodKind = Literal["year", "half", "quarter", "month"]
Status = Literal["reached", "on_track", "at_risk", "behind", "no_data"]
Reason = Literal["baseline_missing", "nothing_measured", "no_target", "not_told", "told_long_ago"]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a date.

    The value is None only for a baseline whose year is known and whose figure is
    not, and for a share of nothing. A month's sum is dated with the month's first day,
    for days to come do not count.
    """

    on: date
    value: Decimal | None
    #: of a share: the part and the whole that the value, in per cent, comes from
    of: tuple[Decimal, Decimal] | None = None

    @property
    def is_known(self) -> bool:
        return self.value is not None and self.value.is_finite()

    @property
    def exact(self) -> Fraction:
        """The value without rounding; only for a known one."""
        assert self.value is not None
        if self.of:
            return 100 * Fraction(self.of[0]) / Fraction(self.of[1])
        return Fraction(self.value)


@dataclass(frozen=True)
class Target:
    """What an indicator aims at."""

    kind: Kind
    baseline: Point | None = None
    milestones: tuple[Point, ...] = ()
    #: False: "more than" (falling: "less than") the milestone
    at_least: bool = True
    #: how many decimals the figures are shown with
    decimals: int = 0
    #: only for per_period
    period: PeriodKind = "year"
    #: the milestones follow from the baseline by a percentage
    grows: bool = False
    #: only for coverage: how many places there are, and whether only the last twelve months count
    places: int = 0
    recent: bool = False

    @property
    def is_flow(self) -> bool:
        """Counted from zero in each period."""
        return self.kind in ("yearly", "per_period")

    @cached_property
    def stops(self) -> tuple[Point, ...]:
        """The milestones by date; of two on one day the one that asks most."""
        return best_of_each_day(self.milestones, rising=self.is_rising)

    @cached_property
    def is_rising(self) -> bool:
        """Whether more is better; always so for "at least N in each period", yes/no and coverage."""
        if self.kind in ("per_period", "yes_no", "coverage", "told"):
            return True
        known = sorted((p for p in self.milestones if p.is_known), key=lambda p: (p.on, p.exact))
        if self.known_baseline:
            known.insert(0, self.known_baseline)
        return not known or known[-1].exact >= known[0].exact

    @property
    def known_baseline(self) -> Point | None:
        return self.baseline if self.baseline and self.baseline.is_known else None

    @property
    def is_baseline_missing(self) -> bool:
        """Its year is stated, its figure is not, and there is nothing else to go by."""
        if self.baseline is None or self.baseline.is_known:
            return False
        return self.kind == "yearly" or (self.grows and not self.stops)

    def is_met_by(self, value: Fraction, goal: Fraction) -> bool:
        lead = value - goal if self.is_rising else goal - value
        return lead >= 0 if self.at_least else lead > 0

    def shortfall(self, value: Fraction, goal: Fraction) -> Fraction:
        """How far the value is from the goal; negative when it is beyond."""
        return goal - value if self.is_rising else value - goal

    def asked_figure(self, goal: Fraction) -> Fraction:
        """The easiest figure, with the target's decimals, that meets the goal."""
        grid = Fraction(10) ** self.decimals
        if self.is_rising:
            return (ceil(goal * grid) if self.at_least else floor(goal * grid) + 1) / grid
        return (floor(goal * grid) if self.at_least else ceil(goal * grid) - 1) / grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How a goal is going on the day `today`."""

    today: date
    status: Status
    #: why there is no status, and for "baseline_missing" of which year
    reason: Reason | None = None
    reason_year: int | None = None
    #: latest value, or a flow's total in the period; None when nothing is measured
    value: Decimal | None = None
    value_on: date | None = None
    #: of a share: its part and its whole
    of: tuple[Decimal, Decimal] | None = None
    #: told: the latest report's words
    words: str = ""
    #: what the path expects of today
    expected: Decimal | None = None
    #: first milestone ahead that is not met; the last one when there is none
    next: Point | None = None
    #: what is missing to meet `next`; 0 when it is met
    left: Decimal | None = None
    #: level only: when `next` is met at today's pace
    forecast: date | None = None
    #: flows only: the period's total at today's pace
    forecast_total: Decimal | None = None
    #: the last milestone (for flows: the last period's target) is met
    reached_final: bool = False
    period_start: date | None = None
    period_end: date | None = None

    @property
    def is_overdue(self) -> bool:
        return self.next is not None and self.next.on < self.today and self.status == "behind"


class Report(NamedTuple):
    """How somebody says that it goes, on a date."""

    on: date
    status: Status
    words: str


def share_point(on: date, part: Decimal, whole: Decimal | None) -> Point:
    """A share in per cent; unknown where the whole is nothing."""
    if not whole or not (part.is_finite() and whole.is_finite()) or whole < 0:
        return Point(on, None)
    return Point(on, 100 * part / whole, (part, whole))


def best_of_each_day(points: tuple[Point, ...], *, rising: bool) -> tuple[Point, ...]:
    """Known points by date, one a day: the highest, or the lowest for a falling goal."""
    known = [(p.on, p.value, p) for p in points if p.value is not None and p.is_known]
    known.sort(key=itemgetter(1), reverse=not rising)
    known.sort(key=itemgetter(0))
    return tuple({on: point for on, _, point in known}.values())
