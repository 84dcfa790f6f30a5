"""The outline of a plan: its areas in order, each with its goals in order, read together with what a page is about."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import aliased, defer

from portal.extensions import db
from portal.goals.models import FocusArea, Goal, Indicator, Plan

_OUTLINE = (
    FocusArea.id.label("area_id"),
    FocusArea.number.label("area_number"),
    FocusArea.title.label("area_title"),
    Goal.id.label("goal_id"),
    Goal.parent_id,
    Goal.number,
    Goal.title,
    Goal.on_start_page,
)


def plan_and_outline(organisation_id: UUID, plan_id: UUID) -> tuple[Plan, list[Row[Any]]] | None:
    """A plan and its outline: one row a goal, one for an area without any."""
    statement = _outline(select(Plan, *_OUTLINE).select_from(Plan))
    rows = db.session.execute(statement.where(Plan.organisation_id == organisation_id, Plan.id == plan_id)).all()
    return (rows[0][0], [row for row in rows if row.area_id]) if rows else None


def goal_and_outline(organisation_id: UUID, goal_id: UUID) -> tuple[Goal, Plan, list[Row[Any]]] | None:
    """A goal, its plan, and the plan's outline, with one row for each indicator of a goal."""
    this = aliased(Goal)
    rows = db.session.execute(
        _outline(
            select(this, Plan, *_OUTLINE, Indicator.id.label("indicator_id"), Indicator.name)
            .options(*_WITHOUT_TEXTS)
            .select_from(this)
            .join(Plan, (Plan.organisation_id == this.organisation_id) & (Plan.id == this.plan_id))
        )
        .outerjoin(Indicator, (Indicator.organisation_id == Goal.organisation_id) & (Indicator.goal_id == Goal.id))
        .where(this.organisation_id == organisation_id, this.id == goal_id)
        .order_by(Indicator.position)
    ).all()
    return (rows[0][0], rows[0][1], list(rows)) if rows else None


#: they would come along with every row
_WITHOUT_TEXTS = [defer(text) for text in (Plan.purpose, Plan.vision, Plan.values, Plan.note)]


def _outline(statement: Any) -> Any:
    """The areas of the statement's plan, and their goals."""
    return (
        statement.outerjoin(
            FocusArea, (FocusArea.organisation_id == Plan.organisation_id) & (FocusArea.plan_id == Plan.id)
        )
        .outerjoin(Goal, (Goal.organisation_id == FocusArea.organisation_id) & (Goal.focus_area_id == FocusArea.id))
        .order_by(FocusArea.position, FocusArea.id, Goal.position, Goal.id)
    )
