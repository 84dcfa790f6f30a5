"""What is read of activities. Lists read columns and page by key; figures come from the tally."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    cast,
    extract,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from portal.activities.filter import HELD, NEWEST, OLDEST, REGISTERED, WAITING, Filter, Term
from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.extensions import db
from portal.organisations.viewer import Viewer
from portal.paging import Position

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
    title: str
    place: str
    status: str
    verdicts: dict[str, Any]


@dataclass(frozen=True)
class Sight:
    """Which activities somebody may see: those of these units, None for all, and those that she registered."""

    organisation_id: UUID
    units: frozenset[UUID] | None
    own: UUID | None = None


def sight_of(viewer: Viewer, status: str = HELD) -> Sight:
    """A volunteer's holds only her own; a unit leader's her units'.

    What waits to be looked through is for those who may correct it.
    """
    if status == WAITING:
        return Sight(viewer.here.id, viewer.units_with("activities.correct"))
    if viewer.everywhere("activities.see_all"):
        return Sight(viewer.here.id, None)
    return Sight(viewer.here.id, viewer.units_with("activities.see_all"), viewer.id)


_LINE = select(
    Activity.id,
    Activity.activity_type,
    Activity.unit_id,
    Activity.on_date,
    Activity.numbers,
    Activity.registered_by,
    Activity.registered_at,
    Activity.title,
    Activity.place,
    Activity.status,
    Activity.verdicts,
)


def lines_of(
    viewer: Viewer, asked: Filter, *, after: Position | None = None, limit: int = PAGE
) -> tuple[list[Line], Position | None]:
    """What she may see of what she asked for, in her order, and where the next page begins.

    Types, units, a period and every order have an index each that leads to the page's
    rows. A search has none: it reads what the rest of the filter leaves, in order, until
    the page is full. Of 100,000 activities a common word costs as little as no search; a
    word that stands nowhere reads them all, about a tenth of a second, within a year a
    few milliseconds. Others' rows are read only where one organisation has nearly all
    that there is, and PostgreSQL finds the table quicker read than the index.
    """
    rows = db.session.execute(page_of(_LINE, sight_of(viewer, asked.status), asked, viewer.id, after, limit + 1)).all()
    lines = [Line(*row) for row in rows[:limit]]
    return lines, Position(lines[-1].on_date, lines[-1].id) if len(rows) > limit else None


def page_of(
    columns: Select[Any], sight: Sight, asked: Filter, own: UUID, after: Position | None, limit: int
) -> Select[Any] | CompoundSelect[Any]:
    """A page of the activities within this sight, in the order asked for. `own` is who "mine" means."""
    parts = [_first_of(part, asked, after, limit) for part in _parts(columns, sight, asked, own)]
    if len(parts) == 1:
        return parts[0]
    together = union_all(*(select(part.subquery()) for part in parts))
    return together.order_by(*_order(together.selected_columns, asked.sort)).limit(limit)


def _parts(columns: Select[Any], sight: Sight, asked: Filter, own: UUID) -> list[Select[Any]]:
    """What she may see, in parts that have an index each; no activity is in two of them."""
    here = columns.where(Activity.organisation_id == sight.organisation_id, *conditions(asked))
    if asked.mine:
        here = here.where(Activity.registered_by == own)
    if sight.units is None:
        return [here]
    hers = here.where(Activity.registered_by == sight.own)
    if not sight.own:
        return [here.where(Activity.unit_id.in_(sight.units))]
    if not sight.units:
        return [hers]
    return [here.where(Activity.unit_id.in_(sight.units)), hers.where(Activity.unit_id.not_in(sight.units))]


def conditions(asked: Filter) -> Iterator[ColumnElement[bool]]:
    """What the filter asks of each activity. Who sees it is asked elsewhere."""
    yield Activity.status == literal(asked.status, literal_execute=True)
    if asked.status != HELD:  # said as the index says it
        yield Activity.status != literal(HELD, literal_execute=True)
    if asked.types:
        yield Activity.activity_type.in_(asked.types)
    if asked.units is not None:
        yield Activity.unit_id.in_(asked.units)
    if asked.first:
        yield Activity.on_date >= asked.first
    if asked.last:
        yield Activity.on_date <= asked.last
    yield from map(_holds, asked.terms)


def _holds(term: Term) -> ColumnElement[bool]:
    """In what was written, half a word too, or in the name of its type or unit, or of what was chosen."""
    ways: list[ColumnElement[bool]] = [Activity.words.contains(term.text, autoescape=True)]
    if term.types:
        ways.append(Activity.activity_type.in_(term.types))
    if term.units:
        ways.append(Activity.unit_id.in_(term.units))
    for kind, measure in term.chosen:
        said = cast(Activity.numbers, String).contains(f'"{measure}"', autoescape=True)
        ways.append(and_(Activity.activity_type == kind, said))
    return or_(*ways)


def _first_of(part: Select[Any], asked: Filter, after: Position | None, limit: int) -> Select[Any]:
    if after:
        part = part.where(_beyond(after, asked.sort))
    return part.order_by(*_order(Activity, asked.sort)).limit(limit)


def _order(columns: Any, sort: str) -> tuple[Any, ...]:
    """By day; or as they were registered, which is the order of ids."""
    if sort == REGISTERED:
        return (columns.id.desc(),)
    if sort == OLDEST:
        return columns.on_date, columns.id
    return columns.on_date.desc(), columns.id.desc()


def _beyond(after: Position, sort: str) -> ColumnElement[bool]:
    if sort == REGISTERED:
        return Activity.id < after.id
    here, there = tuple_(Activity.on_date, Activity.id), tuple_(after.on_date, after.id)
    return here < there if sort == NEWEST else here > there


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


def figures_beside_last_year(
    organisation_id: UUID, types: Collection[str], on: date, measures: Collection[str]
) -> dict[tuple[str, int], dict[UUID, int]]:
    """As `figures_by_unit`, by measure and year, in one statement: January to the month of `on`, this year and last."""
    year = extract("year", ActivityTally.month)
    rows = db.session.execute(
        select(ActivityTally.measure, year, ActivityTally.unit_id, func.sum(ActivityTally.total))
        .where(
            ActivityTally.organisation_id == organisation_id,
            ActivityTally.activity_type.in_(types),
            ActivityTally.measure.in_(measures),
            ActivityTally.month.between(date(on.year, 1, 1), on)
            | ActivityTally.month.between(date(on.year - 1, 1, 1), date(on.year - 1, on.month, 1)),
            ActivityTally.unit_id != WHOLE,
        )
        .group_by(ActivityTally.measure, year, ActivityTally.unit_id)
    )
    found: dict[tuple[str, int], dict[UUID, int]] = {(one, on.year - n): {} for one in measures for n in (0, 1)}
    for measure, of_year, unit_id, total in rows:
        if total:
            found[measure, int(of_year)][unit_id] = int(total)
    return found
