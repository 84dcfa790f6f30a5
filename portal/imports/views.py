"""Give a sheet, say what its columns hold, look at what would be registered, say yes; undo."""

import hashlib
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.contacts.telling import question_for
from portal.activities.kinds import kinds_of, offered
from portal.drafts import queries as drafts
from portal.drafts.models import Draft
from portal.drafts.services import drop_draft
from portal.errors import NotFound
from portal.forms import answer_unread_sending, done
from portal.i18n import _
from portal.imports import queries
from portal.imports.forms import ColumnsForm, SheetForm, YesForm, columns_form, filled
from portal.imports.queries import KIND
from portal.imports.rows import Read
from portal.imports.rules import RIGHT, can_undo, is_hers
from portal.imports.services import begin, begin_undo, check_new, is_mapped, keep_sheet, read_rows, say_columns
from portal.imports.showing import bad_sheet, lines_of
from portal.imports.targets import questions_by_target
from portal.jobs.queries import job as job_of
from portal.plugin_api import Rooms
from portal.sheets.writing import send_sheet, write_workbook
from portal.templating import render

rooms = Rooms("imports", __name__)


@rooms.route("/", right=RIGHT)
def index() -> str:
    only_hers = None if current_user.everywhere(RIGHT) else current_user.id
    found = queries.imports_of(current_user.here.id, only_hers)
    waiting = [one for one in found if one.state == "new"]
    return render("imports/index.html", waiting=waiting, begun=[one for one in found if one.state != "new"])


@rooms.route("/new", right=RIGHT, methods=["GET", "POST"])
def new() -> Response | str:
    form = SheetForm()
    if form.is_sent():
        with form.attempt():
            file = form.file.data
            kept = keep_sheet(file.read(), file.filename or "", current_user)
            return done(url_for("imports.columns", sheet_id=kept.id))
    return render("imports/new.html", form=form)


def _draft(draft_id: UUID) -> Draft:
    found = drafts.draft(current_user.here.id, draft_id, KIND)
    if found is None or not is_hers(current_user, found.made_by):
        raise NotFound
    return found


def _waiting(draft_id: UUID) -> Draft:
    """One that nobody has said yes to. Raises Conflict, or SentBefore for the yes itself sent twice."""
    found = _draft(draft_id)
    if found.content["state"] != "new":
        answer_unread_sending()
    check_new(found)
    return found


@rooms.route("/<uuid:sheet_id>/columns", right=RIGHT, methods=["GET", "POST"])
def columns(sheet_id: UUID) -> Response | str:
    draft = _waiting(sheet_id)
    form = _columns_form(draft)
    if form.is_sent() and not form.clashes_with(SimpleNamespace(version=draft.version, **filled(draft.content))):
        with form.attempt():
            say_columns(draft, form.columns, form.for_all, by=current_user.id)
            return done(url_for("imports.look", sheet_id=sheet_id))
    asks_people = any(question_for(kind) for kind in offered(current_user))
    return render("imports/columns.html", form=form, draft=draft, asks_people=asks_people)


def _columns_form(draft: Draft) -> ColumnsForm:
    kinds = offered(current_user)
    units = current_user.choices(RIGHT)
    return columns_form(draft.content, kinds, units, questions_by_target(kinds), draft.version)


@rooms.route("/<uuid:sheet_id>/look", right=RIGHT, methods=["GET", "POST"])
def look(sheet_id: UUID) -> Response | str:
    draft = _waiting(sheet_id)
    if not is_mapped(draft.content):
        return redirect(url_for("imports.columns", sheet_id=sheet_id), 303)
    read = read_rows(draft, current_user)
    there = queries.keys_there(current_user.here.id, [one.key for one in read.ready])
    form = YesForm(data={"seen": (now := _seen(read))})
    if form.is_sent():
        if form.seen.data == now:
            with form.attempt():
                job = begin(draft, read, len(there), by=current_user.id)
                return done(url_for("jobs.show", job_id=job.id))
        form.look_again(now)
    new = [one for one in read.ready if one.key not in there]
    old = [one for one in read.ready if one.key in there]
    kinds, setup = kinds_of(current_user.here), current_user.setup
    return render(
        "imports/look.html", form=form, draft=draft, bad=read.bad, n_new=len(new), n_old=len(old),
        new=lines_of(new, kinds, setup), old=lines_of(old, kinds, setup),
    )  # fmt: skip


def _seen(read: Read) -> str:
    said: list[Any] = [[one.key for one in read.ready], [one.number for one in read.bad]]
    return hashlib.sha256(repr(said).encode()).hexdigest()


@rooms.route("/<uuid:sheet_id>/bad.xlsx", right=RIGHT)
def bad(sheet_id: UUID) -> Response:
    draft = _draft(sheet_id)
    if draft.content["state"] == "new" and not is_mapped(draft.content):
        raise NotFound
    return send_sheet(write_workbook([bad_sheet(draft, current_user)]), f"{current_user.here.slug}-rows.xlsx")


@rooms.route("/<uuid:sheet_id>/drop", right=RIGHT, methods=["GET", "POST"])
def drop(sheet_id: UUID) -> Response | str:
    draft = _waiting(sheet_id)
    form = ConfirmForm()
    if form.is_sent():
        drop_draft(draft, by=current_user.id)
        return done(url_for("imports.index"), _("Nothing was registered."))
    return render("imports/drop.html", form=form, draft=draft)


@rooms.route("/<uuid:import_id>", right=RIGHT)
def show(import_id: UUID) -> Response | str:
    draft = _draft(import_id)
    if draft.content["state"] == "new":
        return redirect(url_for("imports.look", sheet_id=import_id), 303)
    job = _job(draft)
    state = draft.content["state"]
    return render(
        "imports/show.html", draft=draft, said=draft.content, state=state, job=job,
        undoable=can_undo(state, draft.made_at, job),
    )  # fmt: skip


def _job(draft: Draft) -> Any:
    """The work that it waits for, or waited for; None when that is forgotten."""
    named = draft.content.get("job")
    return job_of(draft.organisation_id, UUID(hex=named)) if named else None


@rooms.route("/<uuid:import_id>/undo", right=RIGHT, methods=["GET", "POST"])
def undo(import_id: UUID) -> Response | str:
    draft = _draft(import_id)
    state = draft.content["state"]
    if not can_undo(state, draft.made_at, _job(draft) if state == "begun" else None):
        raise NotFound
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            job = begin_undo(draft, by=current_user.id)
            return done(url_for("jobs.show", job_id=job.id))
    return render("imports/undo.html", form=form, draft=draft)
