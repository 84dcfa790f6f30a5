"""The steps of an action."""

from types import SimpleNamespace
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.actions import queries
from portal.actions.forms import EditStepForm, StepForm, TickForm
from portal.actions.steps import add_step, change_step, remove_step, tick_step
from portal.actions.views.rooms import action_to_change, demand_edit, demand_open, rooms
from portal.errors import NotFound
from portal.forms import done
from portal.goals.models import Action, ActionStep
from portal.i18n import _
from portal.templating import render


def _step(step_id: UUID) -> tuple[ActionStep, Action]:
    found = queries.step(current_user.here.id, step_id)
    if found is None:
        raise NotFound
    step, action, plan_status = found
    demand_open(plan_status)
    demand_edit(action.unit_id)
    return step, action


def _to_steps(action_id: UUID) -> str:
    return url_for("actions.show", action_id=action_id, _anchor="steps")


@rooms.route("/<uuid:action_id>/steps/new", right="actions.edit", methods=["GET", "POST"])
def step_new(action_id: UUID) -> Response | str:
    action = action_to_change(action_id)
    form = StepForm()
    if form.is_sent():
        with form.attempt():
            add_step(action, title=form.title.data.strip(), due_on=form.due_on.data, by=current_user.id)
            return done(_to_steps(action_id), _("Saved."))
    return render("actions/step.html", form=form, action=action, back=_to_steps(action_id), step=None)


@rooms.route("/steps/<uuid:step_id>", right="actions.edit", methods=["GET", "POST"])
def step(step_id: UUID) -> Response | str:
    found, action = _step(step_id)
    stands = SimpleNamespace(title=found.title, due_on=found.due_on, place=found.position, version=found.version)
    form = EditStepForm(obj=stands)
    if form.is_sent() and not form.clashes_with(stands):
        with form.attempt():
            change_step(
                found,
                action,
                title=form.title.data.strip(),
                due_on=form.due_on.data,
                place=form.place.data,
                by=current_user.id,
            )
            return done(_to_steps(action.id), _("Saved."))
    return render("actions/step.html", form=form, action=action, back=_to_steps(action.id), step=found)


@rooms.route("/steps/<uuid:step_id>/tick", right="actions.edit", methods=["POST"])
def tick(step_id: UUID) -> Response | str:
    found, action = _step(step_id)
    form = TickForm()
    if form.is_sent():
        tick_step(found, action, done=form.to.data == "done", by=current_user.id)
    return done(_to_steps(action.id))


@rooms.route("/steps/<uuid:step_id>/remove", right="actions.edit", methods=["GET", "POST"])
def step_remove(step_id: UUID) -> Response | str:
    found, action = _step(step_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_step(found, by=current_user.id)
        return done(_to_steps(action.id), _("The step is removed."))
    return render("actions/step_remove.html", form=form, step=found)
