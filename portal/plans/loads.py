"""What goes along when something is removed: counted, so that nobody loses it unasked.

Each is read together with what is to be removed, in one statement.
"""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from portal.extensions import db
from portal.goals.models import Action, FocusArea, Goal, Indicator, Measurement, Plan, StatusReport
from portal.plans import queries


@dataclass(frozen=True)
class Load:
    """What goes along when something is removed."""

    goals: int
    indicators: int
    #: written by people: measurements and reports in words
    measurements: int
    actions: int


def plan_to_remove(organisation_id: UUID, plan_id: UUID) -> tuple[Plan, Load] | None:
    counts = _counts(organisation_id, Goal.plan_id == plan_id, Action.plan_id == plan_id)
    statement = select(Plan, *counts).where(Plan.organisation_id == organisation_id, Plan.id == plan_id)
    row = db.session.execute(statement).first()
    return (row[0], Load(*row[1:])) if row else None


def area_to_remove(organisation_id: UUID, area_id: UUID) -> tuple[FocusArea, Plan, Load] | None:
    counts = _counts(organisation_id, Goal.focus_area_id == area_id, Action.focus_area_id == area_id)
    row = db.session.execute(queries.area_and_plan(organisation_id, area_id).add_columns(*counts)).first()
    return (row[0], row[1], Load(*row[2:])) if row else None


def goal_to_remove(organisation_id: UUID, goal_id: UUID) -> tuple[Goal, Plan, Load] | None:
    """The goal itself is not counted; those below it are."""
    along = select(_goal_and_below(organisation_id, goal_id).c.id)
    counts = _counts(organisation_id, Goal.id.in_(along), Action.goal_id.in_(along))
    row = db.session.execute(queries.goal_and_plan(organisation_id, goal_id).add_columns(*counts)).first()
    if row is None:
        return None
    load = Load(*row[2:])
    return row[0], row[1], replace(load, goals=load.goals - 1)


def indicator_to_remove(organisation_id: UUID, indicator_id: UUID) -> tuple[queries.Defined, Load] | None:
    counts = [
        select(func.count())
        .select_from(model)
        .where(model.organisation_id == organisation_id, model.indicator_id == indicator_id)
        .scalar_subquery()
        for model in (Measurement, StatusReport)
    ]
    statement = queries.definition(organisation_id, indicator_id).add_columns(counts[0] + counts[1])
    rows = db.session.execute(statement).all()
    found = queries.as_defined(rows)
    return (found, Load(goals=0, indicators=0, measurements=rows[0][-1], actions=0)) if found else None


def _goal_and_below(organisation_id: UUID, goal_id: UUID) -> Any:
    goal = select(Goal.id).where(Goal.organisation_id == organisation_id, Goal.id == goal_id)
    along = goal.cte("along", recursive=True)
    return along.union(select(Goal.id).where(Goal.organisation_id == organisation_id, Goal.parent_id == along.c.id))


def _counts(organisation_id: UUID, of_goal: ColumnElement[bool], of_action: ColumnElement[bool]) -> list[Any]:
    """The four numbers of a load."""
    goals = select(func.count()).select_from(Goal).where(Goal.organisation_id == organisation_id, of_goal)
    indicators = (
        select(func.count())
        .select_from(Indicator)
        .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
        .where(Indicator.organisation_id == organisation_id, of_goal)
    )
    typed = [_typed(organisation_id, model, of_goal) for model in (Measurement, StatusReport)]
    actions = select(func.count()).select_from(Action).where(Action.organisation_id == organisation_id, of_action)
    # not correlated: the goals that are counted are not the one that is read beside them
    whole = [one.correlate(None).scalar_subquery() for one in (goals, indicators, *typed, actions)]
    return [whole[0], whole[1], whole[2] + whole[3], whole[4]]


def _typed(organisation_id: UUID, model: Any, of_goal: ColumnElement[bool]) -> Any:
    return (
        select(func.count())
        .select_from(model)
        .join(Indicator, (Indicator.organisation_id == model.organisation_id) & (Indicator.id == model.indicator_id))
        .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
        .where(model.organisation_id == organisation_id, of_goal)
    )
