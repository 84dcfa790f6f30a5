"""What goes into the arithmetic of goals, and what comes out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor
from operator import itemgetter
from typing import Literal

Kind = Literal["level", "yearly", "per_period", "yes_no"]
PeriodKind = Literal["year", "half", "quarter", "month"]
Status = Literal["reached", "on_track", "at_risk", "behind", "no_data"]
Reason = Literal["baseline_missing", "nothing_measured", "no_target"]


@dataclass(frozen=True, slots=True)
class Point:
    """A value on a date.

    The value is None only for a baseline whose year is known and whose figure is
    not. A month's sum is dated with the month's first day, for days to come do not count.
    """

    on: date
    value: Decimal | None

    @property
    def is_known(self) -> bool:
        return self.value is not None and self.value.is_finite()

    @property
    def exact(self) -> Fraction:
        """The value without rounding; only for a known one."""
        assert self.value is not None
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

    @cached_property
    def stops(self) -> tuple[Point, ...]:
        """The milestones by date; of two on one day the one that asks most."""
        return best_of_each_day(self.milestones, rising=self.is_rising)

    @cached_property
    def is_rising(self) -> bool:
        """Whether more is better; always so for "at least N in each period" and for yes/no."""
        if self.kind in ("per_period", "yes_no"):
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
        """Its year is stated and its figure is not."""
        return self.kind == "yearly" and self.baseline is not None and not self.baseline.is_known

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


def best_of_each_day(points: tuple[Point, ...], *, rising: bool) -> tuple[Point, ...]:
    """Known points by date, one a day: the highest, or the lowest for a falling goal."""
    known = [(p.on, p.value, p) for p in points if p.value is not None and p.is_known]
    known.sort(key=itemgetter(1), reverse=not rising)
    known.sort(key=itemgetter(0))
    return tuple({on: point for on, _, point in known}.values())
