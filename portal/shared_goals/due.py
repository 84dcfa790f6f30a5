"""The milestones of a goal that one takes part in stand among what is due, as those of one's own goals do."""

from collections.abc import Iterable
from uuid import UUID, uuid5

from portal import clock
from portal.calendar.services import Due, drop_due_of, set_all_due
from portal.i18n import format_number
from portal.shared_goals.models import SharedGoal

SOURCE = "shared_goals.milestone"


def say_due(goal: SharedGoal) -> None:
    """At the partner's end, once it has said yes: those still to come. The owner has its own."""
    if goal.is_ours:
        return
    set_all_due(
        Due(
            source=SOURCE,
            source_id=_key(goal, on.isoformat()),
            on=on,
            title=f"{goal.title}: {format_number(value)} {goal.unit_many}".rstrip(),
            endpoint="shared_goals.show",
            arguments={"shared_goal_id": goal.id},
            right="shared_goals.see",
        )
        for on, value in goal.stops
        if on >= clock.today()
    )


def unsay_due(goal: SharedGoal) -> None:
    if not goal.is_ours and goal.milestones:
        drop_due_of(SOURCE, list(_keys(goal)))


def _keys(goal: SharedGoal) -> Iterable[UUID]:
    return (_key(goal, on.isoformat()) for on, _value in goal.stops)


def _key(goal: SharedGoal, day: str) -> UUID:
    """A milestone has no row of its own at this end."""
    return uuid5(goal.id, day)
