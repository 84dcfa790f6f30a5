"""A contribution as it is kept, at both ends alike."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from portal import clock
from portal.audit.services import record
from portal.database import Upsert
from portal.goals.models import Contribution
from portal.shared_goals.models import SharedGoal
from portal.tenancy import uuid7

_KEEP = Upsert(
    model=Contribution,
    key=("organisation_id", "shared_goal_id", "on_date"),
    change=lambda offered: {
        "value": offered.value,
        "note": offered.note,
        "sent_at": offered.sent_at,
        "indicator_id": offered.indicator_id,
    },
)


def keep_contribution(goal: SharedGoal, *, on_date: date, value: Decimal, note: str, by: UUID | None) -> None:
    """One for a day: another one for the same day takes its place."""
    row = {
        "organisation_id": goal.organisation_id,
        "id": uuid7(),
        "shared_goal_id": goal.id,
        "indicator_id": goal.indicator_id,
        "on_date": on_date,
        "value": value,
        "note": note,
        "sent_at": clock.now(),
    }
    _KEEP([row])
    record("shared_goal.contributed", goal.id, by=by, changes={"value": [None, value], "on": on_date})
