"""What is read of the catalogue: what is offered, and what the units say."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select

from portal.actions.models import ActionPick
from portal.actions.queries.joining import of_action, of_plan
from portal.actions.words import OPEN, PICKED
from portal.extensions import db
from portal.goals.models import Action, Plan

_OFFERED = (
    select(
        Action.id, Action.title, Action.text, Action.responsible, Action.level, Action.ends_on, Plan.title.label("plan")
    )
    .join(Plan, and_(Plan.organisation_id == Action.organisation_id, Plan.id == Action.plan_id))
    .where(Action.in_catalogue, Action.status.in_(OPEN), Plan.status == "adopted")
    .order_by(Plan.starts_on, Action.position, Action.id)
)


def catalogue(organisation_id: UUID, unit_id: UUID) -> list[Row[Any]]:
    """What is offered in plans in force, with this unit's answer beside it. Actions that are over are left out."""
    statement = _OFFERED.add_columns(ActionPick.status.label("answer"), ActionPick.note, ActionPick.version)
    answered = and_(
        ActionPick.organisation_id == Action.organisation_id,
        ActionPick.action_id == Action.id,
        ActionPick.unit_id == unit_id,
    )
    statement = statement.outerjoin(ActionPick, answered).where(Action.organisation_id == organisation_id)
    return list(db.session.execute(statement))


def offered(organisation_id: UUID) -> list[Row[Any]]:
    return list(db.session.execute(_OFFERED.where(Action.organisation_id == organisation_id)))


def picks_of(organisation_id: UUID, action_ids: Collection[UUID]) -> list[Row[Any]]:
    """(action_id, unit_id, status, note) of the answers to these actions."""
    if not action_ids:
        return []
    return list(
        db.session.execute(
            select(ActionPick.action_id, ActionPick.unit_id, ActionPick.status, ActionPick.note).where(
                ActionPick.organisation_id == organisation_id, ActionPick.action_id.in_(action_ids)
            )
        )
    )


def action_and_answer(
    organisation_id: UUID, action_id: UUID, unit_id: UUID
) -> tuple[Action, ActionPick | None, str] | None:
    """An action, the unit's answer to it, and the status of its plan."""
    row = db.session.execute(
        select(Action, ActionPick, Plan.status)
        .join(Plan, of_plan(Action))
        .outerjoin(ActionPick, and_(of_action(ActionPick), ActionPick.unit_id == unit_id))
        .where(Action.organisation_id == organisation_id, Action.id == action_id)
    ).first()
    return (row[0], row[1], row[2]) if row else None


def is_picked_by(unit_ids: Collection[UUID]) -> Any:
    """A condition on Action: one of these units does it, or picked it from the catalogue."""
    picked = select(ActionPick.id).where(
        ActionPick.organisation_id == Action.organisation_id,
        ActionPick.action_id == Action.id,
        ActionPick.unit_id.in_(unit_ids),
        ActionPick.status.in_(PICKED),
    )
    return or_(Action.unit_id.in_(unit_ids), picked.exists())
