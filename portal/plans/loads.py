"""What goes along when something is removed: counted, so that nobody loses it unasked."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from portal.extensions import db
from portal.goals.models import Action, Goal, Indicator, Measurement, StatusReport
from portal.plans.queries import below


@dataclass(frozen=True)
class Load:
    """What goes along when something is removed."""

    goals: int
    indicators: int
    #: written by people: measurements and reports in words
    measurements: int
    actions: int


def load_of_plan(organisation_id: UUID, plan_id: UUID) -> Load:
    return _load(organisation_id, Goal.plan_id == plan_id, Action.plan_id == plan_id)


def load_of_area(organisation_id: UUID, area_id: UUID) -> Load:
    return _load(organisation_id, Goal.focus_area_id == area_id, Action.focus_area_id == area_id)


def load_of_goal(goal: Goal) -> Load:
    """The goal itself is not counted."""
    rows = db.session.execute(
        select(Goal.id, Goal.parent_id).where(
            Goal.organisation_id == goal.organisation_id, Goal.plan_id == goal.plan_id
        )
    )
    along = below({row.id: row.parent_id for row in rows}, goal.id)
    found = _load(goal.organisation_id, Goal.id.in_(along), Action.goal_id.in_(along))
    return replace(found, goals=found.goals - 1)


def load_of_indicator(organisation_id: UUID, indicator_id: UUID) -> int:
    """How many measurements and reports it has."""
    counts = [
        select(func.count())
        .select_from(model)
        .where(model.organisation_id == organisation_id, model.indicator_id == indicator_id)
        .scalar_subquery()
        for model in (Measurement, StatusReport)
    ]
    return int(db.session.execute(select(counts[0] + counts[1])).scalar_one())


def _load(organisation_id: UUID, of_goal: ColumnElement[bool], of_action: ColumnElement[bool]) -> Load:
    """Four numbers in one statement."""
    goals = select(func.count()).select_from(Goal).where(Goal.organisation_id == organisation_id, of_goal)
    indicators = (
        select(func.count())
        .select_from(Indicator)
        .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
        .where(Indicator.organisation_id == organisation_id, of_goal)
    )
    typed = [_typed(organisation_id, model, of_goal) for model in (Measurement, StatusReport)]
    actions = select(func.count()).select_from(Action).where(Action.organisation_id == organisation_id, of_action)
    row = db.session.execute(
        select(
            goals.scalar_subquery(),
            indicators.scalar_subquery(),
            typed[0] + typed[1],
            actions.scalar_subquery(),
        )
    ).one()
    return Load(*row)


def _typed(organisation_id: UUID, model: Any, of_goal: ColumnElement[bool]) -> Any:
    return (
        select(func.count())
        .select_from(model)
        .join(Indicator, (Indicator.organisation_id == model.organisation_id) & (Indicator.id == model.indicator_id))
        .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
        .where(model.organisation_id == organisation_id, of_goal)
        .scalar_subquery()
    )
