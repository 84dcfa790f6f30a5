"""The milestones of plans in force stand among what is due."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from portal import clock
from portal.calendar.models import DueItem
from portal.calendar.services import drop_due_of, set_due
from portal.extensions import db
from portal.goals.models import Action, ActionStep, Goal, Indicator, Milestone, Plan
from portal.i18n import format_number
from portal.plans import queries

SOURCE = "goals.milestone"
#: as actions say it
STEP = "actions.step"


def say_due(plan: Plan, goal: Goal, indicator: Indicator, milestones: Iterable[Milestone]) -> None:
    """Those still to come, while the plan is in force."""
    for milestone in milestones:
        if plan.status == "adopted" and milestone.on_date >= clock.today():
            set_due(
                SOURCE,
                milestone.id,
                on=milestone.on_date,
                title=milestone_title(indicator, milestone.value),
                endpoint="goals.show",
                arguments={"goal_id": goal.id},
                right="goals.see",
                unit_id=goal.unit_id,
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


def say_plan_due(plan: Plan) -> None:
    """All of a plan's: said when it comes into force, unsaid when it does not hold any more."""
    found = queries.milestones_of(plan.organisation_id, plan.id)
    if plan.status == "adopted":
        for goal, indicator, milestone in found:
            say_due(plan, goal, indicator, [milestone])
    else:
        unsay_due([milestone.id for _goal, _indicator, milestone in found])


def show_steps(plan: Plan) -> None:
    """What was due for those who wrote the draft is due for everybody now."""
    steps = (
        select(ActionStep.id)
        .join(Action, (Action.organisation_id == ActionStep.organisation_id) & (Action.id == ActionStep.action_id))
        .where(Action.organisation_id == plan.organisation_id, Action.plan_id == plan.id)
    )
    db.session.execute(
        update(DueItem)
        .where(DueItem.organisation_id == plan.organisation_id, DueItem.source == STEP, DueItem.source_id.in_(steps))
        .values(right="goals.see")
        .execution_options(synchronize_session=False)
    )


def unsay_due(milestone_ids: list[UUID]) -> None:
    if milestone_ids:
        drop_due_of(SOURCE, milestone_ids)
