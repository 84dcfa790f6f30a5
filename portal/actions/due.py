"""What is due of actions: each step with a date stands in the calendar, until it or its action is done."""

from sqlalchemy import select

from portal.actions.queries import steps_of
from portal.calendar.services import drop_due, drop_due_of, set_all_due
from portal.extensions import db
from portal.goals.models import Action, ActionStep, Plan
from portal.plans.services.due import STEP, step_due


def keep_step(step: ActionStep, action: Action) -> None:
    """Say what is due now; without a date nothing is."""
    if step.due_on is None:
        drop_due(STEP, step.id)
        return
    with db.session.no_autoflush:  # the rest of the work is written once, at its end
        status = db.session.scalar(
            select(Plan.status).where(Plan.organisation_id == action.organisation_id, Plan.id == action.plan_id)
        )
    set_all_due([step_due(step, action, status or "draft")])


def keep_steps_of(action: Action) -> None:
    """The action is somebody else's now, or over: so are its steps."""
    rows = db.session.execute(
        select(ActionStep, Plan.status)
        .join(Plan, (Plan.organisation_id == ActionStep.organisation_id) & (Plan.id == action.plan_id))
        .where(
            ActionStep.organisation_id == action.organisation_id,
            ActionStep.action_id == action.id,
            ActionStep.due_on.is_not(None),
        )
    )
    set_all_due(step_due(step, action, status) for step, status in rows)


def forget_steps_of(action: Action) -> None:
    drop_due_of(STEP, [step.id for step in steps_of(action.organisation_id, action.id)])


def forget_step(step: ActionStep) -> None:
    drop_due(STEP, step.id)
