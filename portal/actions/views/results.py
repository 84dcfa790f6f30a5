"""Results and lessons: written below an action, read together for a plan."""

from datetime import date
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.actions import queries
from portal.actions.forms import ResultForm, result_form
from portal.actions.matrix.reading import plan_and_areas
from portal.actions.models import ActionResult
from portal.actions.steps import correct_result, remove_result, write_result
from portal.actions.views.rooms import demand_edit, demand_open, rooms
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.templating import render


def _to_results(action_id: UUID) -> str:
    return url_for("actions.show", action_id=action_id, _anchor="results")


@rooms.route("/results", right="goals.see")
def results() -> str:
    here = current_user.here
    areas = plan_and_areas(here.id, None)
    after = _position(request.args.get("after", ""))
    found = queries.results_of_plan(here.id, areas[0].plan_id, after=after) if areas else []
    shown = found[: queries.RESULTS]
    following = f"{shown[-1].on_date}_{shown[-1].id.hex}" if len(found) > len(shown) else None
    return render(
        "actions/results.html", plan=areas[0] if areas else None, results=shown, following=following, after=after
    )


def _position(text: str) -> tuple[date, UUID] | None:
    day, _underscore, row = text.partition("_")
    try:
        return date.fromisoformat(day), UUID(hex=row)
    except ValueError:
        return None


@rooms.route("/<uuid:action_id>/results/new", right="actions.edit", methods=["GET", "POST"])
def result_new(action_id: UUID) -> Response | str:
    found = queries.action_and_plan_status(current_user.here.id, action_id)
    if found is None:
        raise NotFound
    action, plan_status = found
    demand_open(plan_status)
    form = result_form(current_user)
    if form.is_sent():
        demand_edit(form.unit)
        with form.attempt():
            write_result(
                action_id,
                unit_id=form.unit,
                on_date=form.on_date.data,
                result=form.result.data,
                lesson=form.lesson.data or "",
                by=current_user.id,
            )
            return done(_to_results(action_id), _("Thank you! It is saved."))
    return render("actions/result.html", form=form, title=action.title, back=_to_results(action_id), result=None)


def _result(result_id: UUID) -> tuple[ActionResult, str]:
    found = queries.result(current_user.here.id, result_id)
    if found is None:
        raise NotFound
    result, title, plan_status = found
    demand_open(plan_status)
    demand_edit(result.unit_id)
    return result, title


@rooms.route("/results/<uuid:result_id>", right="actions.edit", methods=["GET", "POST"])
def result(result_id: UUID) -> Response | str:
    found, title = _result(result_id)
    form = ResultForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            correct_result(
                found,
                on_date=form.on_date.data,
                text=form.result.data,
                lesson=form.lesson.data or "",
                by=current_user.id,
            )
            return done(_to_results(found.action_id), _("Saved."))
    return render("actions/result.html", form=form, title=title, back=_to_results(found.action_id), result=found)


@rooms.route("/results/<uuid:result_id>/remove", right="actions.edit", methods=["GET", "POST"])
def result_remove(result_id: UUID) -> Response | str:
    found, title = _result(result_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_result(found, by=current_user.id)
        return done(_to_results(found.action_id), _("The result is removed."))
    return render("actions/result_remove.html", form=form, result=found, title=title)
