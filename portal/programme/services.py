"""Plan, change, cancel, report. What is planned is due on its day, until somebody says how it went.

Of a series, each row is saved by itself, because each has a version; there are at most 60.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from portal import clock
from portal.activities.models import Activity
from portal.activities.services import correct_activity, register_activity, remove_activity
from portal.calendar.services import Due, drop_due_of, set_all_due
from portal.programme.rules import WHY, check_planned, check_status, check_times
from portal.programme.words import Kinds, name_of
from portal.tenancy import uuid7

SOURCE = "programme.planned"


def plan_activities(days: list[date], *, kinds: Kinds, by: UUID | None, **said: Any) -> list[Activity]:
    """One for each day; several are a series. `said` are the activity's other columns.

    Raises PortalError for days and times that cannot be.
    """
    check_planned(days, said.get("at"), said.get("ends_at"))
    series = uuid7() if len(days) > 1 else None
    made = [
        register_activity(on_date=day, numbers={}, status="planned", by=by, series_id=series, **said) for day in days
    ]
    say_due(made, kinds)
    return made


def change_planned(rows: list[Activity], *, on_date: date, kinds: Kinds, by: UUID, **said: Any) -> None:
    """The first moves to this day, the others by as many days. Raises PortalError."""
    check_status(rows, "planned")
    check_times(said.get("at"), said.get("ends_at"))
    moved = on_date - rows[0].on_date
    for row in rows:
        correct_activity(row, by=by, on_date=row.on_date + moved, registered_at=clock.now(), **said)
    say_due(rows, kinds)


def cancel_planned(rows: list[Activity], *, why: str, by: UUID) -> None:
    """It does not take place, and stays visible as that. Raises Conflict."""
    check_status(rows, "planned")
    forget_due(rows)
    for row in rows:
        _stand(row, "cancelled", {**row.answers, WHY: why.strip()} if why.strip() else row.answers, by)


def plan_again(rows: list[Activity], *, kinds: Kinds, by: UUID) -> None:
    """It takes place after all. Raises Conflict."""
    check_status(rows, "cancelled")
    for row in rows:
        _stand(row, "planned", {name: said for name, said in row.answers.items() if name != WHY}, by)
    say_due(rows, kinds)


def _stand(row: Activity, status: str, answers: dict[str, Any], by: UUID) -> None:
    correct_activity(row, by=by, status=status, answers=answers, registered_at=clock.now())


def report_held(activity: Activity, *, by: UUID, **said: Any) -> None:
    """It took place: from now on it is counted, as registered by whoever reports it. Raises PortalError."""
    check_status([activity], "planned")
    forget_due([activity])
    correct_activity(activity, by=by, status="held", registered_by=by, registered_at=clock.now(), **said)


def remove_planned(rows: list[Activity], *, by: UUID) -> None:
    """It was never meant to be there."""
    forget_due(rows)
    for row in rows:
        remove_activity(row, by=by)


def forget_due(rows: Iterable[Activity]) -> None:
    """Asked before the rows change: what is unsaved would be written now, and the form's entry once more at the end."""
    drop_due_of(SOURCE, [row.id for row in rows])


def say_due(rows: Iterable[Activity], kinds: Kinds) -> None:
    """On its day somebody has to tell how it went."""
    set_all_due(_due(row, kinds) for row in rows)


def _due(row: Activity, kinds: Kinds) -> Due:
    return Due(
        source=SOURCE,
        source_id=row.id,
        on=row.on_date,
        title=name_of(row, kinds),
        endpoint="programme.show",
        arguments={"planned_id": row.id},
        right="programme.plan",
        unit_id=row.unit_id,
    )
