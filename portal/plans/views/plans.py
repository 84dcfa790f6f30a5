"""All plans, one of them, its own words, and the table on which it is arranged."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.goals.models import Plan
from portal.goals.plan_queries import plan_and_areas
from portal.goals.whole_plan import has_page, plan_page
from portal.i18n import _
from portal.plans import queries
from portal.plans.forms import FollowForm, NewPlanForm, PlanForm, follow_form
from portal.plans.forms.plans import as_typed
from portal.plans.order import bough, family
from portal.plans.outlines import plan_and_outline
from portal.plans.rules import EDIT, can_see_plan, check_open
from portal.plans.services import change_plan, plan_after, write_plan
from portal.plans.services.plans import below_or_itself
from portal.plans.views.rooms import rooms, there
from portal.shared_goals.queries import shared_in_plan
from portal.templating import render


@rooms.route("/", right="goals.see")
def index() -> str:
    found = queries.plans_of(current_user.here.id, drafts=current_user.may(EDIT))
    return render("plans/index.html", lines=family(found), has_page=has_page)


@rooms.route("/<uuid:plan_id>", right="goals.see")
def show(plan_id: UUID) -> str:
    found, areas = there(plan_and_areas(current_user.here.id, plan_id))
    if not can_see_plan(current_user, found):
        raise NotFound
    return plan_page(found, areas)


@rooms.route("/new", right=EDIT, methods=["GET", "POST"])
def new() -> Response | str:
    form = NewPlanForm()
    form.offer(queries.plans_of(current_user.here.id, drafts=True))
    if form.is_sent():
        with form.attempt():
            made = write_plan(by=current_user.id, **form.columns)
            return done(url_for("plans.edit", plan_id=made.id), _("The plan is begun, as a draft."))
    return render("plans/new.html", form=form, has_page=has_page)


@rooms.route("/<uuid:plan_id>/change", right=EDIT, methods=["GET", "POST"])
def change(plan_id: UUID) -> Response | str:
    plans = queries.whole_plans_of(current_user.here.id)
    found = there(next((one for one in plans if one.id == plan_id), None))
    check_open(found)
    form, stored = _plan_form(found, plans)
    if form.is_sent() and not form.clashes_with(stored):
        with form.attempt():
            change_plan(found, by=current_user.id, **form.columns)
            return done(url_for("plans.edit", plan_id=plan_id), _("Saved."))
    return render("plans/change.html", form=form, plan=found)


def _plan_form(found: Plan, plans: list[Plan]) -> tuple[PlanForm, object]:
    under = below_or_itself(found.id, {one.id: one.parent_id for one in plans})
    stored = as_typed(found)
    form = PlanForm(obj=stored)
    form.offer(one for one in plans if one.id not in under)
    return form, stored


@rooms.route("/<uuid:plan_id>/edit", right=EDIT)
def edit(plan_id: UUID) -> str:
    found, outline = there(plan_and_outline(current_user.here.id, plan_id))
    check_open(found)
    return render("plans/edit.html", plan=found, areas=bough(outline), form=ConfirmForm())


@rooms.route("/<uuid:plan_id>/follow", right=EDIT, methods=["GET", "POST"])
def follow(plan_id: UUID) -> Response | str:
    old, outline = there(plan_and_outline(current_user.here.id, plan_id))
    form = follow_form(outline, title=old.title)
    if form.is_sent():
        with form.attempt():
            made = _carried(old, form)
            return done(url_for("plans.edit", plan_id=made.id), _("The new plan is begun, as a draft."))
    shared = shared_in_plan(current_user.here.id, plan_id)
    return render("plans/follow.html", form=form, plan=old, shared=shared)


def _carried(old: Plan, form: FollowForm) -> Plan:
    return plan_after(
        old,
        keep=form.kept,
        actions=form.actions.data,
        title=form.title.data.strip(),
        starts_on=form.starts_on.data,
        ends_on=form.ends_on.data,
        by=current_user.id,
    )
