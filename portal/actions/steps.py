"""Steps of an action, answers to the catalogue, results: what is written below an action."""

from datetime import date
from uuid import UUID

from portal import clock
from portal.actions.due import forget_step, keep_step
from portal.actions.models import ActionPick, ActionResult
from portal.actions.queries import steps_of
from portal.actions.rules import check_period
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.models import Action, ActionStep
from portal.i18n import _
from portal.tenancy import uuid7


def add_step(action: Action, *, title: str, due_on: date | None, by: UUID) -> ActionStep:
    """The last one. Raises PortalError for a day far from our time."""
    _check_due(due_on)
    there = steps_of(action.organisation_id, action.id)
    last = max((one.position for one in there), default=0)
    made = ActionStep(id=uuid7(), action_id=action.id, position=last + 1, title=title, due_on=due_on)
    db.session.add(made)
    record("action_step.added", made.id, by=by, changes={"title": title})
    keep_step(made, action)
    return made


def change_step(step: ActionStep, action: Action, *, title: str, due_on: date | None, place: int, by: UUID) -> None:
    """Other words, another day, another place among the steps (1 is the first).

    Raises PortalError for a day far from our time.
    """
    _check_due(due_on)
    changes = changed(step, title=title, due_on=due_on)
    before = step.position
    _move(step, place)
    if step.position != before:
        changes["place"] = [before, step.position]
    record("action_step.changed", step.id, by=by, changes=changes)
    keep_step(step, action)


def _move(step: ActionStep, place: int) -> None:
    others = [one for one in steps_of(step.organisation_id, step.action_id) if one.id != step.id]
    others.insert(max(place, 1) - 1, step)
    for position, one in enumerate(others, start=1):
        if one.position != position:
            one.position = position


def _check_due(due_on: date | None) -> None:
    try:
        check_period(due_on, None)
    except PortalError as fault:
        raise PortalError(fault.sentence, "due_on") from None


def tick_step(step: ActionStep, action: Action, *, done: bool, by: UUID) -> None:
    """Done today, or not done after all. Of two who press the same, the second changes nothing."""
    stands = (step.done_on is not None) == done
    changes = {} if stands else changed(step, done_on=clock.today() if done else None)
    record("action_step.ticked" if done else "action_step.unticked", step.id, by=by, changes=changes)
    keep_step(step, action)


def remove_step(step: ActionStep, *, by: UUID) -> None:
    record("action_step.removed", step.id, by=by, changes={"title": step.title})
    forget_step(step)
    db.session.delete(step)


def answer_offer(
    action: Action, unit_id: UUID, there: ActionPick | None, *, status: str, note: str, by: UUID
) -> ActionPick | None:
    """What a unit says to an action of the catalogue; an empty status takes its answer back.

    Raises PortalError where the action is not offered.
    """
    if not action.in_catalogue:
        raise PortalError(_("This action is not offered to the units."), "status")
    changes = {"unit": unit_id, "status": [there.status if there else None, status or None]}
    record("action_pick.answered", action.id, by=by, changes=changes)
    if not status:
        if there:
            db.session.delete(there)
        return None
    if there is None:
        there = ActionPick(id=uuid7(), action_id=action.id, unit_id=unit_id)
        db.session.add(there)
    changed(there, status=status, note=note.strip(), answered_by=by, answered_at=clock.now())
    return there


def write_result(
    action_id: UUID, *, unit_id: UUID | None, on_date: date, result: str, lesson: str, by: UUID
) -> ActionResult:
    """What came of an action. Raises PortalError for a day to come."""
    _check_day(on_date)
    made = ActionResult(
        id=uuid7(),
        action_id=action_id,
        unit_id=unit_id,
        on_date=on_date,
        result=result.strip(),
        lesson=lesson.strip(),
        written_by=by,
        written_at=clock.now(),
    )
    db.session.add(made)
    record("action_result.written", made.id, by=by, changes={"on": on_date})
    return made


def correct_result(result: ActionResult, *, on_date: date, text: str, lesson: str, by: UUID) -> None:
    """Raises PortalError for a day to come."""
    _check_day(on_date)
    changes = changed(result, on_date=on_date, result=text.strip(), lesson=lesson.strip())
    record("action_result.corrected", result.id, by=by, changes=changes)


def _check_day(on: date) -> None:
    if on > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")


def remove_result(result: ActionResult, *, by: UUID) -> None:
    record("action_result.removed", result.id, by=by, changes={"result": result.result})
    db.session.delete(result)
