"""The matrix out to a spreadsheet, and in again after a look at what would change."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.actions.forms import SheetForm, TakeInForm
from portal.actions.matrix import reading, taking_in
from portal.actions.matrix.filter import Filter
from portal.actions.matrix.writing import sheet_of
from portal.actions.views.rooms import demand_open, demand_seen, rooms
from portal.drafts.models import Draft
from portal.drafts.queries import drafts_of
from portal.drafts.services import drop_draft
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _, ngettext
from portal.sheets.writing import send_sheet, write_workbook
from portal.templating import render


@rooms.route("/matrix.xlsx", right="goals.see")
def export() -> Response:
    """The rows that were asked for; without anything, the whole plan."""
    here = current_user.here
    asked = Filter.read(request.args, here.setup)
    areas = reading.plan_and_areas(here.id, asked.plan)
    if not areas:
        raise NotFound
    demand_seen(areas[0].status)
    units = here.setup.below(asked.unit) if asked.unit else frozenset()
    rows = reading.rows_of(here.id, areas[0].plan_id, asked, units, limit=None)
    sheet = sheet_of(_("Actions"), rows, reading.names_by_action(here.id, rows), here.setup)
    return send_sheet(write_workbook([sheet]), f"{here.slug}-matrix.xlsx")


@rooms.route("/sheet", right="actions.edit", methods=["GET", "POST"])
def sheet() -> Response | str:
    here = current_user.here
    form = SheetForm()
    if form.is_sent():
        areas = reading.plan_and_areas(here.id, Filter.read(request.args, here.setup).plan)
        if not areas:
            raise NotFound
        demand_open(areas[0].status)
        with form.attempt():
            file = form.file.data
            kept = taking_in.keep_sheet(areas[0].plan_id, file.read(), file.filename or "", by=current_user.id)
            return done(url_for("actions.take_in", draft_id=kept.id))
    return render(
        "actions/sheet.html", form=form, waiting=[one for one in drafts_of(here.id, taking_in.KIND) if _is_hers(one)]
    )


def _is_hers(draft: Any) -> bool:
    """A leader's sheet is between her and those who keep all actions."""
    return draft.made_by == current_user.id or current_user.everywhere("actions.edit")


def _draft(draft_id: UUID) -> tuple[Draft, str]:
    """A sheet, and the status of its plan."""
    found = taking_in.kept_sheet(current_user.here.id, draft_id)
    if found is None or not _is_hers(found[0]):
        raise NotFound
    demand_seen(found[1])
    return found


@rooms.route("/sheet/<uuid:draft_id>", right="actions.edit", methods=["GET", "POST"])
def take_in(draft_id: UUID) -> Response | str:
    draft, plan_status = _draft(draft_id)
    findings = taking_in.look_through(draft, current_user)
    now = taking_in.seen(findings)
    form = TakeInForm(data={"seen": now})
    if form.is_sent():
        demand_open(plan_status)
        if form.seen.data == now:
            with form.attempt():
                n = taking_in.save_all(draft, findings, late_too=form.late_too.data, by=current_user.id)
                words = ngettext("One action is saved.", "%(n)s actions are saved.", n)
                return done(url_for("actions.matrix", plan=draft.content["plan"]), words)
        form.look_again(now)
    kinds = {kind: [one for one in findings if one.kind == kind] for kind in ("refused", "late", "changed", "new")}
    same = sum(one.kind == "same" for one in findings)
    return render("actions/take_in.html", form=form, draft=draft, same=same, **kinds)


@rooms.route("/sheet/<uuid:draft_id>/drop", right="actions.edit", methods=["GET", "POST"])
def drop(draft_id: UUID) -> Response | str:
    draft, _plan_status = _draft(draft_id)
    form = ConfirmForm()
    if form.is_sent():
        drop_draft(draft, by=current_user.id)
        return done(url_for("actions.matrix"), _("Nothing was changed."))
    return render("actions/drop.html", form=form, draft=draft)
