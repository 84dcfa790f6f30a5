"""What is read of goals. A page's goals cost two statements, however many there are."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, func, literal, select, union_all

from portal.activities.models import WHOLE
from portal.database import exactly, is_one_of
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.queries import FILE, is_file_of
from portal.goals.models import Goal, Indicator, Measurement, Plan
from portal.tenancy import kept

ON_START_PAGE = 6
HERE = bindparam("here", type_=Uuid())

_INDICATOR = (
    Indicator.id,
    Indicator.name,
    Indicator.unit_one,
    Indicator.unit_many,
    Indicator.kind,
    Indicator.period,
    Indicator.at_least,
    Indicator.source,
    Indicator.activity_types,
    Indicator.measure,
    Indicator.metric,
    Indicator.unit_id,
    Indicator.baseline_on,
    Indicator.baseline_value,
    Indicator.growth_percent,
    Indicator.compounding,
    Indicator.growth_until,
)
#: a goal with one of its indicators, or with none
GOAL_ROW = select(
    Goal.id.label("goal_id"),
    Goal.focus_area_id,
    Goal.parent_id,
    Goal.number,
    Goal.title,
    *_INDICATOR,
).outerjoin(Indicator, (Indicator.organisation_id == Goal.organisation_id) & (Indicator.goal_id == Goal.id))


#: the rank of a row that is there only to be summed
BELOW = 1_000_000
_PLAN_STATUS = select(Plan.status).where(Plan.organisation_id == Goal.organisation_id, Plan.id == Goal.plan_id)
#: of the plan that an indicator's goal belongs to, in a statement that reads the indicator
STATUS_OF_PLAN = (
    select(Plan.status)
    .join(Goal, (Goal.organisation_id == Plan.organisation_id) & (Goal.plan_id == Plan.id))
    .where(Goal.organisation_id == Indicator.organisation_id, Goal.id == Indicator.goal_id)
    .correlate(Indicator)
    .scalar_subquery()
)
_ADDED = {
    "text": Goal.text,
    "plan_id": Goal.plan_id,
    "plan_status": _PLAN_STATUS.scalar_subquery().label("plan_status"),
}


def goals_on_start_page(organisation_id: UUID, units: Collection[UUID] = ()) -> list[Row[Any]]:
    """The measured goals of plans in force that matter most, with their indicators; at most six.

    Those of these units come first.
    """
    asked = {"here": organisation_id, **({"units": units} if units else {})}
    return list(db.session.execute(_on_start_page(bool(units)), asked))


@cache
def _on_start_page(own_first: bool) -> Any:
    """Put together once: that costs more than asking it."""
    own = [is_one_of(Goal.unit_id, "units").is_(True).desc()] if own_first else []
    order = (*own, Goal.on_start_page.desc(), Goal.position, Goal.id, Indicator.position)
    chosen = (
        GOAL_ROW.join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
        .where(Goal.organisation_id == HERE, Plan.status == "adopted", Indicator.id.is_not(None))
        .order_by(*order)
        .limit(exactly(ON_START_PAGE))
    )
    return kept(_with_those_below(chosen, order))


def _with_those_below(chosen: Any, order: Any) -> Any:
    """These rows in this order; then, with the rank BELOW, the indicators below those goals that are sums."""
    first = chosen.add_columns(func.row_number().over(order_by=order).label("rank")).cte("chosen")
    tree = select(first.c.goal_id.label("id")).where(first.c.source == "goals").cte("below", recursive=True)
    tree = tree.union(select(Goal.id).where(Goal.organisation_id == HERE, Goal.parent_id == tree.c.id))
    added = [column for name, column in _ADDED.items() if name in first.c]
    below = GOAL_ROW.add_columns(*added, literal(BELOW)).where(
        Goal.organisation_id == HERE, Goal.id.in_(select(tree.c.id)), Indicator.id.is_not(None)
    )
    return union_all(select(first), below).order_by("rank")


def goals_of(organisation_id: UUID, plan_id: UUID) -> list[Row[Any]]:
    """All goals of a plan in its order, one row for each indicator, and one for a goal without any."""
    return list(
        db.session.execute(
            GOAL_ROW.where(Goal.organisation_id == organisation_id, Goal.plan_id == plan_id).order_by(
                Goal.position, Goal.id, Indicator.position
            )
        )
    )


def goals_following(organisation_id: UUID, metric: str) -> list[Row[Any]]:
    """The goals of plans in force that follow this metric of a plugin's, for `cards_of`."""
    return list(
        db.session.execute(
            GOAL_ROW.join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
            .where(
                Goal.organisation_id == organisation_id,
                Plan.status == "adopted",
                Indicator.source == "metric",
                Indicator.metric == metric,
            )
            .order_by(Goal.position, Goal.id, Indicator.position)
        )
    )


def goal_rows(organisation_id: UUID, goal_id: UUID) -> list[Row[Any]]:
    """A goal with its text, its plan's status and its indicators; empty for a foreign or missing one."""
    chosen = GOAL_ROW.add_columns(*_ADDED.values()).where(Goal.organisation_id == HERE, Goal.id == goal_id)
    statement = _with_those_below(chosen, (Indicator.position,))
    return list(db.session.execute(statement, {"here": organisation_id}))


def has_plan(organisation_id: UUID) -> bool:
    """One at least, be it only a draft."""
    return (
        db.session.execute(select(Plan.id).where(Plan.organisation_id == organisation_id).limit(1)).first() is not None
    )


def indicator(organisation_id: UUID, indicator_id: UUID) -> Indicator | None:
    return db.session.get(Indicator, (organisation_id, indicator_id))


def indicator_and_plan_status(organisation_id: UUID, indicator_id: UUID) -> tuple[Indicator, str] | None:
    row = db.session.execute(
        select(Indicator, STATUS_OF_PLAN).where(
            Indicator.organisation_id == organisation_id, Indicator.id == indicator_id
        )
    ).first()
    return (row[0], row[1]) if row else None


def indicator_and_whole(organisation_id: UUID, indicator_id: UUID) -> tuple[Indicator, Decimal | None] | None:
    """With what a share was taken of the last time, to be offered again."""
    whole = (
        select(Measurement.whole)
        .where(
            Measurement.organisation_id == organisation_id,
            Measurement.indicator_id == indicator_id,
            Measurement.unit_id == WHOLE,
        )
        .order_by(Measurement.on_date.desc())
        .limit(1)
        .scalar_subquery()
    )
    row = db.session.execute(
        select(Indicator, whole).where(Indicator.organisation_id == organisation_id, Indicator.id == indicator_id)
    ).first()
    return (row[0], row[1]) if row else None


def goal(organisation_id: UUID, goal_id: UUID) -> Goal | None:
    return db.session.get(Goal, (organisation_id, goal_id))


def measurement(organisation_id: UUID, measurement_id: UUID) -> tuple[Measurement, Indicator, list[Any]] | None:
    """A measurement, the indicator that it measures, and its files, oldest first."""
    rows = db.session.execute(
        select(Measurement, Indicator, FILE)
        .join(
            Indicator,
            (Indicator.organisation_id == Measurement.organisation_id) & (Indicator.id == Measurement.indicator_id),
        )
        .outerjoin(StoredFile, is_file_of("measurement", Measurement))
        .where(Measurement.organisation_id == organisation_id, Measurement.id == measurement_id)
        .order_by(StoredFile.id)
    ).all()
    return (rows[0][0], rows[0][1], [row.file for row in rows if row.file.id]) if rows else None


def measurement_on(organisation_id: UUID, indicator_id: UUID, on: date, unit_id: UUID = WHOLE) -> Measurement | None:
    """A unit's own, or the one for the whole."""
    return db.session.scalars(
        select(Measurement).where(
            Measurement.organisation_id == organisation_id,
            Measurement.indicator_id == indicator_id,
            Measurement.unit_id == unit_id,
            Measurement.on_date == on,
        )
    ).first()


def measurements_of(organisation_id: UUID, indicator_ids: list[UUID]) -> list[Measurement]:
    """What was typed, newest first."""
    return list(
        db.session.scalars(
            select(Measurement)
            .where(Measurement.organisation_id == organisation_id, Measurement.indicator_id.in_(indicator_ids))
            .order_by(Measurement.on_date.desc())
            .limit(60)
        )
    )
