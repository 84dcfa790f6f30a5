"""Something that is to exist by a date."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from portal.goals.progress.level import counted_measurements, start_of
from portal.goals.progress.model import Point, Progress, Status, Target

LAST_PART = Fraction(1, 5)
YEAR = timedelta(days=365)


def assess_yes_no(target: Target, measurements: Sequence[Point], today: date) -> Progress:
    if not target.stops:
        return Progress(today=today, status="no_data", reason="no_target")
    history = counted_measurements(target, measurements, today)
    if not history and not target.known_baseline:
        return Progress(today=today, status="no_data", reason="nothing_measured", next=target.stops[-1])
    is_done = bool(history) and history[-1].exact >= 1
    return Progress(
        today=today,
        status="reached" if is_done else _status(target, history, today),
        value=Decimal(int(is_done)),
        value_on=history[-1].on if history else None,
        next=target.stops[-1],
        left=Decimal(int(not is_done)),
        reached_final=is_done,
    )


def _status(target: Target, history: tuple[Point, ...], today: date) -> Status:
    deadline, start = target.stops[-1].on, start_of(target, history)
    whole = deadline - start.on if start and start.on < deadline else YEAR
    if today > deadline:
        return "behind"
    return "at_risk" if (deadline - today).days < LAST_PART * whole.days else "on_track"
