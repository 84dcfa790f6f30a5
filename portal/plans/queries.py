"""What is read of plans while they are written. What a plan's page shows stands in goals/queries.py."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from portal.extensions import db
from portal.goals.models import Action, ActionStep, FocusArea, Goal, Indicator, Milestone, Plan


def plans_of(organisation_id: UUID, *, drafts: bool) -> list[Row[Any]]:
    """All plans, the newest first; drafts only for those who write them."""
    statement = select(
        Plan.id, Plan.parent_id, Plan.title, Plan.status, Plan.starts_on, Plan.ends_on, Plan.adopted_by, Plan.adopted_on
    ).where(Plan.organisation_id == organisation_id)
    if not drafts:
        statement = statement.where(Plan.status != "draft")
    return list(db.session.execute(statement.order_by(Plan.starts_on.desc(), Plan.title, Plan.id)))


def whole_plans_of(organisation_id: UUID) -> list[Plan]:
    """All plans, drafts too, the newest first: one of them to be changed, the others to stand above it."""
    return list(
        db.session.scalars(
            select(Plan)
            .where(Plan.organisation_id == organisation_id)
            .order_by(Plan.starts_on.desc(), Plan.title, Plan.id)
        )
    )


def plan(organisation_id: UUID, plan_id: UUID) -> Plan | None:
    return db.session.get(Plan, (organisation_id, plan_id))


def area(organisation_id: UUID, area_id: UUID) -> tuple[FocusArea, Plan] | None:
    found = db.session.execute(area_and_plan(organisation_id, area_id)).first()
    return (found[0], found[1]) if found else None


def area_and_plan(organisation_id: UUID, area_id: UUID) -> Any:
    """The statement that reads a focus area and its plan."""
    return (
        select(FocusArea, Plan)
        .join(Plan, (Plan.organisation_id == FocusArea.organisation_id) & (Plan.id == FocusArea.plan_id))
        .where(FocusArea.organisation_id == organisation_id, FocusArea.id == area_id)
    )


def goal(organisation_id: UUID, goal_id: UUID) -> tuple[Goal, Plan] | None:
    found = db.session.execute(goal_and_plan(organisation_id, goal_id)).first()
    return (found[0], found[1]) if found else None


def goal_to_measure(organisation_id: UUID, goal_id: UUID) -> tuple[Goal, Plan, bool] | None:
    """A goal, its plan, and whether something measures it already."""
    is_measured = (
        select(Indicator.id)
        .where(Indicator.organisation_id == Goal.organisation_id, Indicator.goal_id == Goal.id)
        .exists()
    )
    found = db.session.execute(goal_and_plan(organisation_id, goal_id).add_columns(is_measured)).first()
    return (found[0], found[1], bool(found[2])) if found else None


def goal_and_plan(organisation_id: UUID, goal_id: UUID) -> Any:
    """The statement that reads a goal and its plan."""
    return (
        select(Goal, Plan)
        .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
        .where(Goal.organisation_id == organisation_id, Goal.id == goal_id)
    )


@dataclass(frozen=True)
class Defined:
    """An indicator with its goal, its plan and its milestones by date."""

    indicator: Indicator
    goal: Goal
    plan: Plan
    milestones: list[Milestone]


def defined(organisation_id: UUID, indicator_id: UUID) -> Defined | None:
    return as_defined(db.session.execute(definition(organisation_id, indicator_id)).all())


def definition(organisation_id: UUID, indicator_id: UUID) -> Any:
    """The statement that reads an indicator with what `Defined` names, a row for each milestone."""
    return (
        select(Indicator, Goal, Plan, Milestone)
        .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
        .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
        .outerjoin(
            Milestone,
            (Milestone.organisation_id == Indicator.organisation_id) & (Milestone.indicator_id == Indicator.id),
        )
        .where(Indicator.organisation_id == organisation_id, Indicator.id == indicator_id)
        .order_by(Milestone.on_date)
    )


def as_defined(rows: Sequence[Any]) -> Defined | None:
    """None where there is no row."""
    if not rows:
        return None
    first = rows[0]
    return Defined(first[0], first[1], first[2], [row[3] for row in rows if row[3]])


def hold_tree(organisation_id: UUID, plan_id: UUID) -> None:
    """Whoever else moves goals of this plan waits until this work is done: two moves at once could make a ring."""
    db.session.execute(
        select(Plan.id)
        .where(Plan.organisation_id == organisation_id, Plan.id == plan_id)
        .with_for_update(key_share=True)
    )


def hold_plans(organisation_id: UUID) -> None:
    """The same for plans that are put below each other."""
    statement = select(Plan.id).where(Plan.organisation_id == organisation_id).order_by(Plan.id)
    db.session.execute(statement.with_for_update(key_share=True))


def goals_in(organisation_id: UUID, plan_id: UUID) -> list[Goal]:
    """All goals of a plan, to be changed."""
    return list(
        db.session.scalars(
            select(Goal)
            .where(Goal.organisation_id == organisation_id, Goal.plan_id == plan_id)
            .order_by(Goal.position, Goal.id)
        )
    )


def areas_in(organisation_id: UUID, plan_id: UUID) -> list[FocusArea]:
    """All areas of a plan, to be changed."""
    return list(
        db.session.scalars(
            select(FocusArea)
            .where(FocusArea.organisation_id == organisation_id, FocusArea.plan_id == plan_id)
            .order_by(FocusArea.position, FocusArea.id)
        )
    )


def below(above: Mapping[UUID, UUID | None], goal_id: UUID) -> list[UUID]:
    """This goal and all goals below it. `above` is each goal's parent."""
    children: dict[UUID | None, list[UUID]] = defaultdict(list)
    for goal, parent in above.items():
        children[parent].append(goal)
    found = [goal_id]
    for one in found:
        found += children.pop(one, ())
    return found


def starred(organisation_id: UUID, plan_id: UUID, except_id: UUID | None) -> list[str]:
    """Titles of the other goals that the start page shows first: of this plan and of the plans in force."""
    statement = (
        select(Goal.title)
        .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
        .where(
            Goal.organisation_id == organisation_id,
            Goal.on_start_page,
            (Plan.id == plan_id) | (Plan.status == "adopted"),
        )
        .order_by(Goal.position)
    )
    if except_id:
        statement = statement.where(Goal.id != except_id)
    return list(db.session.scalars(statement))


def milestones_of(organisation_id: UUID, plan_id: UUID) -> list[tuple[Goal, Indicator, Milestone]]:
    """(goal, indicator, milestone) of a whole plan, for what is due."""
    found = db.session.execute(
        select(Goal, Indicator, Milestone)
        .join(Indicator, (Indicator.organisation_id == Goal.organisation_id) & (Indicator.goal_id == Goal.id))
        .join(
            Milestone,
            (Milestone.organisation_id == Indicator.organisation_id) & (Milestone.indicator_id == Indicator.id),
        )
        .where(Goal.organisation_id == organisation_id, Goal.plan_id == plan_id)
    )
    return [(row[0], row[1], row[2]) for row in found]


def dated_steps_of(organisation_id: UUID, plan_id: UUID) -> list[tuple[ActionStep, Action]]:
    """The steps of a plan's actions that have a date, for what is due."""
    found = db.session.execute(
        select(ActionStep, Action)
        .join(Action, (Action.organisation_id == ActionStep.organisation_id) & (Action.id == ActionStep.action_id))
        .where(Action.organisation_id == organisation_id, Action.plan_id == plan_id, ActionStep.due_on.is_not(None))
    )
    return [(row[0], row[1]) for row in found]
