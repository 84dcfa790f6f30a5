"""Calendar entries, and what features and plugins say is due."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, update

from portal import clock
from portal.audit.services import changed, record
from portal.calendar.models import CalendarEntry, DueItem
from portal.calendar.rules import MILESTONES, check_days
from portal.database import Upsert
from portal.extensions import db
from portal.tenancy import current_organisation_id, uuid7

#: what a second saying changes; source and source_id tell which item it is
_SAID = ("on_date", "title", "endpoint", "arguments", "right", "unit_id", "user_id", "done")
_TITLE = 400


@dataclass(frozen=True, kw_only=True)
class Due:
    """What `set_due` says of one item."""

    source: str
    source_id: UUID
    on: date
    title: str
    endpoint: str
    arguments: Mapping[str, Any]
    right: str
    unit_id: UUID | None = None
    user_id: UUID | None = None
    done: bool = False


_SAY = Upsert(
    model=DueItem,
    key=("organisation_id", "source", "source_id"),
    change=lambda offered: {name: offered[name] for name in _SAID},
)


def set_due(
    source: str,
    source_id: UUID,
    *,
    on: date,
    title: str,
    endpoint: str,
    arguments: Mapping[str, Any],
    right: str,
    unit_id: UUID | None = None,
    user_id: UUID | None = None,
    done: bool = False,
) -> None:
    """Something of yours has this date. Said again when it changes: the item is written anew.

    One statement, in the transaction of the change and in the organisation in
    scope. `source` is `<plugin>.<what>`, `source_id` its row. `arguments` go to
    `url_for(endpoint)`; ids may be UUIDs. It is shown to whoever holds `right`
    for the unit; without a unit, to whoever holds it anywhere in the organisation.
    `user_id` names the one who is to do it: only her own start page shows it.
    """
    about: dict[str, Any] = {"unit_id": unit_id, "user_id": user_id, "done": done}
    said = Due(
        source=source, source_id=source_id, on=on, title=title,
        endpoint=endpoint, arguments=arguments, right=right, **about,
    )  # fmt: skip
    set_all_due([said])


def set_all_due(items: Iterable[Due]) -> None:
    """The same of many at once: all steps of a plan."""
    rows = [_row(item) for item in items]
    if rows:
        _SAY(rows)


def _row(item: Due) -> dict[str, Any]:
    return {
        "organisation_id": current_organisation_id(),
        "id": uuid7(),
        "source": item.source,
        "source_id": item.source_id,
        "on_date": item.on,
        "title": item.title[:_TITLE],
        "endpoint": item.endpoint,
        "arguments": {name: _plain(value) for name, value in item.arguments.items()},
        "right": item.right,
        "unit_id": item.unit_id,
        "user_id": item.user_id,
        "done": item.done,
    }


def drop_due(source: str, source_id: UUID) -> None:
    """It has no date any more. Nothing happens where it had none."""
    drop_due_of(source, [source_id])


def drop_due_of(source: str, source_ids: Collection[UUID]) -> None:
    """The same for several: all milestones of an indicator, all steps of an action. One statement."""
    _drop(source, DueItem.source_id.in_(source_ids))


def keep_due_of(source: str, source_ids: Collection[UUID]) -> None:
    """Of all that this source has said, only these still have a date. One statement."""
    _drop(source, DueItem.source_id.not_in(source_ids))


def _drop(source: str, which: ColumnElement[bool]) -> None:
    its = DueItem.organisation_id == current_organisation_id(), DueItem.source == source
    db.session.execute(delete(DueItem).where(*its, which).execution_options(synchronize_session=False))


def let_milestones_pass(organisation_id: UUID) -> None:
    """A milestone's day has passed: nobody waits for it any more, and the year wheel goes on showing it.

    Only what somebody does can be late, so a step stays.
    """
    db.session.execute(
        update(DueItem)
        .where(
            DueItem.organisation_id == organisation_id,
            DueItem.done.is_(False),
            DueItem.on_date < clock.today(),
            DueItem.source.like(MILESTONES),
        )
        .values(done=True)
        .execution_options(synchronize_session=False)
    )


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return str(value) if isinstance(value, UUID | date) else value


def add_entry(*, kind: str, title: str, on_date: date, unit_id: UUID, by: UUID | None, **values: Any) -> CalendarEntry:
    """A meeting, a deadline or a standing item. Raises PortalError for days that cannot be."""
    check_days(kind, on_date, values.get("until"))
    entry = CalendarEntry(id=uuid7(), kind=kind, title=title, on_date=on_date, unit_id=unit_id, **values)
    db.session.add(entry)
    record("calendar.added", entry.id, by=by, changes={"title": title, "on": on_date})
    return entry


def change_entry(entry: CalendarEntry, *, by: UUID, **values: Any) -> None:
    """Another day, name, place. Raises PortalError for days that cannot be."""
    check_days(entry.kind, values["on_date"], values.get("until"))
    record("calendar.changed", entry.id, by=by, changes=changed(entry, **values))


def remove_entry(entry: CalendarEntry, *, by: UUID) -> None:
    """It does not take place."""
    record("calendar.removed", entry.id, by=by, changes={"title": entry.title, "on": entry.on_date})
    db.session.delete(entry)


def count_back(entry: CalendarEntry, *, title: str, weeks: int, by: UUID) -> CalendarEntry:
    """A deadline of the same unit, weeks before the entry's day. Raises PortalError where that lies too far back."""
    on = entry.on_date - timedelta(weeks=weeks)
    return add_entry(kind="deadline", title=title, on_date=on, unit_id=entry.unit_id, by=by, text=entry.title)
