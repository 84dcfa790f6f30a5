"""The counters of all activities, made by the database: what services would have kept one by one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Date, Uuid, cast, func, insert, literal, select

from portal.activities.models import WHOLE, Activity, ActivityTally

COLUMNS = ("organisation_id", "id", "activity_type", "measure", "month", "unit_id", "total")


def count_up(connection: Connection, questions: Iterable[str], *, only: UUID | None = None) -> None:
    """Activities and each of their numbers, by type, unit and month; of one organisation, or of all."""
    on_postgresql = connection.dialect.name == "postgresql"
    _count(connection, "activities", func.count(), on_postgresql, only)
    for name in sorted(questions):
        _count(connection, name, func.sum(Activity.numbers[name].as_integer()), on_postgresql, only)


def _count(connection: Connection, measure: str, total: Any, on_postgresql: bool, only: UUID | None) -> None:
    """By unit, and for the whole organisation."""
    month, new_id = _month(on_postgresql), _new_id(on_postgresql)
    organisation, kind = Activity.organisation_id, Activity.activity_type
    for unit, cell in (
        (Activity.unit_id, (organisation, kind, month, Activity.unit_id)),
        (literal(WHOLE, Uuid()), (organisation, kind, month)),
    ):
        columns = (organisation, new_id, kind, literal(measure), month, unit, total)
        counted = select(*columns).group_by(*cell).having(total.is_not(None))
        if only:
            counted = counted.where(Activity.organisation_id == only)
        connection.execute(insert(ActivityTally).from_select(COLUMNS, counted, include_defaults=False))


def _month(on_postgresql: bool) -> Any:
    if on_postgresql:
        return cast(func.date_trunc("month", Activity.on_date), Date)
    return func.date(Activity.on_date, "start of month")


def _new_id(on_postgresql: bool) -> Any:
    return func.gen_random_uuid() if on_postgresql else func.lower(func.hex(func.randomblob(16)))
