"""What is read of activities. Lists read columns and page by key; figures come from the tally."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, desc, func, select, tuple_, union_all

from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.extensions import db
from portal.organisations.viewer import Viewer

PAGE = 30


@dataclass(frozen=True)
class Line:
    """An activity in a list."""

    id: UUID
    activity_type: str
    unit_id: UUID
    on_date: date
    numbers: dict[str, Any]
    registered_by: UUID | None
    registered_at: datetime


@dataclass(frozen=True)
class Position:
    """Where a page of the list begins: after this activity. Written `2026-11-21_<id>` in addresses."""

    on_date: date
    id: UUID

    def __str__(self) -> str:
        return f"{self.on_date}_{self.id.hex}"

    @classmethod
    def read(cls, text: str | None) -> "Position | None":
        """None for no position, or for one that somebody has mangled: then the list begins at its beginning."""
        day, _underscore, row = (text or "").partition("_")
        try:
            return cls(date.fromisoformat(day), UUID(hex=row))
        except ValueError:
            return None


@dataclass(frozen=True)
class Only:
    """Which activities a list is narrowed to: these types, these units, this month."""

    types: tuple[str, ...] = ()
    units: frozenset[UUID] | None = None
    month: date | None = None

    def narrowed(self, part: Select[Any]) -> Select[Any]:
        if self.types:
            part = part.where(Activity.activity_type.in_(self.types))
        if self.units is not None:
            part = part.where(Activity.unit_id.in_(self.units))
        if self.month:
            last = self.month.replace(day=monthrange(self.month.year, self.month.month)[1])
            part = part.where(Activity.on_date.between(self.month, last))
        return part


EVERYTHING = Only()

_LINE = select(
    Activity.id,
    Activity.activity_type,
    Activity.unit_id,
    Activity.on_date,
    Activity.numbers,
    Activity.registered_by,
    Activity.registered_at,
)


def newest(
    viewer: Viewer, *, after: Position | None = None, limit: int = PAGE, only: Only = EVERYTHING
) -> tuple[list[Line], Position | None]:
    """What she may see, newest first, and where the next page begins.

    A volunteer's list holds only her own; a unit leader's her units'.
    """
    parts = [_first_of(only.narrowed(part), after, limit + 1) for part in _visible_to(viewer)]
    rows = db.session.execute(parts[0] if len(parts) == 1 else _merged(parts, limit + 1)).all()
    lines = [Line(*row) for row in rows[:limit]]
    more = len(rows) > limit
    return lines, Position(lines[-1].on_date, lines[-1].id) if more else None


def _visible_to(viewer: Viewer) -> list[Select[Any]]:
    """What she may see, in parts that have an index each; no activity is in two of them."""
    all_here = _LINE.where(Activity.organisation_id == viewer.here.id, Activity.status == "held")
    if viewer.everywhere("activities.see_all"):
        return [all_here]
    own = all_here.where(Activity.registered_by == viewer.id)
    if not (units := viewer.units_with("activities.see_all")):
        return [own]
    return [all_here.where(Activity.unit_id.in_(units)), own.where(Activity.unit_id.not_in(units))]


def _first_of(part: Select[Any], after: Position | None, limit: int) -> Select[Any]:
    if after:
        part = part.where(tuple_(Activity.on_date, Activity.id) < tuple_(after.on_date, after.id))
    return part.order_by(Activity.on_date.desc(), Activity.id.desc()).limit(limit)


def _merged(parts: list[Select[Any]], limit: int) -> CompoundSelect[Any]:
    """The newest of the parts' newest."""
    together = union_all(*(select(part.subquery()) for part in parts))
    return together.order_by(desc("on_date"), desc("id")).limit(limit)


def activity(organisation_id: UUID, activity_id: UUID) -> Activity | None:
    return db.session.get(Activity, (organisation_id, activity_id))


def last_type_of(organisation_id: UUID, user_id: UUID, keys: Collection[str]) -> str | None:
    """The type of the latest activity that she registered, to be offered first; of these types."""
    return db.session.scalar(
        select(Activity.activity_type)
        .where(
            Activity.organisation_id == organisation_id,
            Activity.registered_by == user_id,
            Activity.status == "held",
            Activity.activity_type.in_(keys),
        )
        .order_by(Activity.on_date.desc(), Activity.id.desc())
        .limit(1)
    )


def figures_by_unit(
    organisation_id: UUID, types: Collection[str], first: date, last: date, *, measure: str = "activities"
) -> dict[UUID, int]:
    """How many activities of these types each unit had in these whole months. Units without any are left out."""
    rows = db.session.execute(
        select(ActivityTally.unit_id, func.sum(ActivityTally.total))
        .where(
            ActivityTally.organisation_id == organisation_id,
            ActivityTally.activity_type.in_(types),
            ActivityTally.measure == measure,
            ActivityTally.month.between(first.replace(day=1), last),
            ActivityTally.unit_id != WHOLE,
        )
        .group_by(ActivityTally.unit_id)
    )
    return {unit_id: int(total) for unit_id, total in rows if total}
