"""A shared goal as a curve: what this partner has contributed, against the milestones that the offer shows."""

from collections.abc import Iterable
from typing import Any

from portal import clock
from portal.goals.cards import Reading
from portal.goals.progress import Point, Target
from portal.goals.sentences import Unit
from portal.i18n import current_language
from portal.shared_goals.models import SharedGoal


def reading_of(goal: SharedGoal, contributions: Iterable[Any]) -> Reading:
    stops = tuple(Point(on, value) for on, value in goal.stops)
    target = Target(
        kind=goal.kind,  # type: ignore[arg-type]  # one of KINDS
        baseline=None,
        milestones=stops,
        at_least=True,
        period=goal.period or "year",  # type: ignore[arg-type]
    )
    figures = tuple(sorted((one.on_date, one.value) for one in contributions))
    unit = Unit(goal.unit_one, goal.unit_many)
    return Reading(goal.id, goal.title, unit, target, figures, clock.today(), current_language())
