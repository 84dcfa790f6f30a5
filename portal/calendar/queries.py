"""What is read of dates: what is due, for whom, and what people wrote into the year."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    ColumnElement,
    Date,
    Row,
    Select,
    Uuid,
    and_,
    bindparam,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from portal import clock
from portal.calendar.models import CalendarEntry, DueItem
from portal.calendar.rules import MILESTONES
from portal.database import exactly, is_one_of
from portal.extensions import db
from portal.organisations.setup import Setup
from portal.organisations.viewer import Viewer
from portal.plugin_api import house
from portal.plugin_api.manager import owner

#: on a start page: what should have been done, and what comes
LATE, COMING, PASSING = 5, 10, 3

#: a due item and an entry side by side
DUE = select(
    literal("due").label("kind"),
    DueItem.on_date,
    cast(null(), Date).label("until"),
    false().label("yearly"),
    DueItem.title,
    DueItem.source,
    DueItem.source_id,
    DueItem.endpoint,
    DueItem.arguments,
    DueItem.unit_id,
    DueItem.user_id,
    DueItem.done,
)
ENTRY = select(
    CalendarEntry.kind.label("kind"),
    CalendarEntry.on_date,
    CalendarEntry.until,
    CalendarEntry.yearly,
    CalendarEntry.title,
    literal("calendar.entry").label("source"),
    CalendarEntry.id.label("source_id"),
    literal("calendar.show").label("endpoint"),
    cast(null(), JSON).label("arguments"),
    CalendarEntry.unit_id,
    cast(null(), Uuid()).label("user_id"),
    false().label("done"),
)


def due_between(viewer: Viewer, first: date, last: date, units: Collection[UUID] | None = None) -> list[Row[Any]]:
    """All that is due in these days, done or not, as far as she may see it; the earliest first.

    Rows have on_date, title, source, source_id, endpoint, arguments, unit_id,
    user_id and done. With `units`, those of these units and of the whole organisation. What
    a plugin says is left out while it is switched off.
    """
    statement = DUE.where(
        DueItem.organisation_id == viewer.here.id, DueItem.on_date.between(first, last), seen_with(reach_of(viewer))
    )
    if units is not None:
        statement = statement.where(or_(DueItem.unit_id.is_(None), DueItem.unit_id.in_(units)))
    return list(db.session.execute(statement.order_by(DueItem.on_date, DueItem.title, DueItem.id)))


def due_for(viewer: Viewer, until: date) -> list[Row[Any]]:
    """What she has to know of today: not yet done, late or due by `until`, and the meetings of her units.

    One statement. At most 5 late ones, the latest of them, then at most 10 to
    come and 3 milestones, the earliest first. What is meant for somebody else is left out; so
    are standing items. Rows have `kind` (due, meeting or deadline), `until` and
    `yearly` too; a yearly entry comes with the date of its first year.
    """
    return list(db.session.execute(together(*parts_due(reach_of(viewer))), asked_by(viewer, until)))


def together(*parts: Select[Any]) -> Any:
    """Several parts with the columns of `due_for`, as one statement; the earliest first."""
    return union_all(*(select(part.subquery()) for part in parts)).order_by("on_date", "title")


def asked_by(viewer: Viewer, until: date) -> dict[str, Any]:
    """What `parts_due` leaves open: where, who, from when until when."""
    return {
        "here": viewer.here.id,
        "who": viewer.id,
        "today": clock.today(),
        "until": until,
        "around": list(units_around(viewer)),
    }


HERE, WHO = bindparam("here", type_=Uuid()), bindparam("who", type_=Uuid())
_TODAY, _UNTIL = bindparam("today", type_=Date()), bindparam("until", type_=Date())

#: (names of rights, the units that they are held for; None: all): whoever has the same sees the same dates
Reach = tuple[tuple[tuple[str, ...], frozenset[UUID] | None], ...]


@lru_cache(maxsize=500)
def parts_due(reach: Reach) -> tuple[Select[Any], ...]:
    """The parts of `due_for`, for a page that has more to ask in the same statement; `asked_by` fills them.

    Kept, because putting them together costs more than asking them.
    """
    mine = DUE.where(*open_to(reach))
    late = mine.where(DueItem.on_date < _TODAY, DueItem.source.not_like(MILESTONES))
    coming = mine.where(DueItem.on_date.between(_TODAY, _UNTIL)).order_by(DueItem.on_date)
    entries = ENTRY.where(
        CalendarEntry.organisation_id == HERE,
        CalendarEntry.kind != "standing",
        is_one_of(CalendarEntry.unit_id, "around"),
    )
    once = entries.where(CalendarEntry.yearly.is_(False))
    on_date = CalendarEntry.on_date
    last_day = func.coalesce(CalendarEntry.until, on_date)
    return (
        late.order_by(DueItem.on_date.desc()).limit(exactly(LATE)),
        coming.where(DueItem.source.not_like(MILESTONES)).limit(exactly(COMING)),
        coming.where(DueItem.source.like(MILESTONES)).limit(exactly(PASSING)),
        once.where(last_day >= _TODAY, on_date <= _UNTIL).order_by(on_date).limit(exactly(COMING)),
        entries.where(CalendarEntry.yearly).order_by(on_date).limit(exactly(COMING)),
    )


def open_to(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    """Not yet done, hers to see, and meant for her or for nobody in particular. Open: HERE and WHO."""
    return (
        DueItem.organisation_id == HERE,
        DueItem.done.is_(False),
        or_(DueItem.user_id.is_(None), DueItem.user_id == WHO),
        seen_with(reach),
    )


def reach_of(viewer: Viewer) -> Reach:
    """Her rights, gathered by the units that she holds them for: a handful of groups, however many rights there are."""
    accesses, setup, plugins, hooks = viewer.accesses, viewer.setup, house().plugins, viewer.hooks
    found: dict[frozenset[UUID], list[str]] = defaultdict(list)
    for right in house().rights.values():
        held = frozenset(unit_id for role, unit_id in accesses if role in right.roles)
        if held and (owner(right.name) not in plugins or hooks.has(owner(right.name))):
            found[held].append(right.name)
    return tuple((tuple(sorted(rights)), _all_below(held, setup)) for held, rights in found.items())


def _all_below(held: frozenset[UUID], setup: Setup) -> frozenset[UUID] | None:
    if setup.root.id in held:
        return None
    return frozenset().union(*map(setup.below, held))


def seen_with(reach: Reach) -> ColumnElement[bool]:
    """She holds the item's right: for its unit, or anywhere where it has none."""
    return or_(false(), *(_within(rights, units) for rights, units in reach))


def _within(rights: tuple[str, ...], units: frozenset[UUID] | None) -> ColumnElement[bool]:
    of_right = is_one_of(DueItem.right, rights)
    return (
        of_right if units is None else and_(of_right, or_(DueItem.unit_id.is_(None), is_one_of(DueItem.unit_id, units)))
    )


def units_around(viewer: Viewer) -> frozenset[UUID]:
    """Hers, those below, and those above: a meeting of the whole association is hers too."""
    nodes, found = viewer.setup.unit, set(viewer.units_with("calendar.see"))
    for _role, unit_id in viewer.accesses:
        node = nodes.get(unit_id)
        while node:
            found.add(node.id)
            node = nodes.get(node.parent_id) if node.parent_id else None
    return frozenset(found)


def entry(organisation_id: UUID, entry_id: UUID) -> CalendarEntry | None:
    return db.session.get(CalendarEntry, (organisation_id, entry_id))


def entries_between(
    organisation_id: UUID, first: date, last: date, units: Collection[UUID] | None = None
) -> list[Row[Any]]:
    """Meetings, deadlines and standing items that may touch these days; `falls_on` and `months_of` say when.

    Yearly ones and standing items come with the date of their first year.
    """
    statement = select(
        CalendarEntry.id,
        CalendarEntry.kind,
        CalendarEntry.title,
        CalendarEntry.on_date,
        CalendarEntry.until,
        CalendarEntry.yearly,
        CalendarEntry.months,
        CalendarEntry.unit_id,
        CalendarEntry.at,
        CalendarEntry.place,
    ).where(
        CalendarEntry.organisation_id == organisation_id,
        CalendarEntry.on_date <= last,
        or_(
            CalendarEntry.yearly,
            func.coalesce(CalendarEntry.until, CalendarEntry.on_date) >= first,
            and_(CalendarEntry.kind == "standing", CalendarEntry.until.is_(None)),
        ),
    )
    if units is not None:
        statement = statement.where(CalendarEntry.unit_id.in_(units))
    return list(db.session.execute(statement.order_by(CalendarEntry.on_date, CalendarEntry.title, CalendarEntry.id)))
