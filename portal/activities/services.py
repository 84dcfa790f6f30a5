"""Register, correct, remove. The counters move in the same transaction."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.activities.rules import check_date
from portal.audit.services import changed, record
from portal.database import Upsert
from portal.extensions import db
from portal.jobs.services import ask_for
from portal.plugin_api import house
from portal.tenancy import current_organisation_id, uuid7

Cell = tuple[str, str, date, UUID]


def register_activity(
    *,
    activity_type: str,
    unit_id: UUID,
    on_date: date,
    numbers: Mapping[str, int],
    note: str,
    by: UUID | None,
    answers: Mapping[str, Any] = {},
    status: str = "held",
    **details: Any,
) -> Activity:
    """Something took place, is planned, or waits to be looked through: only what was held is counted.

    `details` are the activity's other columns. Raises PortalError for a day that cannot be.
    """
    check_date(on_date, status)
    activity = Activity(
        id=uuid7(),
        activity_type=activity_type,
        unit_id=unit_id,
        on_date=on_date,
        numbers=dict(numbers),
        answers=dict(answers),
        note=note.strip(),
        status=status,
        registered_by=by,
        registered_at=clock.now(),
        **details,
    )
    activity.words = words_of(activity)
    db.session.add(activity)
    link = {"link": activity.link_id} if activity.link_id else {}
    record("activity.registered", activity.id, by=by, changes={"type": activity_type, "on": on_date, **link})
    move_counters(cells_of(activity))
    return activity


def correct_activity(activity: Activity, *, by: UUID, **values: Any) -> None:
    """Another date, unit, number, note or status. Raises PortalError for a day that cannot be."""
    check_date(values.get("on_date", activity.on_date), values.get("status", activity.status))
    before = cells_of(activity)
    record("activity.corrected", activity.id, by=by, changes=changed(activity, **values))
    activity.words = words_of(activity)
    after = cells_of(activity)
    after.subtract(before)
    move_counters(after)


def remove_activity(activity: Activity, *, by: UUID) -> None:
    """It did not take place after all."""
    cells = Counter({cell: -total for cell, total in cells_of(activity).items()})
    record(
        "activity.removed",
        activity.id,
        by=by,
        changes={"type": activity.activity_type, "on": activity.on_date},
    )
    db.session.delete(activity)
    move_counters(cells)


def cells_of(activity: Activity) -> "Counter[Cell]":
    """What an activity adds to each counter: itself, and each of its numbers. Nothing until it was held."""
    if activity.status != "held":
        return Counter()
    month = activity.on_date.replace(day=1)
    measures = {"activities": 1, **activity.numbers}
    return Counter(
        {(activity.activity_type, name, month, activity.unit_id): int(total) for name, total in measures.items()}
    )


def words_of(activity: Activity) -> str:
    """What a search finds it by. Not the note, which may tell about people."""
    said = (activity.title, activity.place, *(str(value) for value in activity.answers.values()))
    return " ".join(filter(None, said)).casefold()


_ADD = Upsert(
    model=ActivityTally,
    key=("organisation_id", "activity_type", "measure", "month", "unit_id"),
    change=lambda offered: {"total": ActivityTally.total + offered.total},
)


def move_counters(cells: "Counter[Cell]") -> None:
    """Move the counters, always in the same order, so that two who register at once do not block each other."""
    whole = Counter[Cell]()
    for (kind, measure, month, _unit), total in cells.items():
        whole[kind, measure, month, WHOLE] += total
    rows = [_tally_row(cell, total) for cell, total in sorted([*cells.items(), *whole.items()], key=str) if total]
    if rows:
        _ADD(rows)
    if any(kind in metric.activity_types for metric in house().metrics.values() for kind, *_ in cells):
        ask_for("measure_metrics")


def _tally_row(cell: Cell, total: int) -> dict[str, Any]:
    activity_type, measure, month, unit_id = cell
    return {
        "organisation_id": current_organisation_id(),
        "id": uuid7(),
        "activity_type": activity_type,
        "measure": measure,
        "month": month,
        "unit_id": unit_id,
        "total": total,
    }
