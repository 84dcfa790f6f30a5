"""What is read below an action: steps, results, contact surfaces."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select

from portal.actions.models import ActionResult, ActionSurface, ContactSurface
from portal.actions.queries.joining import of_action, of_plan
from portal.database import as_people_sort
from portal.extensions import db
from portal.goals.models import Action, ActionStep, Plan

RESULTS = 30


def steps_of(organisation_id: UUID, action_id: UUID) -> list[ActionStep]:
    return list(
        db.session.scalars(
            select(ActionStep)
            .where(ActionStep.organisation_id == organisation_id, ActionStep.action_id == action_id)
            .order_by(ActionStep.position, ActionStep.id)
        )
    )


def step(organisation_id: UUID, step_id: UUID) -> tuple[ActionStep, Action, str] | None:
    """A step, its action, and the status of their plan."""
    row = db.session.execute(
        select(ActionStep, Action, Plan.status)
        .join(Action, of_action(ActionStep))
        .join(Plan, of_plan(Action))
        .where(ActionStep.organisation_id == organisation_id, ActionStep.id == step_id)
    ).first()
    return (row[0], row[1], row[2]) if row else None


def results_of(organisation_id: UUID, action_id: UUID) -> list[ActionResult]:
    """Of one action, newest first."""
    return list(
        db.session.scalars(
            select(ActionResult)
            .where(ActionResult.organisation_id == organisation_id, ActionResult.action_id == action_id)
            .order_by(ActionResult.on_date.desc(), ActionResult.id.desc())
            .limit(RESULTS)
        )
    )


def results_of_plan(organisation_id: UUID, plan_id: UUID, *, after: tuple[date, UUID] | None = None) -> list[Row[Any]]:
    """Results and lessons of all actions of a plan, newest first; one more than a page holds."""
    statement = (
        select(
            ActionResult.id, ActionResult.on_date, ActionResult.unit_id, ActionResult.result, ActionResult.lesson,
            ActionResult.action_id, Action.title,
        )
        .join(Action, of_action(ActionResult))
        .where(ActionResult.organisation_id == organisation_id, Action.plan_id == plan_id)
    )  # fmt: skip
    if after:
        earlier = and_(ActionResult.on_date == after[0], ActionResult.id < after[1])
        statement = statement.where(or_(ActionResult.on_date < after[0], earlier))
    return list(
        db.session.execute(statement.order_by(ActionResult.on_date.desc(), ActionResult.id.desc()).limit(RESULTS + 1))
    )


def result(organisation_id: UUID, result_id: UUID) -> tuple[ActionResult, str, str] | None:
    """A result, the title of its action, and the status of their plan."""
    row = db.session.execute(
        select(ActionResult, Action.title, Plan.status)
        .join(Action, of_action(ActionResult))
        .join(Plan, of_plan(Action))
        .where(ActionResult.organisation_id == organisation_id, ActionResult.id == result_id)
    ).first()
    return (row[0], row[1], row[2]) if row else None


def surfaces(organisation_id: UUID) -> list[ContactSurface]:
    """All of them, the closed ones last."""
    return list(
        db.session.scalars(
            select(ContactSurface)
            .where(ContactSurface.organisation_id == organisation_id)
            .order_by(ContactSurface.closed, as_people_sort(ContactSurface.name))
        )
    )


def surface(organisation_id: UUID, surface_id: UUID) -> ContactSurface | None:
    return db.session.get(ContactSurface, (organisation_id, surface_id))


def surface_named(organisation_id: UUID, name: str) -> ContactSurface | None:
    return db.session.scalars(
        select(ContactSurface).where(ContactSurface.organisation_id == organisation_id, ContactSurface.name == name)
    ).first()


def surfaces_of(organisation_id: UUID, action_ids: Collection[UUID]) -> list[tuple[UUID, str]]:
    """(action, name) of the contact surfaces of these actions, by name."""
    if not action_ids:
        return []
    rows = db.session.execute(
        select(ActionSurface.action_id, ContactSurface.name)
        .join(
            ContactSurface,
            and_(
                ContactSurface.organisation_id == ActionSurface.organisation_id,
                ContactSurface.id == ActionSurface.surface_id,
            ),
        )
        .where(ActionSurface.organisation_id == organisation_id, ActionSurface.action_id.in_(action_ids))
        .order_by(as_people_sort(ContactSurface.name))
    )
    return [(row[0], row[1]) for row in rows]


def surface_ids_of(organisation_id: UUID, action_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """(action, surface) of these actions."""
    rows = db.session.execute(
        select(ActionSurface.action_id, ActionSurface.surface_id).where(
            ActionSurface.organisation_id == organisation_id, ActionSurface.action_id.in_(action_ids)
        )
    )
    return [(row[0], row[1]) for row in rows]
