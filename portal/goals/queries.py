"""What is read of plans and goals. A page's goals cost two statements, however many there are."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from portal.extensions import db
from portal.goals.models import (
    Action,
    FocusArea,
    Goal,
    Indicator,
    Measurement,
    Plan,
)

ON_START_PAGE = 6

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
_GOAL = select(
    Goal.id.label("goal_id"),
    Goal.focus_area_id,
    Goal.parent_id,
    Goal.number,
    Goal.title,
    *_INDICATOR,
).outerjoin(Indicator, (Indicator.organisation_id == Goal.organisation_id) & (Indicator.goal_id == Goal.id))


def goals_on_start_page(organisation_id: UUID) -> list[Row[Any]]:
    """The measured goals of plans in force that matter most, with their indicators; at most six."""
    return list(
        db.session.execute(
            _GOAL.join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
            .where(Goal.organisation_id == organisation_id, Plan.status == "adopted", Indicator.id.is_not(None))
            .order_by(Goal.on_start_page.desc(), Goal.position, Goal.id, Indicator.position)
            .limit(ON_START_PAGE)
        )
    )


def goals_of(organisation_id: UUID, plan_id: UUID) -> list[Row[Any]]:
    """All goals of a plan in its order, one row for each indicator, and one for a goal without any."""
    return list(
        db.session.execute(
            _GOAL.where(Goal.organisation_id == organisation_id, Goal.plan_id == plan_id).order_by(
                Goal.position, Goal.id, Indicator.position
            )
        )
    )


def goal_rows(organisation_id: UUID, goal_id: UUID) -> list[Row[Any]]:
    """A goal and its indicators; empty for a foreign or missing one."""
    return list(
        db.session.execute(
            _GOAL.where(Goal.organisation_id == organisation_id, Goal.id == goal_id).order_by(Indicator.position)
        )
    )


def current_plan(organisation_id: UUID) -> Plan | None:
    """The plan in force: adopted, the latest to begin."""
    return db.session.scalars(
        select(Plan)
        .where(Plan.organisation_id == organisation_id, Plan.status == "adopted")
        .order_by(Plan.parent_id.is_(None), Plan.starts_on.desc(), Plan.id)
        .limit(1)
    ).first()


def areas_of(organisation_id: UUID, plan_id: UUID) -> list[FocusArea]:
    return list(
        db.session.scalars(
            select(FocusArea)
            .where(FocusArea.organisation_id == organisation_id, FocusArea.plan_id == plan_id)
            .order_by(FocusArea.position)
        )
    )


def actions_of(organisation_id: UUID, plan_id: UUID, goal_id: UUID | None = None) -> list[Row[Any]]:
    """What is to be done, in the plan's order; for one goal, or for all of the plan."""
    statement = select(
        Action.id,
        Action.focus_area_id,
        Action.goal_id,
        Action.title,
        Action.responsible,
        Action.period,
        Action.level,
    ).where(Action.organisation_id == organisation_id, Action.plan_id == plan_id)
    if goal_id:
        statement = statement.where(Action.goal_id == goal_id)
    return list(db.session.execute(statement.order_by(Action.position)))


def indicator(organisation_id: UUID, indicator_id: UUID) -> Indicator | None:
    return db.session.get(Indicator, (organisation_id, indicator_id))


def goal(organisation_id: UUID, goal_id: UUID) -> Goal | None:
    return db.session.get(Goal, (organisation_id, goal_id))


def measurement(organisation_id: UUID, measurement_id: UUID) -> tuple[Measurement, Indicator] | None:
    """A measurement and the indicator that it measures."""
    row = db.session.execute(
        select(Measurement, Indicator)
        .join(
            Indicator,
            (Indicator.organisation_id == Measurement.organisation_id) & (Indicator.id == Measurement.indicator_id),
        )
        .where(Measurement.organisation_id == organisation_id, Measurement.id == measurement_id)
    ).first()
    return (row[0], row[1]) if row else None


def measurement_on(organisation_id: UUID, indicator_id: UUID, on: date) -> Measurement | None:
    return db.session.scalars(
        select(Measurement).where(
            Measurement.organisation_id == organisation_id,
            Measurement.indicator_id == indicator_id,
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
