"""Give a list, say what its columns hold, look at what would become of it, say who is who, say yes."""

from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.drafts import queries as drafts
from portal.drafts.models import Draft
from portal.drafts.services import drop_draft
from portal.errors import NotFound
from portal.forms import PortalForm, answer_second_sending, answer_unread_sending, done
from portal.i18n import _
from portal.imports.forms import YesForm
from portal.jobs.queries import job as job_of
from portal.lists import queries
from portal.lists.columns import is_mapped
from portal.lists.forms import AT_ONCE, ListForm, columns_form, filled, who_form
from portal.lists.lines import bad_sheet, faults, some, tally_of, unanswered
from portal.lists.queries import DRAFT
from portal.lists.rules import RIGHT, can_bring
from portal.lists.services import begin, check_waiting, keep_list, say_columns, say_who
from portal.plugin_api import ListKind, Rooms
from portal.sheets.writing import send_sheet, write_workbook
from portal.templating import render

rooms = Rooms("lists", __name__)


def _kind(name: str) -> ListKind:
    found = current_user.hooks.list_kinds().get(name)
    if found is None or not can_bring(current_user, found):
        raise NotFound
    return found


def _draft(list_id: UUID) -> tuple[Draft, ListKind]:
    found = drafts.draft(current_user.here.id, list_id, DRAFT)
    if found is None:
        raise NotFound
    return found, _kind(found.content["kind"])


def _waiting(list_id: UUID) -> tuple[Draft, ListKind]:
    """One that nobody has said yes to. Raises Conflict, or SentBefore for the yes itself sent twice."""
    found, kind = _draft(list_id)
    if found.content["state"] in ("taking", "done"):
        answer_unread_sending()
    check_waiting(found)
    return found, kind


@rooms.route("/of/<name>", right=RIGHT)
def index(name: str) -> str:
    kind = _kind(name)
    return render("lists/index.html", kind=kind, lists=queries.lists_of(current_user.here.id, name))


@rooms.route("/of/<name>/new", right=RIGHT, methods=["GET", "POST"])
def new(name: str) -> Response | str:
    kind, form = _kind(name), ListForm()
    if form.is_sent():
        with form.attempt():
            file = form.file.data
            kept = keep_list(file.read(), file.filename or "", kind, current_user)
            return done(url_for("lists.columns", list_id=kept.id))
    return render("lists/new.html", form=form, kind=kind)


@rooms.route("/<uuid:list_id>/columns", right=RIGHT, methods=["GET", "POST"])
def columns(list_id: UUID) -> Response | str:
    draft, kind = _waiting(list_id)
    form = columns_form(draft.content, kind, draft.version)
    if form.is_sent() and not form.clashes_with(SimpleNamespace(version=draft.version, **filled(draft.content))):
        with form.attempt():
            job = say_columns(draft, kind, form.columns, form.for_all, by=current_user.id)
            return done(url_for("jobs.show", job_id=job.id))
    return render("lists/columns.html", form=form, draft=draft, kind=kind)


@rooms.route("/<uuid:list_id>/look", right=RIGHT, methods=["GET", "POST"])
def look(list_id: UUID) -> Response | str:
    draft, kind = _waiting(list_id)
    state = draft.content["state"]
    if state == "new" or not is_mapped(draft.content, kind):
        return redirect(url_for("lists.columns", list_id=list_id), 303)
    if state == "checking":
        return render("lists/reading.html", draft=draft, job=_job(draft))
    form = YesForm(data={"seen": str(draft.version)})
    if form.is_sent():
        if form.seen.data == str(draft.version):
            with form.attempt():
                return done(url_for("jobs.show", job_id=begin(draft, by=current_user.id).id))
        form.look_again(str(draft.version))
    said = draft.content
    return render(
        "lists/look.html", form=form, draft=draft, kind=kind, tally=tally_of(said), faults=faults(said, kind),
        new=some(said, "new"), changed=some(said, "changed"), same=some(said, "same"),
    )  # fmt: skip


def _job(draft: Draft) -> Any:
    """The work that it waits for, or waited for; None when that is forgotten."""
    named = draft.content.get("job")
    return job_of(draft.organisation_id, UUID(hex=named)) if named else None


@rooms.route("/<uuid:list_id>/who", right=RIGHT, methods=["GET", "POST"])
def who(list_id: UUID) -> Response | str:
    draft, _kind_of_it = _waiting(list_id)
    if request.method == "POST" and PortalForm().is_sent():
        answer_second_sending()  # what was answered is no question any more
    lines = list(unanswered(draft.content)) if draft.content["state"] == "checked" else []
    form = who_form(lines)
    if lines and form.is_sent():
        with form.attempt():
            say_who(draft, form.choices, by=current_user.id)
            more = len(lines) > len(form.choices)
            return done(url_for("lists.who" if more else "lists.look", list_id=list_id), _("Saved."))
    return render("lists/who.html", form=form, draft=draft, left=len(lines), shown=lines[:AT_ONCE])


@rooms.route("/<uuid:list_id>/bad.xlsx", right=RIGHT)
def bad(list_id: UUID) -> Response:
    draft, kind = _draft(list_id)
    if draft.content["state"] not in ("checked", "done"):
        raise NotFound
    return send_sheet(write_workbook([bad_sheet(draft.content, kind)]), f"{current_user.here.slug}-rows.xlsx")


@rooms.route("/<uuid:list_id>/drop", right=RIGHT, methods=["GET", "POST"])
def drop(list_id: UUID) -> Response | str:
    draft, kind = _waiting(list_id)
    form = ConfirmForm()
    if form.is_sent():
        drop_draft(draft, by=current_user.id)
        return done(url_for("lists.index", name=kind.name), _("Nothing was saved."))
    return render("lists/drop.html", form=form, draft=draft, kind=kind)


@rooms.route("/<uuid:list_id>", right=RIGHT)
def show(list_id: UUID) -> Response | str:
    draft, kind = _draft(list_id)
    if draft.content["state"] not in ("taking", "done"):
        return redirect(url_for("lists.look", list_id=list_id), 303)
    tally = tally_of(draft.content)
    return render("lists/show.html", draft=draft, kind=kind, tally=tally, job=_job(draft), said=draft.content)
