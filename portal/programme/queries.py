"""What is read of the programme. Lists read columns and page by key; no list reads a note."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select, tuple_

from portal import clock
from portal.activities.models import Activity
from portal.activities.rules import PROGRAMMED
from portal.extensions import db
from portal.organisations.viewer import Viewer
from portal.paging import Position
from portal.programme.rules import WHY

PAGE = 60
#: of those that nobody has reported yet
LATE = 30
#: what stands in the public programme; what was held still does, on its day
OPEN = (*PROGRAMMED, "held")
#: written out in the statement, so that the index of what was not held is used
_NOT_HELD = Activity.status != bindparam(None, "held", literal_execute=True)


@dataclass(frozen=True)
class Line:
    """Something planned, in a list."""

    id: UUID
    activity_type: str
    unit_id: UUID
    on_date: date
    at: time | None
    ends_at: time | None
    title: str
    place: str
    status: str
    is_public: bool
    price_members: int | None
    price_others: int | None
    answers: dict[str, Any]
    registered_at: datetime
    version: int

    @property
    def month(self) -> date:
        return self.on_date.replace(day=1)

    @property
    def why(self) -> str:
        """Why it is cancelled, where somebody said so."""
        return str(self.answers.get(WHY, "")) if self.status == "cancelled" else ""


_LINE: Any = select(
    Activity.id,
    Activity.activity_type,
    Activity.unit_id,
    Activity.on_date,
    Activity.at,
    Activity.ends_at,
    Activity.title,
    Activity.place,
    Activity.status,
    Activity.is_public,
    Activity.price_members,
    Activity.price_others,
    Activity.answers,
    Activity.registered_at,
    Activity.version,
)
Page = tuple[list[Line], Position | None]


def coming(viewer: Viewer, units: Collection[UUID], after: Position | None = None) -> Page:
    """What these units plan from today on, the earliest first, and where the next page begins. Cancelled ones too."""
    there = _LINE.where(
        Activity.organisation_id == viewer.here.id,
        Activity.status.in_(PROGRAMMED),
        _NOT_HELD,
        Activity.on_date >= clock.today(),
    )
    return _page(_of_units(there, units, viewer), after)


def unreported(viewer: Viewer, units: Collection[UUID]) -> list[Line]:
    """Planned for a day that has passed, in those of the units that she plans for; at most 30, the latest of them."""
    if not (units := viewer.units_with("programme.plan") & set(units)):
        return []
    passed = _LINE.where(
        Activity.organisation_id == viewer.here.id,
        Activity.status == "planned",
        _NOT_HELD,
        Activity.on_date < clock.today(),
    ).order_by(Activity.on_date.desc(), Activity.id.desc())
    rows = db.session.execute(_of_units(passed, units, viewer).limit(LATE)).all()
    return [Line(*row) for row in reversed(rows)]


def _of_units(part: Select[Any], units: Collection[UUID], viewer: Viewer) -> Select[Any]:
    everything = len(units) == len(viewer.setup.units)
    return part if everything else part.where(Activity.unit_id.in_(units))


def open_to_all(
    organisation_id: UUID,
    units: Collection[UUID] | None,
    first: date,
    after: Position | None = None,
    *,
    limit: int = PAGE,
) -> Page:
    """The public programme of these units (None: of all) from this day on."""
    there = _LINE.where(
        Activity.organisation_id == organisation_id,
        Activity.is_public,
        Activity.status.in_(OPEN),
        Activity.on_date >= first,
    )
    return _page(there if units is None else there.where(Activity.unit_id.in_(units)), after, limit)


def _page(part: Select[Any], after: Position | None, limit: int = PAGE) -> Page:
    if after:
        part = part.where(tuple_(Activity.on_date, Activity.id) > tuple_(after.on_date, after.id))
    rows = db.session.execute(part.order_by(Activity.on_date, Activity.id).limit(limit + 1)).all()
    lines = [Line(*row) for row in rows[:limit]]
    following = Position(lines[-1].on_date, lines[-1].id) if len(rows) > limit else None
    return sorted(lines, key=_by_the_clock), following


def _by_the_clock(line: Line) -> tuple[date, time, str]:
    return line.on_date, line.at or time.min, line.title


def with_following(activity: Activity) -> list[Activity]:
    """It, and then those of its series that come after it and stand as it does."""
    others = db.session.scalars(
        select(Activity)
        .where(
            Activity.organisation_id == activity.organisation_id,
            Activity.series_id == activity.series_id,
            Activity.id != activity.id,
            Activity.status == activity.status,
            _NOT_HELD,
            Activity.on_date >= activity.on_date,
        )
        .order_by(Activity.on_date, Activity.id)
    )
    return [activity, *others]
