"""Register, correct, remove. The counters move in the same transaction."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from portal import clock
from portal.activities.contacts.services import SOURCE, keep_contacts, move_due
from portal.activities.contacts.typed import Contacts
from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.activities.rules import check_date
from portal.activities.verdicts import facts_of, judge, measures_of
from portal.audit.services import changed, record
from portal.calendar.services import drop_due
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
    contacts: Contacts | None = None,
    status: str = "held",
    **details: Any,
) -> Activity:
    """Something took place, is planned, or waits to be looked through: only what was held is counted.

    `details` are the activity's other columns; `numbers` count the contacts already. Raises PortalError for a day
    that cannot be.
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
    judge([activity])
    db.session.add(activity)
    link = {"link": activity.link_id} if activity.link_id else {}
    record("activity.registered", activity.id, by=by, changes={"type": activity_type, "on": on_date, **link})
    keep_contacts(activity, contacts or Contacts(), by=by)
    move_counters(cells_of(activity))
    return activity


def correct_activity(activity: Activity, *, by: UUID, contacts: Contacts | None = None, **values: Any) -> None:
    """Another date, unit, number, note or status, other contacts. Raises PortalError for a day that cannot be.

    What checks said of it stays as it is where nothing changed that it is judged by.
    """
    check_date(values.get("on_date", activity.on_date), values.get("status", activity.status))
    before, unit_id, facts = cells_of(activity), activity.unit_id, facts_of(activity)
    record("activity.corrected", activity.id, by=by, changes=changed(activity, **values))
    if activity.unit_id != unit_id:
        move_due(activity)
    activity.words = words_of(activity)
    if facts_of(activity) != facts:
        judge([activity])
    keep_contacts(activity, contacts or Contacts(), by=by)
    after = cells_of(activity)
    after.subtract(before)
    move_counters(after)


def remove_activity(activity: Activity, *, by: UUID) -> None:
    """It did not take place after all. Who was met stays in the register; nobody calls her back."""
    cells = Counter({cell: -total for cell, total in cells_of(activity).items()})
    if activity.status == "held":
        drop_due(SOURCE, activity.id)
    record(
        "activity.removed",
        activity.id,
        by=by,
        changes={"type": activity.activity_type, "on": activity.on_date},
    )
    db.session.delete(activity)
    move_counters(cells)


def register_missing(activities: Sequence[Activity]) -> list[UUID]:
    """Those whose `import_key` is not there yet, in one statement. Returns the ids of what was registered.

    The counters move for these alone. Written in the order of the keys, so
    that two sheets with the same rows wait for each other and never both. The
    caller has checked their days, and writes the entry.
    """
    ordered = sorted(activities, key=lambda one: one.import_key or "")
    judge(ordered)
    rows = [_values(one) for one in ordered]
    if not rows:
        return []
    made = set(db.session.scalars(_insert_missing(db.session().get_bind().dialect.name), rows))
    added = [one for one in ordered if one.id in made]
    move_counters(_sum(added))
    return [one.id for one in added]


def remove_untouched(organisation_id: UUID, activity_ids: Collection[UUID]) -> int:
    """Those of them that nobody changed since they were registered. Returns how many; the caller writes the entry."""
    gone = db.session.execute(
        delete(Activity)
        .where(Activity.organisation_id == organisation_id, Activity.id.in_(activity_ids), Activity.version == 1)
        .returning(*COUNTED)
        .execution_options(synchronize_session=False)
    ).all()
    move_counters(Counter({cell: -total for cell, total in _sum(gone).items()}))
    return len(gone)


def _sum(activities: Iterable[Any]) -> "Counter[Cell]":
    cells = Counter[Cell]()
    for one in activities:
        cells.update(cells_of(one))
    return cells


def _values(activity: Activity) -> dict[str, Any]:
    """Its columns; those that are left out get what a new row gets."""
    activity.words = words_of(activity)
    said = {column.name: getattr(activity, column.name) for column in Activity.__table__.columns}
    return {name: value for name, value in said.items() if value is not None} | {
        "organisation_id": current_organisation_id()
    }


@cache
def _insert_missing(dialect: str) -> Any:
    maker: Any = {"postgresql": postgresql, "sqlite": sqlite}[dialect]
    return maker.insert(Activity.__table__).on_conflict_do_nothing().returning(Activity.__table__.c.id)


#: the columns that `cells_of` reads
COUNTED = (
    Activity.activity_type, Activity.unit_id, Activity.on_date, Activity.numbers, Activity.status, Activity.verdicts,
)  # fmt: skip


def cells_of(activity: Any) -> "Counter[Cell]":
    """What an activity adds to each counter: itself, each of its numbers, and each check that says it counts.

    Nothing until it was held.
    """
    if activity.status != "held":
        return Counter()
    month = activity.on_date.replace(day=1)
    measures = {"activities": 1, **activity.numbers, **measures_of(activity)}
    return Counter(
        {(activity.activity_type, name, month, activity.unit_id): int(total) for name, total in measures.items()}
    )


def words_of(activity: Activity) -> str:
    """What a search finds it by. Not the note, which may tell about people. Options are found by their names."""
    chosen = {name.partition(":")[0] for name in activity.numbers if ":" in name}
    answers = (str(value) for name, value in activity.answers.items() if name not in chosen)
    said = (activity.title, activity.place, *answers)
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
