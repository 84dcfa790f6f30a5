"""A stock that is to reach a figure by a date."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from portal.goals.progress.figures import nearest, rounded_up
from portal.goals.progress.model import Point, Progress, Status, Target, best_of_each_day
from portal.goals.progress.pace import arrival
from portal.goals.progress.path import Path, Spot, days, grade


def assess_level(target: Target, measurements: Sequence[Point], today: date) -> Progress:
    history = counted_measurements(target, measurements, today)
    if not target.stops:
        return _without_target(target, history, today)
    if not history:
        ahead = next_stop(target, None, today)
        return Progress(today=today, status="no_data", reason="nothing_measured", next=ahead)
    return _with_status(target, history, today)


def counted_measurements(target: Target, measurements: Sequence[Point], today: date) -> tuple[Point, ...]:
    """One measurement a day, by date, from the baseline's day until today."""
    first = target.known_baseline.on if target.known_baseline else date.min
    counted = tuple(m for m in measurements if first <= m.on <= today)
    return best_of_each_day(counted, rising=target.is_rising)


def expected_path(target: Target, history: Sequence[Point]) -> tuple[Point, ...]:
    """The start and the milestones after it; only the last milestone when all lie before.

    The target has a milestone and the history is what `counted_measurements` gave.
    """
    start = start_of(target, history)
    if start is None:
        return target.stops
    ahead = tuple(stop for stop in target.stops if stop.on > start.on)
    return (start, *ahead) if ahead else target.stops[-1:]


def start_of(target: Target, history: Sequence[Point]) -> Point | None:
    """The baseline, else the first measurement, else nothing yet."""
    return target.known_baseline or (history[0] if history else None)


def next_stop(target: Target, value: Fraction | None, today: date) -> Point:
    """The first milestone from today on that is not met; the last one when there is none."""
    ahead = (stop for stop in target.stops if stop.on >= today)
    unmet = (stop for stop in ahead if value is None or not target.is_met_by(value, stop.exact))
    return next(unmet, target.stops[-1])


def _with_status(target: Target, history: tuple[Point, ...], today: date) -> Progress:
    path, latest = Path(days(expected_path(target, history))), history[-1]
    status = _status(target, path, latest.exact, today)
    ahead = next_stop(target, latest.exact, today)
    asked = target.asked_figure(ahead.exact)
    return Progress(
        today=today,
        status=status,
        value=latest.value,
        value_on=latest.on,
        of=latest.of,
        expected=nearest(path.expected(today.toordinal()), target.decimals),
        next=ahead,
        left=rounded_up(max(target.shortfall(latest.exact, asked), Fraction(0)), target.decimals),
        forecast=arrival(_paced(target, history), asked, today),
        reached_final=status == "reached",
    )


def _status(target: Target, path: Path, value: Fraction, today: date) -> Status:
    last = target.stops[-1]
    still_asked = [stop for stop in target.stops if stop.on >= today] or [last]
    if all(target.is_met_by(value, stop.exact) for stop in still_asked):
        return "reached"
    if today > last.on:
        return "behind"
    if target.is_met_by(value, still_asked[0].exact):
        return "on_track"
    at = today.toordinal()
    return grade(target.shortfall(value, path.expected(at)), path.scale(at))


def _paced(target: Target, history: tuple[Point, ...]) -> tuple[Spot, ...]:
    """What the pace is read from: the measurements, and the baseline where its day has none."""
    baseline = target.known_baseline
    if not baseline or history[0].on == baseline.on:
        return days(history)
    return days((baseline, *history))


def _without_target(target: Target, history: tuple[Point, ...], today: date) -> Progress:
    latest, base = history[-1] if history else None, target.baseline
    is_missing = base is not None and target.is_baseline_missing
    return Progress(
        today=today,
        status="no_data",
        reason="baseline_missing" if is_missing else "no_target",
        reason_year=base.on.year if base and is_missing else None,
        of=latest.of if latest else None,
        value=latest.value if latest else None,
        value_on=latest.on if latest else None,
    )
