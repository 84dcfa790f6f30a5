"""What a report reads beside the goals: a statement each for the plan, its actions, and the counters."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, case, cast, func, literal, null, select, union_all

from portal.actions.models import ActionPick, ActionResult
from portal.activities.models import WHOLE, ActivityTally
from portal.errors import NotFound
from portal.extensions import db
from portal.goals.models import Action, Plan

#: what the counters know of people
PEOPLE = "participants"


def plans_with_reports(organisation_id: UUID) -> list[Plan]:
    """Plans in force and closed ones, newest first. Drafts have done nothing yet."""
    return list(
        db.session.scalars(
            select(Plan)
            .where(Plan.organisation_id == organisation_id, Plan.status != "draft")
            .order_by(Plan.starts_on.desc(), Plan.title, Plan.id)
        )
    )


def plan(organisation_id: UUID, plan_id: UUID) -> Plan:
    """Raises NotFound."""
    found = db.session.get(Plan, (organisation_id, plan_id))
    if found is None:
        raise NotFound
    return found


def actions_with_results(organisation_id: UUID, plan_id: UUID, year: int) -> list[Any]:
    """The plan's actions in its order, a row for each result written in that year, and one for an action without.

    With them how many units took the action up, and how many of these are done.
    """
    picks = select(func.count()).where(
        ActionPick.organisation_id == Action.organisation_id, ActionPick.action_id == Action.id
    )
    in_year = ActionResult.on_date.between(date(year, 1, 1), date(year, 12, 31))
    return list(
        db.session.execute(
            select(
                Action.id,
                Action.focus_area_id,
                Action.goal_id,
                Action.title,
                Action.responsible,
                Action.period,
                Action.status,
                picks.where(ActionPick.status != "left").scalar_subquery().label("taken_up"),
                picks.where(ActionPick.status == "done").scalar_subquery().label("done"),
                ActionResult.on_date,
                ActionResult.unit_id,
                ActionResult.result,
                ActionResult.lesson,
            )
            .outerjoin(
                ActionResult,
                (ActionResult.organisation_id == Action.organisation_id)
                & (ActionResult.action_id == Action.id)
                & in_year,
            )
            .where(Action.organisation_id == organisation_id, Action.plan_id == plan_id)
            .order_by(Action.position, Action.id, ActionResult.on_date, ActionResult.id)
        )
    )


@dataclass
class Count:
    """Activities and people who took part, this year and in the same months of the year before."""

    activities: int = 0
    activities_before: int = 0
    people: int = 0
    people_before: int = 0

    def add(self, measure: str, is_this_year: bool, total: int) -> None:
        name = ("people" if measure == PEOPLE else "activities") + ("" if is_this_year else "_before")
        setattr(self, name, getattr(self, name) + total)


@dataclass
class Counts:
    """Of the organisation by type, and of each unit by itself."""

    by_type: dict[str, Count] = field(default_factory=dict)
    by_unit: dict[UUID, Count] = field(default_factory=dict)


def activity_counts(organisation_id: UUID, on: date) -> Counts:
    """From the counters, in one statement: whole months from January until the month of `on`."""
    found = Counts()
    rows = db.session.execute(union_all(*_parts(organisation_id, on)))
    for activity_type, unit_id, measure, is_this_year, total in rows:
        count = (
            found.by_unit.setdefault(unit_id, Count()) if unit_id else found.by_type.setdefault(activity_type, Count())
        )
        count.add(measure, bool(is_this_year), int(total))
    return found


def _parts(organisation_id: UUID, on: date) -> Iterable[Any]:
    begins = date(on.year, 1, 1)
    is_this_year = case((ActivityTally.month >= begins, 1), else_=0)
    kind, unit, measure = ActivityTally.activity_type, ActivityTally.unit_id, ActivityTally.measure
    wanted = (
        ActivityTally.organisation_id == organisation_id,
        measure.in_(("activities", PEOPLE)),
        ActivityTally.month.between(begins, on)
        | ActivityTally.month.between(date(on.year - 1, 1, 1), date(on.year - 1, on.month, 1)),
    )
    total = func.sum(ActivityTally.total)
    yield (
        select(kind, cast(null(), Uuid()), measure, is_this_year, total)
        .where(*wanted, unit == WHOLE)
        .group_by(kind, measure, is_this_year)
    )
    yield (
        select(literal(""), unit, measure, is_this_year, total)
        .where(*wanted, unit != WHOLE)
        .group_by(unit, measure, is_this_year)
    )
