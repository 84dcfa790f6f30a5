"""What is read of all that is due: a page of it, her week, her feed; and of who has asked for feed and letter."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Row, and_, case, func, literal, or_, select, tuple_, union_all

from portal import clock
from portal.accounts.models import UserAccount
from portal.calendar.models import CalendarEntry, DueItem
from portal.calendar.queries import (
    DUE,
    ENTRY,
    asked_by,
    due_between,
    due_for,
    entries_between,
    open_to,
    reach_of,
    units_around,
)
from portal.calendar.rules import MILESTONES
from portal.due.groups import Due, dues_of, sunday_after
from portal.due.models import DueSubscription
from portal.due.rules import days_of_feed, months_away
from portal.extensions import db
from portal.organisations.models import Access
from portal.organisations.viewer import WITH_ACCESSES, Place, Viewer, viewers_from
from portal.paging import Position

PAGE = 30


@dataclass(frozen=True)
class Only:
    """What she narrows the page to: what is meant for her by name, these units."""

    mine: bool = False
    units: frozenset[UUID] | None = None


EVERYTHING = Only()


def all_due(
    viewer: Viewer, *, after: Position | None = None, only: Only = EVERYTHING, limit: int = PAGE
) -> tuple[list[Due], Position | None]:
    """All that she has to know of, the late ones first, and where the next page begins. Two statements.

    Not yet done and meant for her or nobody in particular; the meetings and
    deadlines of her units, a yearly one on its next day. What is late has no
    end; neither has what lies ahead. Standing items are left out.
    """
    found = [*_dated(viewer, after, only, limit + 1), *_yearly(viewer, after, only)]
    found.sort(key=lambda pair: pair[0])
    more = found[limit - 1][0] if len(found) > limit else None
    return [due for _position, due in found[:limit]], more


def _dated(viewer: Viewer, after: Position | None, only: Only, limit: int) -> list[tuple[Position, Due]]:
    """Due items, and entries that fall once; those in the midst of their days stand on today."""
    today = literal(clock.today(), Date)
    last_day = func.coalesce(CalendarEntry.until, CalendarEntry.on_date)
    shown = case((CalendarEntry.on_date < today, today), else_=CalendarEntry.on_date)
    of_items = or_(DueItem.on_date >= today, DueItem.source.not_like(MILESTONES))
    parts = [
        DUE.add_columns(DueItem.on_date.label("shown"), DueItem.id)
        .where(*open_to(reach_of(viewer)), of_items, *_narrowed(only, DueItem.unit_id))
        .where(*_after(after, DueItem.on_date, DueItem.id))
        .where(*([DueItem.user_id == viewer.id] if only.mine else []))
        .order_by(DueItem.on_date, DueItem.id)
        .limit(limit)
    ]
    if not only.mine:
        parts.append(
            ENTRY.add_columns(shown.label("shown"), CalendarEntry.id)
            .where(*_entries_of(viewer, only), CalendarEntry.yearly.is_(False), last_day >= today)
            .where(*_after(after, shown, CalendarEntry.id))
            .order_by(shown, CalendarEntry.id)
            .limit(limit)
        )
    rows = db.session.execute(_merged(parts, limit), asked_by(viewer, clock.today()))
    return [(Position(row.shown, row.id), _on(row, row.shown)) for row in rows]


def _merged(parts: list[Any], limit: int) -> Any:
    together = union_all(*(select(part.subquery()) for part in parts))
    return together.order_by("shown", "id").limit(limit)


def _on(row: Any, day: date) -> Due:
    if row.kind == "due":
        return Due(day, row.title, row.unit_id, row.endpoint, row.arguments)
    return Due(day, row.title, row.unit_id, "calendar.show", {"entry_id": row.source_id})


def _yearly(viewer: Viewer, after: Position | None, only: Only) -> list[tuple[Position, Due]]:
    """Entries that come every year, each on its next day."""
    if only.mine:
        return []
    today = clock.today()
    rows = db.session.execute(ENTRY.where(*_entries_of(viewer, only), CalendarEntry.yearly)).all()
    following = [(row, next(dues_of(row, today, months_away(today, 13)), None)) for row in rows]
    pairs = [(Position(due.on, row.source_id), due) for row, due in following if due]
    return [pair for pair in pairs if after is None or pair[0] > after]


def _entries_of(viewer: Viewer, only: Only) -> tuple[ColumnElement[bool], ...]:
    return (
        CalendarEntry.organisation_id == viewer.here.id,
        CalendarEntry.kind != "standing",
        CalendarEntry.unit_id.in_(units_around(viewer)),
        *_narrowed(only, CalendarEntry.unit_id),
    )


def _narrowed(only: Only, unit_id: Any) -> list[ColumnElement[bool]]:
    return [] if only.units is None else [unit_id.in_(only.units)]


def _after(after: Position | None, day: Any, row_id: Any) -> list[ColumnElement[bool]]:
    return [tuple_(day, row_id) > tuple_(literal(after.on_date, Date), literal(after.id))] if after else []


def her_week(viewer: Viewer) -> list[Due]:
    """What is late and what is due until Sunday, by day: at most 5 late ones, the latest of them, and 10 to come."""
    today = clock.today()
    until = sunday_after(today)
    found = [due for row in due_for(viewer, until) for due in dues_of(row, today, until)]
    return sorted(found, key=lambda due: due.on)


def in_her_feed(viewer: Viewer) -> tuple[list[Row[Any]], list[Row[Any]]]:
    """Due items and entries of the feed's months, as far as she may see them now. Two statements.

    What is done and what is meant for somebody else is left out; so are standing items, which have no day.
    """
    first, last = days_of_feed(clock.today())
    due = [row for row in due_between(viewer, first, last) if not row.done and row.user_id in (None, viewer.id)]
    entries = entries_between(viewer.here.id, first, last, units_around(viewer))
    return due, [row for row in entries if row.kind != "standing"]


def subscription_of(organisation_id: UUID, user_id: UUID) -> DueSubscription | None:
    """What she has asked for here; None for nothing yet."""
    return db.session.scalars(
        select(DueSubscription).where(
            DueSubscription.organisation_id == organisation_id, DueSubscription.user_id == user_id
        )
    ).first()


def subscription(organisation_id: UUID, subscription_id: UUID) -> DueSubscription | None:
    return db.session.get(DueSubscription, (organisation_id, subscription_id))


def subscribers(here: Place, *which: ColumnElement[bool]) -> list[tuple[DueSubscription, Viewer]]:
    """These subscriptions with whose they are, as she would sign in now. Without access she is left out."""
    rows = db.session.execute(
        select(DueSubscription, *WITH_ACCESSES)
        .join(UserAccount, UserAccount.id == DueSubscription.user_id)
        .join(
            Access,
            and_(Access.organisation_id == DueSubscription.organisation_id, Access.user_id == DueSubscription.user_id),
        )
        .where(DueSubscription.organisation_id == here.id, *which)
        .order_by(DueSubscription.id)
    ).all()
    viewers: dict[UUID, Viewer] = viewers_from(rows, here)
    return [(one, viewers[one.user_id]) for one in dict.fromkeys(row[0] for row in rows)]


def owner_of_feed(here: Place, subscription_id: UUID) -> tuple[DueSubscription, Viewer] | None:
    """A feed that is switched on, and whose it is."""
    found = subscribers(here, DueSubscription.id == subscription_id, DueSubscription.feed.is_(True))
    return found[0] if found else None


def to_be_written(here: Place, monday: date) -> Collection[tuple[DueSubscription, Viewer]]:
    """Who wants the weekly letter and has not got this week's."""
    return subscribers(here, DueSubscription.weekly.is_(True), is_unwritten(monday))


def is_unwritten(monday: date) -> ColumnElement[bool]:
    return or_(DueSubscription.written_for.is_(None), DueSubscription.written_for < monday)
