"""What somebody registered in a year: counted, line by line, and the goals that it moved."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    Date,
    Integer,
    Row,
    Select,
    Uuid,
    cast,
    desc,
    extract,
    func,
    literal,
    null,
    select,
    tuple_,
    union_all,
)

from portal.activities.models import Activity
from portal.activities.queries import PAGE
from portal.extensions import db
from portal.goals.models import Goal, Indicator, Plan
from portal.goals.queries import GOAL_ROW
from portal.paging import Position


@dataclass(frozen=True)
class Count:
    """How many activities of a type in a unit and a month (1 to 12), and how many people took part."""

    activity_type: str
    unit_id: UUID
    month: int
    times: int
    people: int


@dataclass(frozen=True)
class Line:
    """An activity in her list."""

    id: UUID
    activity_type: str
    unit_id: UUID
    on_date: date
    numbers: dict[str, Any]


@dataclass(frozen=True)
class Year:
    counts: list[Count]
    #: newest first, and where the next page begins
    lines: list[Line]
    following: Position | None


def year_of(organisation_id: UUID, user_id: UUID, year: int, after: Position | None = None) -> Year:
    """What she registered that was held in this year, in one statement. What is only planned is left out."""
    counts, lines = _counts(organisation_id, user_id, year), _lines(organisation_id, user_id, year, after)
    both = union_all(counts, select(lines.subquery())).order_by(desc("on_date"), desc("id"))
    rows = db.session.execute(both).all()
    found = [Line(*row[1:6]) for row in rows if row.kind == "line"]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Year(
        [Count(row.activity_type, row.unit_id, *row[6:]) for row in rows if row.kind == "count"],
        found[:PAGE],
        Position(last.on_date, last.id) if last else None,
    )


def _hers(organisation_id: UUID, user_id: UUID, year: int) -> tuple[Any, ...]:
    return (
        Activity.organisation_id == organisation_id,
        Activity.registered_by == user_id,
        Activity.status == "held",
        Activity.on_date.between(date(year, 1, 1), date(year, 12, 31)),
    )


def _counts(organisation_id: UUID, user_id: UUID, year: int) -> Select[Any]:
    month: Any = cast(extract("month", Activity.on_date), Integer)
    people = func.coalesce(func.sum(Activity.numbers["participants"].as_integer()), 0)
    counts: Select[Any] = (
        select(
            literal("count").label("kind"),
            cast(null(), Uuid()).label("id"),
            Activity.activity_type,
            Activity.unit_id,
            cast(null(), Date()).label("on_date"),
            cast(null(), JSON()).label("numbers"),
            month.label("month"),
            func.count().label("times"),
            people.label("people"),
        )
        .where(*_hers(organisation_id, user_id, year))
        .group_by(Activity.activity_type, Activity.unit_id, month)
    )
    return counts


def _lines(organisation_id: UUID, user_id: UUID, year: int, after: Position | None) -> Select[Any]:
    nothing = cast(null(), Integer)
    lines = select(
        literal("line").label("kind"),
        Activity.id,
        Activity.activity_type,
        Activity.unit_id,
        Activity.on_date,
        Activity.numbers,
        nothing.label("month"),
        nothing.label("times"),
        nothing.label("people"),
    ).where(*_hers(organisation_id, user_id, year))
    if after:
        lines = lines.where(tuple_(Activity.on_date, Activity.id) < tuple_(after.on_date, after.id))
    return lines.order_by(Activity.on_date.desc(), Activity.id.desc()).limit(PAGE + 1)


def own_activity(organisation_id: UUID, user_id: UUID, activity_id: UUID, year: int) -> Row[Any] | None:
    """An activity of her own, with how many she has registered in this year; None for anybody else's."""
    this_year = select(func.count()).where(*_hers(organisation_id, user_id, year)).select_from(Activity)
    return db.session.execute(
        select(
            Activity.id,
            Activity.activity_type,
            Activity.unit_id,
            Activity.on_date,
            Activity.numbers,
            Activity.registered_by,
            Activity.registered_at,
            Activity.verdicts,
            this_year.scalar_subquery().label("this_year"),
        ).where(
            Activity.organisation_id == organisation_id,
            Activity.id == activity_id,
            Activity.registered_by == user_id,
            Activity.status == "held",
        )
    ).first()


def followers(organisation_id: UUID) -> list[Row[Any]]:
    """The goals of plans in force whose figure comes from activities, each with its indicator, in the plan's order."""
    return list(
        db.session.execute(
            GOAL_ROW.join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
            .where(
                Goal.organisation_id == organisation_id,
                Plan.status == "adopted",
                Indicator.source.in_(("activities", "metric")),
            )
            .order_by(Goal.position, Goal.id, Indicator.position)
        )
    )
