"""What is read of actions, one at a time and those that wait for somebody."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, literal, or_, select, union_all

from portal.accounts.models import UserAccount
from portal.actions.models import ActionPick, ActionSurface, ContactSurface
from portal.actions.queries.joining import of_action, of_plan
from portal.actions.words import OPEN
from portal.database import as_people_sort
from portal.extensions import db
from portal.goals.models import Action, FocusArea, Goal, Plan
from portal.organisations.models import Access


def open_actions(organisation_id: UUID, *, user_id: UUID, unit_ids: Collection[UUID], limit: int) -> list[Row[Any]]:
    """(id, title, status, ends_on, unit_id) of what is still to be done by her or her units, first what ends first.

    Of plans in force. Actions of the catalogue are there for the units that
    picked them, with that unit's own status; those that nobody answered are
    left out.
    """
    in_force = and_(Plan.organisation_id == Action.organisation_id, Plan.id == Action.plan_id)
    own = (
        select(Action.id, Action.title, Action.status, Action.ends_on, Action.unit_id)
        .join(Plan, in_force)
        .where(
            Action.organisation_id == organisation_id,
            Plan.status == "adopted",
            Action.status.in_(OPEN),
            or_(Action.user_id == user_id, Action.unit_id.in_(unit_ids)),
        )
    )
    picked = (
        select(Action.id, Action.title, ActionPick.status, Action.ends_on, ActionPick.unit_id)
        .join(Action, of_action(ActionPick))
        .join(Plan, in_force)
        .where(
            ActionPick.organisation_id == organisation_id,
            Plan.status == "adopted",
            Action.in_catalogue,
            Action.status.in_(OPEN),
            ActionPick.status.in_(OPEN),
            ActionPick.unit_id.in_(unit_ids),
        )
    )
    both = union_all(select(own.subquery()), select(picked.subquery())).subquery()
    return list(db.session.execute(select(both).order_by(both.c.ends_on.nulls_last(), both.c.title).limit(limit)))


def action_and_plan_status(organisation_id: UUID, action_id: UUID) -> tuple[Action, str] | None:
    """An action, and whether its plan is a draft, adopted or closed."""
    row = db.session.execute(
        select(Action, Plan.status)
        .join(Plan, of_plan(Action))
        .where(Action.organisation_id == organisation_id, Action.id == action_id)
    ).first()
    return (row[0], row[1]) if row else None


def action_with_place(organisation_id: UUID, action_id: UUID) -> Row[Any] | None:
    """An action, where it stands in which plan, and who is responsible."""
    statement: Any = (
        select(
            Action,
            Plan.title.label("plan"),
            Plan.status.label("plan_status"),
            Plan.starts_on,
            Plan.ends_on,
            FocusArea.number.label("area_number"),
            FocusArea.title.label("area"),
            Goal.number.label("goal_number"),
            Goal.title.label("goal"),
            UserAccount.name.label("person"),
        )
        .join(Plan, of_plan(Action))
        .join(
            FocusArea, and_(FocusArea.organisation_id == Action.organisation_id, FocusArea.id == Action.focus_area_id)
        )
        .outerjoin(Goal, and_(Goal.organisation_id == Action.organisation_id, Goal.id == Action.goal_id))
        .outerjoin(UserAccount, UserAccount.id == Action.user_id)
        .where(Action.organisation_id == organisation_id, Action.id == action_id)
    )
    return db.session.execute(statement).first()


def action_to_edit(organisation_id: UUID, action_id: UUID) -> tuple[Action, str, str, list[Row[Any]]] | None:
    """An action, its plan's status, the address of who is responsible, and the contact surfaces to choose from,
    in one statement.

    Each surface is (id, name, closed, chosen).
    """
    rows: Any = db.session.execute(
        select(Action, Plan.status.label("plan_status"), UserAccount.email, *_SURFACE, ActionSurface.id.label("chosen"))
        .join(Plan, of_plan(Action))
        .outerjoin(UserAccount, UserAccount.id == Action.user_id)
        .outerjoin(ContactSurface, ContactSurface.organisation_id == Action.organisation_id)
        .outerjoin(
            ActionSurface,
            and_(
                ActionSurface.organisation_id == Action.organisation_id,
                ActionSurface.action_id == Action.id,
                ActionSurface.surface_id == ContactSurface.id,
            ),
        )
        .where(Action.organisation_id == organisation_id, Action.id == action_id)
        .order_by(as_people_sort(ContactSurface.name))
    ).all()
    if not rows:
        return None
    return rows[0][0], rows[0].plan_status, rows[0].email or "", [row for row in rows if row.surface_id]


_SURFACE = (ContactSurface.id.label("surface_id"), ContactSurface.name.label("surface"), ContactSurface.closed)


def places_in(organisation_id: UUID, area_id: UUID) -> list[Row[Any]]:
    """What a new action can stand below, in one statement: the area, then its goals in order.

    (kind, id, plan_id, plan_status, number, title, place)
    """
    area = select(
        literal("area").label("kind"),
        FocusArea.id,
        FocusArea.plan_id,
        Plan.status.label("plan_status"),
        FocusArea.number,
        FocusArea.title,
        literal(0).label("place"),
    )
    area = area.join(Plan, of_plan(FocusArea)).where(
        FocusArea.organisation_id == organisation_id, FocusArea.id == area_id
    )
    goals = select(literal("goal"), Goal.id, Goal.plan_id, literal(""), Goal.number, Goal.title, Goal.position).where(
        Goal.organisation_id == organisation_id, Goal.focus_area_id == area_id
    )
    found = union_all(select(area.subquery()), select(goals.subquery())).subquery()
    return list(db.session.execute(select(found).order_by(found.c.kind, found.c.place)))


def account_with_access(organisation_id: UUID, email_key: str) -> UUID | None:
    """The account of somebody who has access here, by the key of her address."""
    return db.session.scalar(
        select(UserAccount.id)
        .join(Access, Access.user_id == UserAccount.id)
        .where(Access.organisation_id == organisation_id, UserAccount.email_key == email_key)
        .limit(1)
    )
