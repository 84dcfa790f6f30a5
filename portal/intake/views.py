"""Read in a plan, correct what was guessed, make the plan."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import current_app, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.drafts import queries
from portal.drafts.models import Draft
from portal.drafts.services import correct_draft, drop_draft
from portal.errors import NotFound
from portal.forms import done
from portal.goals.models import Plan
from portal.i18n import _
from portal.intake.content import PAGE, PlanDraft
from portal.intake.forms import CorrectionForm, NewPlanForm, sent_numbers, typed_items
from portal.intake.kinds import KINDS, LEVELS
from portal.intake.services import KIND, keep_plan, make_plan, read_file, read_pasted
from portal.intake.targets import check_measures, measure_of, shown_measure
from portal.intake.tree import tree_of
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("intake", __name__)


@rooms.route("/", right="plans.edit", methods=["GET", "POST"])
def new() -> Response | str:
    form = NewPlanForm()
    if form.is_sent():
        with form.attempt():
            file = form.file.data
            is_file = file and file.filename
            read = read_file(file.read(), file.filename) if is_file else read_pasted(form.text.data)
            draft = keep_plan(read, by=current_user.id)
            return done(url_for("intake.correct", draft_id=draft.id))
    return render("intake/new.html", form=form, drafts=queries.drafts_of(current_user.here.id, KIND))


def _draft(draft_id: UUID) -> Draft:
    found = queries.draft(current_user.here.id, draft_id, KIND)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:draft_id>", right="plans.edit", methods=["GET", "POST"])
def correct(draft_id: UUID) -> Response | str:
    draft = _draft(draft_id)
    theirs = PlanDraft.of(draft.title, draft.content)
    first = min(max(request.args.get("from", 0, int), 0) // PAGE * PAGE, max(len(theirs.lines) - 1, 0) // PAGE * PAGE)
    form = CorrectionForm(obj=theirs, version=draft.version)
    form = form.without_head() if first else form
    mine = _typed(form, theirs) if form.is_submitted() else theirs
    if form.is_sent() and not form.differs_from(draft, mine, theirs, sent_numbers(theirs)):
        with form.attempt():
            check_measures(mine.lines)
            correct_draft(draft, title=mine.title, content=mine.as_content(), by=current_user.id)
            return done(_next_page(draft, mine, first), "" if request.form.get("go") else _("Saved."))
    return _page(form, draft, mine, first)


def _typed(form: CorrectionForm, said: PlanDraft) -> PlanDraft:
    """The draft as she wants it; a field with a fault keeps what it had."""
    head = {name: form[name].data for name in ("title", "starts_on", "ends_on") if name in form and form[name].data}
    mine = replace(said, lines=list(said.lines), **head)
    mine.change(sent_numbers(said), typed_items)
    return mine


def _next_page(draft: Draft, said: PlanDraft, first: int) -> str:
    go = request.form.get("go")
    if go == "make":
        return url_for("intake.make", draft_id=draft.id)
    if go == "next" and first + PAGE < len(said.lines):
        first += PAGE
    page: dict[str, Any] = {"from": first} if first else {}
    return url_for("intake.correct", draft_id=draft.id, **page)


def _page(form: CorrectionForm, draft: Draft, said: PlanDraft, first: int) -> str:
    shown = said.page(first)
    return render(
        "intake/correct.html",
        form=form,
        draft=draft,
        lines=shown,
        measures={number: shown_measure(item) for number, item in shown},
        kinds=[(kind, str(label)) for kind, label in KINDS],
        levels=[(level, str(label)) for level, label in LEVELS],
        first=first,
        total=len(said.lines),
        step=PAGE,
    )


@rooms.route("/<uuid:draft_id>/plan", right="plans.edit", methods=["GET", "POST"])
def make(draft_id: UUID) -> Response | str:
    draft = _draft(draft_id)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            plan = make_plan(draft, by=current_user.id)
            return done(_page_of(plan), _("The plan is made. It is a draft until it is adopted."))
    said = PlanDraft.of(draft.title, draft.content)
    return render(
        "intake/make.html",
        form=form,
        draft=draft,
        said=said,
        tree=tree_of(said.items, said.title),
        measure_of=measure_of,
    )


def _page_of(plan: Plan) -> str:
    """The page of a plan that is no more than a draft belongs to another feature, which stands on its own."""
    if "plans.show" in current_app.view_functions:
        return url_for("plans.show", plan_id=plan.id)
    return url_for("goals.plan")


@rooms.route("/<uuid:draft_id>/drop", right="plans.edit", methods=["GET", "POST"])
def drop(draft_id: UUID) -> Response | str:
    draft = _draft(draft_id)
    form = ConfirmForm()
    if form.is_sent():
        drop_draft(draft, by=current_user.id)
        return done(url_for("intake.new"), _("It is thrown away."))
    return render("intake/drop.html", form=form, draft=draft)
