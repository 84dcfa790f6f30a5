"""What a goal's curve shows: which points, from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from portal.goals.progress import Point, Target
from portal.goals.progress.coverage import as_level
from portal.goals.progress.flow import asked_in, counted_in, current_period, milestone_of
from portal.goals.progress.level import counted_measurements, expected_path
from portal.goals.progress.period import Period, period_before

ZERO = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Chart:
    """The points of a picture, each line in order of time.

    For a flow the lines are running totals, and `before` is the period before, laid
    upon the days of this one.
    """

    start: date
    end: date
    plan: tuple[Point, ...]
    measured: tuple[Point, ...]
    stops: tuple[Point, ...]
    before: tuple[Point, ...] = ()
    period: Period | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.plan or self.stops or self.measured)


def chart_of(target: Target, measurements: Sequence[Point], today: date) -> Chart:
    if target.is_flow:
        return _chart_of_flow(target, measurements, today)
    if target.kind == "coverage":
        return _chart_of_coverage(target, measurements, today)
    return _chart_of_level(target, measurements, today)


def _chart_of_level(target: Target, measurements: Sequence[Point], today: date) -> Chart:
    history = counted_measurements(target, measurements, today)
    plan = expected_path(target, history) if target.stops else ()
    base = target.known_baseline
    measured = (base, *history) if base and (not history or history[0].on > base.on) else history
    days = [today, *(point.on for point in (*plan, *measured))]
    return Chart(
        start=min(days),
        end=max(days),
        plan=_not_yet_then_yes(min(days), plan[-1]) if plan and target.kind == "yes_no" else plan,
        measured=measured,
        stops=tuple(stop for stop in plan if stop in target.stops),
    )


def _chart_of_coverage(target: Target, counts: Sequence[Point], today: date) -> Chart:
    """As the stock that it is judged as, with all that was covered before it began."""
    chart = _chart_of_level(*as_level(target, counts, today), today)
    measured = tuple(point for point in counts if point.on <= today) or chart.measured
    return replace(chart, start=min(chart.start, measured[0].on), measured=measured) if measured else chart


def _not_yet_then_yes(start: date, stop: Point) -> tuple[Point, ...]:
    """There is no half-done to draw a slope to."""
    return (Point(start, ZERO), Point(stop.on, ZERO), stop)


def _chart_of_flow(target: Target, measurements: Sequence[Point], today: date) -> Chart:
    period = current_period(target, today)
    asked = None if target.is_baseline_missing else asked_in(target, period)
    stop = None if asked is None else milestone_of(target, period, asked)
    return Chart(
        start=period.start,
        end=period.end,
        plan=(Point(period.start, ZERO), stop) if stop else (),
        measured=running_totals(period, measurements, today),
        stops=(stop,) if stop else (),
        before=_laid_upon(period, measurements, today),
        period=period,
    )


def running_totals(period: Period, measurements: Sequence[Point], today: date) -> tuple[Point, ...]:
    """The total after each day with a measurement, from 0 on the first day until today."""
    totals, total = {period.start: ZERO}, ZERO
    for measurement in counted_in(period, measurements, today):
        total += measurement.value or ZERO
        totals[measurement.on] = total
    totals[max(period.start, min(today, period.end))] = total
    return tuple(Point(day, value) for day, value in totals.items())


def _laid_upon(period: Period, measurements: Sequence[Point], today: date) -> tuple[Point, ...]:
    before = period_before(period)
    if not before or not counted_in(before, measurements, today):
        return ()
    totals = running_totals(before, measurements, today)
    return tuple(Point(min(period.start + (p.on - before.start), period.end), p.value) for p in totals)
