"""The counters of all activities, made by the database: what services would have kept one by one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, cast, func, insert, literal, select

from portal.activities.models import Activity, ActivityTally

COLUMNS = ("organisation_id", "id", "activity_type", "measure", "month", "unit_id", "total")


def count_up(connection: Connection, questions: Iterable[str], *, only: UUID | None = None) -> None:
    """Activities and each of their numbers, by type, unit and month; of one organisation, or of all."""
    on_postgresql = connection.dialect.name == "postgresql"
    _count(connection, "activities", func.count(), on_postgresql, only)
    for name in sorted(questions):
        _count(connection, name, func.sum(Activity.numbers[name].as_integer()), on_postgresql, only)


def _count(connection: Connection, measure: str, total: Any, on_postgresql: bool, only: UUID | None) -> None:
    month, new_id = _month(on_postgresql), _new_id(on_postgresql)
    cell = (Activity.organisation_id, Activity.activity_type, month, Activity.unit_id)
    organisation, kind, _, unit = cell
    counted = (
        select(organisation, new_id, kind, literal(measure), month, unit, total)
        .group_by(*cell)
        .having(total.is_not(None))
    )
    if only:
        counted = counted.where(Activity.organisation_id == only)
    connection.execute(insert(ActivityTally).from_select(COLUMNS, counted, include_defaults=False))


def _month(on_postgresql: bool) -> Any:
    if on_postgresql:
        return cast(func.date_trunc("month", Activity.on_date), Date)
    return func.date(Activity.on_date, "start of month")


def _new_id(on_postgresql: bool) -> Any:
    return func.gen_random_uuid() if on_postgresql else func.lower(func.hex(func.randomblob(16)))
