"""What is read of a plan to show it: its areas, its actions, the plans around it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from portal.extensions import db
from portal.goals.models import Action, FocusArea, Plan


def plan_and_areas(organisation_id: UUID, plan_id: Any) -> tuple[Plan, list[FocusArea]] | None:
    """A plan and its focus areas in order."""
    rows = db.session.execute(
        select(Plan, FocusArea)
        .outerjoin(FocusArea, (FocusArea.organisation_id == Plan.organisation_id) & (FocusArea.plan_id == Plan.id))
        .where(Plan.organisation_id == organisation_id, Plan.id == plan_id)
        .order_by(FocusArea.position, FocusArea.id)
    ).all()
    return (rows[0][0], [area for _plan, area in rows if area]) if rows else None


def current_plan_and_areas(organisation_id: UUID) -> tuple[Plan, list[FocusArea]] | None:
    """The plan in force: adopted, the latest to begin, a yearly plan before the strategy that it stands below."""
    latest = (
        select(Plan.id)
        .where(Plan.organisation_id == organisation_id, Plan.status == "adopted")
        .order_by(Plan.parent_id.is_(None), Plan.starts_on.desc(), Plan.id)
        .limit(1)
    )
    return plan_and_areas(organisation_id, latest.correlate(None).scalar_subquery())


def plans_around(organisation_id: UUID, plan: Plan, *, drafts: bool) -> list[Row[Any]]:
    """The plan above, the one that it follows, and those below it; drafts only for those who write them."""
    ids = [one for one in (plan.parent_id, plan.follows_id) if one]
    statement = (
        select(Plan.id, Plan.parent_id, Plan.title, Plan.status)
        .where(
            Plan.organisation_id == organisation_id,
            Plan.id.in_(ids) | (Plan.parent_id == plan.id),
        )
        .order_by(Plan.starts_on, Plan.id)
    )
    return list(db.session.execute(statement if drafts else statement.where(Plan.status != "draft")))


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
