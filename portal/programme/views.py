"""Pages of the programme, for those who plan it."""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.activities.answers import FIRST_QUESTION, answers_in
from portal.activities.forms import LIST_LIMIT, activity_form
from portal.activities.kinds import kinds_of, offered
from portal.activities.models import Activity
from portal.activities.queries import activity
from portal.activities.rules import PROGRAMMED
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.i18n import _, ngettext
from portal.organisations.setup import UnitNode
from portal.paging import Position
from portal.plugin_api import ActivityType, Rooms
from portal.programme import queries
from portal.programme.forms import CancelForm, PlanForm, WhichForm, change_form, plan_form
from portal.programme.rules import WHY, can_plan, can_see, units_seen
from portal.programme.services import (
    cancel_planned,
    change_planned,
    plan_activities,
    plan_again,
    remove_planned,
    report_held,
)
from portal.programme.words import name_of, price_of, when
from portal.templating import render

rooms = Rooms("programme", __name__)
#: old links lead to what was made of it
REPORTED = (*PROGRAMMED, "held")


@rooms.route("/", right="programme.see")
def index() -> str:
    after, unit = Position.read(request.args.get("after")), request.args.get("unit", type=UUID)
    seen = units_seen(current_user)
    units = seen & current_user.setup.below(unit) if unit in seen else seen
    lines, following = queries.coming(current_user, units, after)
    return _render(
        "index",
        lines=lines,
        following=following,
        after=after,
        late=[] if after else queries.unreported(current_user, units),
        unit=unit if unit in seen else None,
        units=_to_choose(seen),
    )


def _to_choose(seen: frozenset[UUID]) -> list[UnitNode]:
    """Of very many units only the upper ones, each with what lies below it; none where there is but one."""
    units = [node for node in current_user.setup.units if node.id in seen and node.parent_id]
    found = units if len(units) <= LIST_LIMIT else [node for node in units if node.depth == 1]
    return found if len(found) > 1 else []


def _render(page: str, **context: Any) -> str:
    return render(
        f"programme/{page}.html",
        kinds=kinds_of(current_user.here),
        name_of=name_of,
        when=when,
        price_of=price_of,
        **context,
    )


@rooms.route("/plan", right="programme.plan", methods=["GET", "POST"])
def plan() -> Response | str:
    """One day is planned at once; of a series, the days are shown first."""
    form, step = plan_form(offered(current_user), current_user.choices("programme.plan")), request.form.get("step")
    if step != "back" and form.is_sent():
        _demand(form.unit)
        with form.attempt():
            days = form.all_days()
            if form.comes_back and step != "save":
                form.offer(days)
                return _dates(form)
            return _planned(form, form.chosen(days) if form.comes_back else days)
    return _dates(form) if form.days.errors else _render("form", form=form)


def _dates(form: PlanForm) -> str:
    typed = [(name, said) for name, said in request.form.items(multi=True) if name not in ("days", "step")]
    return _render("dates", form=form, typed=typed)


def _planned(form: PlanForm, days: list[Any]) -> Response:
    plan_activities(days, kinds=kinds_of(current_user.here), by=current_user.id, **form.said)
    return done(url_for("programme.index"), ngettext("It is planned.", "%(n)s days are planned.", len(days)))


def _demand(unit_id: UUID) -> None:
    if not can_plan(current_user, unit_id):
        raise Forbidden(_("You cannot plan for this unit."))


def _planned_here(planned_id: UUID, statuses: tuple[str, ...] = PROGRAMMED) -> Activity:
    """Planned or cancelled, in a unit whose programme she sees."""
    found = activity(current_user.here.id, planned_id)
    if found is None or found.status not in statuses or not can_see(current_user, found.unit_id):
        raise NotFound
    return found


def _mine(planned_id: UUID, statuses: tuple[str, ...] = PROGRAMMED) -> Activity:
    found = _planned_here(planned_id, statuses)
    _demand(found.unit_id)
    return found


@rooms.route("/<uuid:planned_id>", right="programme.see")
def show(planned_id: UUID) -> Response | str:
    found = _planned_here(planned_id, REPORTED)
    if found.status == "held":
        return redirect(_report_of(found), 303)
    mine = can_plan(current_user, found.unit_id)
    return _render("show", planned=found, mine=mine, why=found.answers.get(WHY))


@rooms.route("/<uuid:planned_id>/change", right="programme.plan", methods=["GET", "POST"])
def change(planned_id: UUID) -> Response | str:
    found = _mine(planned_id)
    form = change_form(_kinds_for(found), current_user.choices("programme.plan"), found)
    if form.is_sent() and not form.clashes_with(found):
        _demand(form.unit)
        with form.attempt():
            rows = _concerned(form, found)
            kinds = kinds_of(current_user.here)
            change_planned(rows, on_date=form.on_date.data, kinds=kinds, by=current_user.id, **form.said)
            return done(url_for("programme.show", planned_id=planned_id), _("Saved."))
    return _render("form", form=form, planned=found)


def _kinds_for(found: Activity) -> list[ActivityType]:
    """What she may register now, and what it is, even if that is not offered any more."""
    now, its = offered(current_user), kinds_of(current_user.here).get(found.activity_type)
    return now if its is None or its in now else [*now, its]


def _concerned(form: WhichForm, found: Activity) -> list[Activity]:
    return queries.with_following(found) if form.all_following else [found]


@rooms.route("/<uuid:planned_id>/cancel", right="programme.plan", methods=["GET", "POST"])
def cancel(planned_id: UUID) -> Response | str:
    found, form = _mine(planned_id), CancelForm()
    if _is_sent(form, found):
        with form.attempt():
            cancel_planned(_concerned(form, found), why=form.why.data or "", by=current_user.id)
            said = _("It is cancelled, and stays in the programme as cancelled.")
            return done(url_for("programme.show", planned_id=planned_id), said)
    return _render("cancel", form=form, planned=found)


def _is_sent(form: WhichForm, found: Activity) -> bool:
    if found.series_id is None:
        form.without_series()
    return form.is_sent()


@rooms.route("/<uuid:planned_id>/again", right="programme.plan", methods=["GET", "POST"])
def again(planned_id: UUID) -> Response | str:
    found, form = _mine(planned_id), WhichForm()
    if _is_sent(form, found):
        with form.attempt():
            plan_again(_concerned(form, found), kinds=kinds_of(current_user.here), by=current_user.id)
            return done(url_for("programme.show", planned_id=planned_id), _("It is planned again."))
    return _render("again", form=form, planned=found)


@rooms.route("/<uuid:planned_id>/remove", right="programme.plan", methods=["GET", "POST"])
def remove(planned_id: UUID) -> Response | str:
    found, form = _mine(planned_id), WhichForm()
    if _is_sent(form, found):
        remove_planned(_concerned(form, found), by=current_user.id)
        return done(url_for("programme.index"), _("It is removed from the programme."))
    return _render("remove", form=form, planned=found)


@rooms.route("/<uuid:planned_id>/report", right="programme.plan", methods=["GET", "POST"])
def report(planned_id: UUID) -> Response | str:
    """How it went, with the questions of its type."""
    found = _mine(planned_id, REPORTED)
    if found.status == "held" and request.method == "GET":
        return redirect(_report_of(found), 303)
    kind = kinds_of(current_user.here).get(found.activity_type)
    if kind is None:
        raise NotFound
    units, unit_id = current_user.choices("programme.plan"), str(found.unit_id)
    form = activity_form(kind, units, on_date=found.on_date, note=found.note, unit_id=unit_id)
    if form.is_sent():
        _demand(form.unit)
        with form.attempt():
            answers = answers_in(form, kind)
            said = {**vars(answers), "note": form.note.data or ""}
            report_held(found, by=current_user.id, unit_id=form.unit, on_date=form.on_date.data, **said)
            return done(_report_of(found), answers.contacts.message or _("Thank you! It is registered."))
    return _render("report", form=form, planned=found, questions=_questions(form))


def _report_of(found: Activity) -> str:
    """Where it is read once it was held."""
    return url_for("activities.show", activity_id=found.id)


def _questions(form: Any) -> list[Any]:
    return [field for field in form if field.name.startswith(FIRST_QUESTION)]
