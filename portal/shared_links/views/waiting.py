"""What came in through shared links, to be looked through."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.contacts.telling import waiting_here
from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import all_questions, kinds_of
from portal.activities.models import Activity
from portal.activities.services import remove_activity
from portal.activities.words import told
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _, format_date, ngettext
from portal.paging import Position
from portal.plugin_api import Rooms
from portal.shared_links import queries
from portal.shared_links.forms import TickForm
from portal.shared_links.services import count_waiting, remove_waiting
from portal.templating import render

rooms = Rooms("waiting", __name__, plugin="shared_links", prefix="/o/<slug>/shared-links/waiting")
MANAGE = queries.MANAGE


@rooms.route("/", right=MANAGE, methods=["GET", "POST"])
def index() -> Response | str:
    after, link_id = Position.read(request.args.get("after")), request.args.get("link", type=UUID)
    form = TickForm()
    if form.is_sent():
        if "remove" in request.form and "sure" not in request.form:
            return render("shared_links/remove_several.html", form=form, link_id=link_id)
        with form.attempt():
            return done(url_for("waiting.index", link=link_id), _carry_out(form.ids))
    lines, following = queries.waiting_of(current_user, after=after, link_id=link_id)
    form.offer(lines, map(_name_of, lines))
    if "all" in request.args and not form.is_submitted():
        form.ticked.data = [str(line.id) for line in lines]
    return render(
        "shared_links/waiting.html", form=form, lines=lines, following=following, after=after, link_id=link_id
    )


def _carry_out(ids: set[UUID]) -> str:
    """Count or remove the ticked ones; returns what came of it."""
    units = current_user.units_with(MANAGE)
    if "remove" not in request.form:
        return _thanks(count_waiting(ids, units=units, by=current_user.id))
    removed = remove_waiting(ids, units=units, by=current_user.id)
    return ngettext("%(n)s registration is removed.", "%(n)s registrations are removed.", removed)


def _thanks(counted: int) -> str:
    return ngettext("%(n)s registration is counted.", "%(n)s registrations are counted.", counted)


def _name_of(line: Row[Any] | Activity) -> str:
    """Møte, 7. mai 2026"""
    kind = kinds_of(current_user.here).get(line.activity_type)
    return f"{kind.label if kind else line.activity_type}, {format_date(line.on_date)}"


def _waiting(waiting_id: UUID) -> tuple[Activity, str]:
    """One of her units', and its link's label."""
    found = queries.waiting(current_user.here.id, waiting_id)
    if found is None or not current_user.may_in(MANAGE, found[0].unit_id):
        raise NotFound
    return found


@rooms.route("/<uuid:waiting_id>", right=MANAGE, methods=["GET", "POST"])
def show(waiting_id: UUID) -> Response | str:
    activity, label = _waiting(waiting_id)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            count_waiting([waiting_id], units=current_user.units_with(MANAGE), by=current_user.id)
            return done(url_for("waiting.index"), _thanks(1))
    return render(
        "shared_links/look.html",
        form=form,
        activity=activity,
        label=label,
        name=_name_of(activity),
        answers=_answers(activity),
    )


def _answers(activity: Activity) -> list[tuple[str, str]]:
    """What was answered; of somebody who wants to be called back, what she typed."""
    kind = kinds_of(current_user.here).get(activity.activity_type)
    questions = [one for one in all_questions(kind).values() if one.kind != PERSON] if kind else []
    return [*told(activity, questions), *waiting_here(activity.organisation_id, activity.id)]


@rooms.route("/<uuid:waiting_id>/remove", right=MANAGE, methods=["GET", "POST"])
def remove(waiting_id: UUID) -> Response | str:
    activity, _label = _waiting(waiting_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_activity(activity, by=current_user.id)
        return done(url_for("waiting.index"), _("The registration is removed."))
    return render("shared_links/remove.html", form=form, name=_name_of(activity), waiting_id=waiting_id)
