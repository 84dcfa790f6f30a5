"""Areas and goals: added, changed, moved, removed."""

from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.forms import done
from portal.goals.models import Goal, Plan
from portal.i18n import _
from portal.plans import loads, queries
from portal.plans.forms import AreaForm, GoalForm, NewAreaForm, NewGoalForm, RemoveForm
from portal.plans.forms.choices import place_choices
from portal.plans.forms.tree import as_typed, goal_form
from portal.plans.outlines import goal_and_outline
from portal.plans.rules import EDIT, check_open
from portal.plans.services import add_area, add_goal, change_area, change_goal, move, remove_area, remove_goal
from portal.plans.views.rooms import open_area, open_goal, open_plan, rooms, there
from portal.templating import render


def _table(plan: Plan, row_id: UUID) -> str:
    """The page on which the plan is arranged, at this row."""
    return url_for("plans.edit", plan_id=plan.id, _anchor=f"r-{row_id}")


@rooms.route("/<uuid:plan_id>/move", right=EDIT, methods=["POST"])
def arrange(plan_id: UUID) -> Response:
    plan, form = open_plan(plan_id), ConfirmForm()
    wanted = next((name for name in ("up", "down") if name in request.form), "up")
    row_id = _uuid(request.form.get(wanted, ""))
    if form.is_sent() and row_id:
        move(plan, row_id, "up" if wanted == "up" else "down", by=current_user.id)
    return done(_table(plan, row_id) if row_id else url_for("plans.edit", plan_id=plan_id))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@rooms.route("/<uuid:plan_id>/areas/new", right=EDIT, methods=["GET", "POST"])
def new_area(plan_id: UUID) -> Response | str:
    plan, form = open_plan(plan_id), NewAreaForm()
    if form.is_sent():
        made = add_area(plan, by=current_user.id, **form.columns)
        return done(_table(plan, made.id), _("%(name)s is added.", name=made.title))
    return render("plans/area_new.html", form=form, plan=plan)


@rooms.route("/areas/<uuid:area_id>", right=EDIT, methods=["GET", "POST"])
def area(area_id: UUID) -> Response | str:
    found, plan = open_area(area_id)
    form = AreaForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        change_area(found, plan, by=current_user.id, **form.columns)
        return done(_table(plan, area_id), _("Saved."))
    return render("plans/area.html", form=form, area=found, plan=plan)


@rooms.route("/areas/<uuid:area_id>/remove", right=EDIT, methods=["GET", "POST"], endpoint="remove_area")
def remove_one_area(area_id: UUID) -> Response | str:
    found, plan, load = there(loads.area_to_remove(current_user.here.id, area_id))
    check_open(plan)
    form, title = RemoveForm(), found.title
    form.ask_twice(load.measurements)
    if form.is_sent():
        remove_area(found, plan, by=current_user.id)
        return done(url_for("plans.edit", plan_id=plan.id), _("%(name)s is removed.", name=title))
    return render("plans/remove.html", form=form, load=load, title=title, back=url_for("plans.area", area_id=area_id))


@rooms.route("/areas/<uuid:area_id>/goals/new", right=EDIT, methods=["GET", "POST"])
def new_goal(area_id: UUID) -> Response | str:
    found, plan = open_area(area_id)
    return _new_goal(plan, area_id, None, found.title)


@rooms.route("/goals/<uuid:goal_id>/goals/new", right=EDIT, methods=["GET", "POST"])
def new_sub_goal(goal_id: UUID) -> Response | str:
    found, plan = open_goal(goal_id)
    return _new_goal(plan, found.focus_area_id, goal_id, found.title)


def _new_goal(plan: Plan, area_id: UUID, parent_id: UUID | None, above: str) -> Response | str:
    form = goal_form(NewGoalForm, current_user.setup.units)
    if form.is_sent():
        with form.attempt():
            made = add_goal(plan, area_id, parent_id=parent_id, by=current_user.id, **form.columns)
            return done(url_for("plans.goal", goal_id=made.id), _("Saved. Say below how the goal is measured."))
    return render("plans/goal_new.html", form=form, plan=plan, above=above, is_sub=parent_id is not None)


@rooms.route("/goals/<uuid:goal_id>", right=EDIT, methods=["GET", "POST"])
def goal(goal_id: UUID) -> Response | str:
    found, plan, rows = there(goal_and_outline(current_user.here.id, goal_id))
    check_open(plan)
    stored = as_typed(found)
    form = goal_form(GoalForm, current_user.setup.units, obj=stored)
    under = queries.below({row.goal_id: row.parent_id for row in rows}, goal_id)
    form.place.choices = place_choices(rows, found.focus_area_id, under)
    if form.is_sent() and not form.clashes_with(stored):
        with form.attempt():
            _save(found, plan, form, {row.goal_id: row.area_id for row in rows})
            return done(_table(plan, goal_id), _("Saved."))
    measured = [row for row in rows if row.goal_id == goal_id and row.indicator_id]
    return render("plans/goal.html", form=form, goal=found, plan=plan, measured=measured)


def _save(found: Goal, plan: Plan, form: GoalForm, area_of: dict[UUID, UUID]) -> None:
    area_id = form.area_id or area_of[form.goal_id]  # type: ignore[index]  # it is one or the other
    change_goal(found, plan, area_id=area_id, parent_id=form.goal_id, by=current_user.id, **form.columns)


@rooms.route("/goals/<uuid:goal_id>/remove", right=EDIT, methods=["GET", "POST"], endpoint="remove_goal")
def remove_one_goal(goal_id: UUID) -> Response | str:
    found, plan, load = there(loads.goal_to_remove(current_user.here.id, goal_id))
    check_open(plan)
    form, title = RemoveForm(), found.title
    form.ask_twice(load.measurements)
    if form.is_sent():
        remove_goal(found, plan, by=current_user.id)
        return done(url_for("plans.edit", plan_id=plan.id), _("%(name)s is removed.", name=title))
    return render("plans/remove.html", form=form, load=load, title=title, back=url_for("plans.goal", goal_id=goal_id))
