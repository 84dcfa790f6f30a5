"""A plan as a whole: begun, changed, adopted, closed, opened again; a draft is removed."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from portal import clock
from portal.audit.services import changed, record
from portal.errors import Conflict, PortalError
from portal.extensions import db
from portal.goals.measuring.services import drop_evidence
from portal.goals.models import Action, Goal, Plan
from portal.i18n import _
from portal.plans import queries
from portal.plans.rules import check_adoption, check_open, check_period
from portal.plans.services.due import drop_due_below, say_plan_due
from portal.tenancy import current_organisation_id, uuid7


def write_plan(*, title: str, starts_on: date, ends_on: date, by: UUID | None, **values: Any) -> Plan:
    """A draft. `values`: purpose, vision, values, note, parent_id. Raises PortalError."""
    check_period(starts_on, ends_on)
    made = Plan(id=uuid7(), title=title, starts_on=starts_on, ends_on=ends_on, **{"values": [], **values})
    db.session.add(made)
    record("plan.written", made.id, by=by, changes={"title": title})
    return made


def change_plan(plan: Plan, *, starts_on: date, ends_on: date, by: UUID, **values: Any) -> None:
    """Raises PortalError for a period that cannot be, and where the plan would stand below itself."""
    check_open(plan)
    check_period(starts_on, ends_on)
    if values.get("parent_id"):
        _check_above(plan, values["parent_id"])
    changes = changed(plan, starts_on=starts_on, ends_on=ends_on, **values)
    record("plan.changed", plan.id, by=by, changes=changes)


def _check_above(plan: Plan, parent_id: UUID) -> None:
    queries.hold_plans(plan.organisation_id)
    above = {row.id: row.parent_id for row in queries.plans_of(plan.organisation_id, drafts=True)}
    if parent_id in below_or_itself(plan.id, above):
        raise PortalError(_("A plan cannot stand below itself."), "parent_id")


def below_or_itself(plan_id: UUID, above: dict[UUID, UUID | None]) -> Collection[UUID]:
    """The plan and those that stand below it. `above` is each plan's parent."""
    return queries.below(above, plan_id)


def adopt_plan(plan: Plan, *, adopted_by: str, adopted_on: date, close_old: bool = False, by: UUID) -> None:
    """From now on it is in force, and shown to everybody. Of an adopted one, body and date are corrected.

    With `close_old` the plan that it follows is closed. Raises PortalError.
    """
    check_open(plan)
    check_adoption(adopted_on, bool(queries.goals_in(plan.organisation_id, plan.id)))
    changes = changed(plan, status="adopted", adopted_by=adopted_by, adopted_on=adopted_on)
    record("plan.adopted", plan.id, by=by, changes=changes)
    old = queries.plan(plan.organisation_id, plan.follows_id) if close_old and plan.follows_id else None
    if old and old.status == "adopted":
        close_plan(old, by=by)
    if "status" in changes:
        say_plan_due(plan)


def close_plan(plan: Plan, *, by: UUID) -> None:
    """It does not hold any more. All of it stays readable. Raises Conflict for a draft."""
    if plan.status != "adopted":
        raise Conflict(_("Only a plan in force can be closed."))
    record("plan.closed", plan.id, by=by, changes=changed(plan, status="closed", closed_on=clock.today()))
    say_plan_due(plan)


def reopen_plan(plan: Plan, *, by: UUID) -> None:
    """In force again. Raises Conflict unless it is closed."""
    if plan.status != "closed":
        raise Conflict(_("Only a closed plan can be opened again."))
    record("plan.reopened", plan.id, by=by, changes=changed(plan, status="adopted", closed_on=None))
    say_plan_due(plan)


def remove_plan(plan: Plan, *, by: UUID) -> None:
    """A draft that nothing came of. What was adopted is history and stays. Raises Conflict."""
    if plan.status != "draft":
        raise Conflict(_("A plan that was adopted is not removed. Close it instead."))
    organisation_id = current_organisation_id()
    leaning = [row for row in queries.plans_of(organisation_id, drafts=True) if row.parent_id == plan.id]
    if leaning:
        raise Conflict(_("Other plans stand below this one: %(titles)s.", titles=", ".join(r.title for r in leaning)))
    drop_due_below(plan, Goal.plan_id == plan.id, Action.plan_id == plan.id)
    drop_evidence(organisation_id, Goal.plan_id == plan.id, by=by)
    record("plan.removed", plan.id, by=by, changes={"title": [plan.title, None]})
    db.session.delete(plan)
