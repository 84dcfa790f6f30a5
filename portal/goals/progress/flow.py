"""What is counted from zero in each period: activities, participants, webinars."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from portal.goals.progress.figures import nearest, rounded_down, rounded_up
from portal.goals.progress.model import Point, Progress, Reason, Status, Target
from portal.goals.progress.path import Path, Spot, grade
from portal.goals.progress.period import Period, period_around

#: share of a period in which nothing is worse than on track
EARLY = Fraction(1, 10)
#: share of a period that must have passed before its total is forecast
FORECAST_FROM = Fraction(1, 4)


def assess_flow(target: Target, measurements: Sequence[Point], today: date) -> Progress:
    period = current_period(target, today)
    counted, asked = counted_in(period, measurements, today), asked_in(target, period)
    if reason := _reason_for_no_status(target, measurements, today, asked):
        return _without_status(target, period, counted, today, reason)
    assert asked is not None  # else there is a reason
    return _with_status(target, period, counted, today, asked)


def current_period(target: Target, today: date) -> Period:
    """The period that holds today; after the last milestone, the one that held it."""
    day = min(today, target.stops[-1].on) if target.stops else today
    return period_around(day, target.period if target.kind == "per_period" else "year")


def counted_in(period: Period, measurements: Iterable[Point], today: date) -> tuple[Point, ...]:
    """The known measurements of the period until today, by date; all of a day's count."""
    counted = (m for m in measurements if m.is_known and period.holds(m.on) and m.on <= today)
    return tuple(sorted(counted, key=lambda m: (m.on, m.value)))


def total_of(points: Iterable[Point]) -> Fraction:
    return sum((point.exact for point in points), Fraction(0))


def asked_in(target: Target, period: Period) -> Fraction | None:
    """The period's target, exact; None where the goal has none.

    None before the first milestone's year of a yearly goal without a known baseline.
    """
    if not target.stops:
        return None
    if target.kind == "per_period":
        return next((s for s in target.stops if s.on >= period.end), target.stops[-1]).exact
    return _asked_in_year(target, period.end.year)


def milestone_of(target: Target, period: Period, asked: Fraction) -> Point:
    """The period's target with the target's decimals, due on the period's last day."""
    rounded = rounded_up if target.is_rising else rounded_down
    return Point(period.end, rounded(asked, target.decimals))


def _asked_in_year(target: Target, year: int) -> Fraction | None:
    baseline = target.known_baseline
    if not baseline:
        return None if year < target.stops[0].on.year else _by_year(target.stops).expected(year)
    ahead = tuple(stop for stop in target.stops if stop.on.year > baseline.on.year)
    return _by_year((baseline, *ahead) if ahead else target.stops[-1:]).expected(year)


def _by_year(points: Iterable[Point]) -> Path:
    return Path(tuple(Spot(*item) for item in {point.on.year: point.exact for point in points}.items()))


def _reason_for_no_status(
    target: Target, measurements: Iterable[Point], today: date, asked: Fraction | None
) -> Reason | None:
    if target.is_baseline_missing:
        return "baseline_missing"
    if asked is None:
        return "no_target"
    is_measured = any(m.is_known and m.on <= today for m in measurements)
    return None if is_measured else "nothing_measured"


def _status(target: Target, period: Period, today: date, asked: Fraction, total: Fraction) -> Status:
    is_met, passed = target.is_met_by(total, asked), period.share_passed(today)
    if is_met and (target.is_rising or today >= period.end):
        return "reached"
    if today > period.end:
        return "behind"
    if not target.is_rising and not is_met:
        return "at_risk" if passed < EARLY else "behind"
    lag = target.shortfall(total, asked * passed)
    return "on_track" if passed < EARLY else grade(lag, abs(asked))


def _with_status(target: Target, period: Period, counted: Sequence[Point], today: date, asked: Fraction) -> Progress:
    total, passed = total_of(counted), period.share_passed(today)
    status = _status(target, period, today, asked, total)
    left = max(target.shortfall(total, target.asked_figure(asked)), Fraction(0))
    return replace(
        _so_far(target, period, counted, today),
        status=status,
        expected=nearest(asked * passed, target.decimals),
        next=milestone_of(target, period, asked),
        left=rounded_up(left, target.decimals),
        forecast_total=nearest(total / passed, target.decimals) if passed >= FORECAST_FROM else None,
        reached_final=status == "reached" and period.holds(target.stops[-1].on),
    )


def _without_status(target: Target, period: Period, counted: Sequence[Point], today: date, reason: Reason) -> Progress:
    asked = None if target.is_baseline_missing else asked_in(target, period)
    return replace(
        _so_far(target, period, counted, today),
        reason=reason,
        reason_year=target.baseline.on.year if target.baseline and reason == "baseline_missing" else None,
        next=None if asked is None else milestone_of(target, period, asked),
    )


def _so_far(target: Target, period: Period, counted: Sequence[Point], today: date) -> Progress:
    """What can be said without a target."""
    return Progress(
        today=today,
        status="no_data",
        value=sum((m.value for m in counted if m.value is not None), Decimal(0)),
        value_on=counted[-1].on if counted else None,
        period_start=period.start,
        period_end=period.end,
    )
