"""The milestones and steps of plans stand among what is due."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, delete, select

from portal import clock
from portal.calendar.models import DueItem
from portal.calendar.services import Due, drop_due_of, set_all_due
from portal.extensions import db
from portal.goals.models import Action, ActionStep, Goal, Indicator, Milestone, Plan
from portal.i18n import format_number
from portal.plans import queries

MILESTONE, STEP = "goals.milestone", "actions.step"
#: nothing of such actions is still to be done
OVER = ("done", "dropped")


def say_due(plan: Plan, goal: Goal, indicator: Indicator, milestones: Iterable[Milestone]) -> None:
    """Those still to come, while the plan is in force."""
    _say_milestones(plan, ((goal, indicator, milestone) for milestone in milestones))


def _say_milestones(plan: Plan, found: Iterable[tuple[Goal, Indicator, Milestone]]) -> None:
    if plan.status != "adopted":
        return
    today = clock.today()
    set_all_due(
        Due(
            source=MILESTONE,
            source_id=milestone.id,
            on=milestone.on_date,
            title=milestone_title(indicator, milestone.value),
            endpoint="goals.show",
            arguments={"goal_id": goal.id},
            right="goals.see",
            unit_id=goal.unit_id,
        )
        for goal, indicator, milestone in found
        if milestone.on_date >= today
    )


def milestone_title(indicator: Any, value: Decimal) -> str:
    """What is to be reached, each thing said once: a number or a unit that stands in the name is not repeated."""
    name, number = indicator.name, format_number(value)
    if indicator.kind == "yes_no" or _together(number) in re.findall(r"\d+", _together(name)):
        return str(name)
    words = indicator.unit_one if value == 1 else indicator.unit_many
    unit = "%" if indicator.kind == "share" else "" if words.casefold() in name.casefold() else words
    return f"{name}: {number} {unit}".rstrip()


def _together(text: str) -> str:
    """1 500 as 1500."""
    return re.sub(r"(?<=\d)\s(?=\d{3})", "", text)


def step_due(step: ActionStep, action: Action, plan_status: str) -> Due:
    """A step that has a date. What is due in a draft is seen by those who write it."""
    assert step.due_on
    return Due(
        source=STEP,
        source_id=step.id,
        on=step.due_on,
        title=step.title,
        endpoint="actions.show",
        arguments={"action_id": action.id},
        right="plans.edit" if plan_status == "draft" else "goals.see",
        unit_id=action.unit_id,
        user_id=action.user_id,
        done=step.done_on is not None or action.status in OVER,
    )


def say_plan_due(plan: Plan) -> None:
    """All of a plan's, as its status now has it. Of a closed plan nothing is due."""
    if plan.status == "closed":
        drop_due_below(plan, Goal.plan_id == plan.id, Action.plan_id == plan.id)
        return
    _say_milestones(plan, queries.milestones_of(plan.organisation_id, plan.id))
    steps = queries.dated_steps_of(plan.organisation_id, plan.id)
    set_all_due(step_due(step, action, plan.status) for step, action in steps)


def drop_due_below(plan: Plan, goals: ColumnElement[bool], actions: ColumnElement[bool]) -> None:
    """The milestones of these goals and the steps of these actions: they go, or the plan does not hold any more."""
    here = plan.organisation_id
    milestones = (
        select(Milestone.id)
        .join(Indicator, (Indicator.organisation_id == here) & (Indicator.id == Milestone.indicator_id))
        .join(Goal, (Goal.organisation_id == here) & (Goal.id == Indicator.goal_id))
        .where(Milestone.organisation_id == here, goals)
    )
    steps = (
        select(ActionStep.id)
        .join(Action, (Action.organisation_id == here) & (Action.id == ActionStep.action_id))
        .where(ActionStep.organisation_id == here, actions)
    )
    those = ((DueItem.source == MILESTONE) & DueItem.source_id.in_(milestones)) | (
        (DueItem.source == STEP) & DueItem.source_id.in_(steps)
    )
    db.session.execute(
        delete(DueItem).where(DueItem.organisation_id == here, those).execution_options(synchronize_session=False)
    )


def drop_milestones(milestone_ids: list[UUID]) -> None:
    if milestone_ids:
        drop_due_of(MILESTONE, milestone_ids)
