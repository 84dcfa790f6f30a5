"""Actions: made, changed, removed; where people are met."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm.attributes import flag_modified

from portal.accounts.rules import email_key
from portal.actions import queries
from portal.actions.due import forget_steps_of, keep_steps_of
from portal.actions.models import ActionSurface, ContactSurface
from portal.actions.rules import check_period, check_rhythm
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.models import Action
from portal.i18n import _
from portal.organisations.setup import touch_setup
from portal.tenancy import uuid7


def make_action(
    organisation_id: UUID,
    *,
    plan_id: UUID,
    focus_area_id: UUID,
    goal_id: UUID | None,
    by: UUID,
    **values: Any,
) -> Action:
    """The last one of its plan. Raises PortalError for a period that cannot be, or a rhythm without a number."""
    _check(values)
    last = db.session.scalar(
        select(func.max(Action.position)).where(Action.organisation_id == organisation_id, Action.plan_id == plan_id)
    )
    made = Action(
        id=uuid7(),
        plan_id=plan_id,
        focus_area_id=focus_area_id,
        goal_id=goal_id,
        position=(last or 0) + 1,
        **values,
    )
    db.session.add(made)
    record("action.made", made.id, by=by, changes={"title": made.title})
    return made


def change_action(
    action: Action, *, by: UUID, surfaces: Iterable[UUID] | None = None, chosen: Iterable[UUID] = (), **values: Any
) -> None:
    """Other values; with `surfaces`, other places where people are met than the `chosen` ones.

    Raises PortalError for a period that cannot be, or a rhythm without a number.
    """
    _check({name: values.get(name, getattr(action, name)) for name in _CHECKED})
    changes = changed(action, **values)
    if surfaces is not None and (moved := _set_surfaces(action, set(chosen), set(surfaces))):
        changes["surfaces"] = moved
    if changes:
        record("action.changed", action.id, by=by, changes=changes)
    if {"unit_id", "user_id", "status"} & changes.keys():
        keep_steps_of(action)


_CHECKED = ("starts_on", "ends_on", "rhythm", "times_a_year")


def _check(values: dict[str, Any]) -> None:
    check_period(values.get("starts_on"), values.get("ends_on"))
    check_rhythm(values.get("rhythm") or "once", values.get("times_a_year"))


def _set_surfaces(action: Action, before: set[UUID], after: set[UUID]) -> str:
    if before == after:
        return ""
    if gone := before - after:
        db.session.execute(
            delete(ActionSurface).where(
                ActionSurface.organisation_id == action.organisation_id,
                ActionSurface.action_id == action.id,
                ActionSurface.surface_id.in_(gone),
            )
        )
    db.session.add_all(ActionSurface(action_id=action.id, surface_id=one) for one in sorted(after - before))
    flag_modified(action, "title")  # so that its version moves: the places are part of what is edited
    return f"+{len(after - before)} -{len(gone)}"


def remove_action(action: Action, *, by: UUID) -> None:
    """With its steps, answers and results."""
    record("action.removed", action.id, by=by, changes={"title": action.title})
    forget_steps_of(action)
    db.session.delete(action)


def responsible_account(organisation_id: UUID, email: str) -> UUID | None:
    """Who this address belongs to; None for no address. Raises PortalError for one without access here."""
    if not email.strip():
        return None
    found = queries.account_with_access(organisation_id, email_key(email))
    if found is None:
        raise PortalError(_("Nobody with this address has access here."), "person")
    return found


def make_surface(organisation_id: UUID, name: str, *, by: UUID) -> ContactSurface:
    """Raises PortalError where there is one of this name."""
    _demand_free(organisation_id, name)
    made = ContactSurface(id=uuid7(), name=name)
    db.session.add(made)
    record("contact_surface.made", made.id, by=by, changes={"name": name})
    touch_setup(organisation_id)  # activities ask for them
    return made


def change_surface(surface: ContactSurface, *, name: str, closed: bool, by: UUID) -> None:
    """Raises PortalError where another one bears the name."""
    if name != surface.name:
        _demand_free(surface.organisation_id, name)
    record("contact_surface.changed", surface.id, by=by, changes=changed(surface, name=name, closed=closed))
    touch_setup(surface.organisation_id)


def _demand_free(organisation_id: UUID, name: str) -> None:
    if queries.surface_named(organisation_id, name):
        raise PortalError(_("There is a contact surface of this name already."), "name")
