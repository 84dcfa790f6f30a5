"""A plan is adopted, closed, opened again; a draft is removed."""

from collections.abc import Callable
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.errors import Conflict
from portal.forms import done
from portal.goals.models import Plan
from portal.i18n import _
from portal.plans import loads
from portal.plans.forms import AdoptForm, RemoveForm
from portal.plans.rules import EDIT, check_open
from portal.plans.services import adopt_plan, close_plan, remove_plan, reopen_plan
from portal.plans.views.rooms import open_plan, plan_here, rooms, there
from portal.shared_goals.queries import going_on
from portal.templating import render


@rooms.route("/<uuid:plan_id>/adopt", right=EDIT, methods=["GET", "POST"])
def adopt(plan_id: UUID) -> Response | str:
    found = open_plan(plan_id)
    said = {"adopted_by": found.adopted_by, "adopted_on": found.adopted_on or clock.today()}
    form = AdoptForm(data={"version": found.version, **said})
    if found.follows_id is None or found.status != "draft":
        del form.close_old
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            old = bool(form.close_old and form.close_old.data)
            by, on = form.adopted_by.data.strip(), form.adopted_on.data
            adopt_plan(found, adopted_by=by, adopted_on=on, close_old=old, by=current_user.id)
            return done(_after_adoption(found), _("The plan is in force."))
    return render("plans/adopt.html", form=form, plan=found)


def _after_adoption(adopted: Plan) -> str:
    """Partners may go on with goals that this plan took over: that is asked while one thinks of it."""
    if adopted.follows_id and any(row.Goal.plan_id == adopted.id for row in going_on(adopted.organisation_id)):
        return url_for("shared_goals.next_plan")
    return url_for("plans.show", plan_id=adopted.id)


@rooms.route("/<uuid:plan_id>/close", right=EDIT, methods=["GET", "POST"])
def close(plan_id: UUID) -> Response | str:
    return _asked(plan_id, close_plan, "plans/close.html", _("The plan is closed. It stays readable."))


@rooms.route("/<uuid:plan_id>/reopen", right=EDIT, methods=["GET", "POST"])
def reopen(plan_id: UUID) -> Response | str:
    return _asked(plan_id, reopen_plan, "plans/reopen.html", _("The plan is in force again."))


def _asked(plan_id: UUID, act: Callable[..., None], page: str, said: str) -> Response | str:
    found, form = plan_here(plan_id), ConfirmForm()
    if form.is_sent():
        with form.attempt():
            act(found, by=current_user.id)
            return done(url_for("plans.show", plan_id=plan_id), said)
    return render(page, form=form, plan=found)


@rooms.route("/<uuid:plan_id>/remove", right=EDIT, methods=["GET", "POST"])
def remove(plan_id: UUID) -> Response | str:
    found, load = there(loads.plan_to_remove(current_user.here.id, plan_id))
    _check_draft(found)
    form, title = RemoveForm(), found.title
    form.ask_twice(load.measurements)
    if form.is_sent():
        with form.attempt():
            remove_plan(found, by=current_user.id)
            return done(url_for("plans.index"), _("%(name)s is removed.", name=title))
    return render("plans/remove.html", form=form, load=load, title=title, back=url_for("plans.edit", plan_id=plan_id))


def _check_draft(found: Plan) -> None:
    check_open(found)
    if found.status != "draft":
        raise Conflict(_("A plan that was adopted is not removed. Close it instead."))
