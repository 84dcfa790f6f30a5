"""The list of those who seem to be there twice, and two of them side by side."""

from uuid import UUID

from flask import flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.doubles import queries
from portal.doubles.forms import merge_form
from portal.doubles.models import Apart
from portal.doubles.rules import MERGE, REASONS
from portal.doubles.services import keep_apart, merge, propose_again
from portal.errors import NotFound
from portal.extensions import db
from portal.forms import PortalForm, answer_second_sending, done
from portal.i18n import _
from portal.people import queries as people
from portal.people.looks import look_at
from portal.people.views import person_here
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("doubles", __name__)


@rooms.route("/", right=MERGE)
def index() -> str:
    apart = queries.kept_apart(current_user.here.id)
    pairs = queries.likely_doubles(current_user.here.id)
    return render("doubles/index.html", pairs=pairs, reasons=REASONS, apart=apart, form=ConfirmForm())


@rooms.route("/<uuid:person_id>/<uuid:other_id>", right=MERGE, methods=["GET", "POST"], shows="person_id")
def pair(person_id: UUID, other_id: UUID) -> Response | str:
    _answer_what_was_sent_before(other_id)
    other, one = person_here(other_id), person_here(person_id)
    form = merge_form(one, other, current_user.setup.name)
    if form.is_sent():
        with form.attempt():
            for purpose in merge(one, other, form.values(one, other), by=current_user.id):
                flash(_("%(what)s: there can be only one. What the other row had is kept beside it.", what=purpose))
            return done(url_for("people.show", person_id=person_id), _("The two are one now."))
    if request.method == "GET":
        look_at(other_id, page=str(request.endpoint))
    return render("doubles/pair.html", form=form, one=one, other=other, sure=ConfirmForm())


@rooms.route("/<uuid:person_id>/<uuid:other_id>/apart", right=MERGE, methods=["POST"])
def apart(person_id: UUID, other_id: UUID) -> Response | str:
    other, one, form = person_here(other_id), person_here(person_id), ConfirmForm()
    if form.is_sent():
        with form.attempt():
            keep_apart(one, other, by=current_user.id)
            return done(url_for("doubles.index"), _("They are two, and are not proposed again."))
    to_merge = merge_form(one, other, current_user.setup.name)
    return render("doubles/pair.html", form=to_merge, one=one, other=other, sure=form)


@rooms.route("/apart/<uuid:person_apart_id>/undo", right=MERGE, methods=["POST"])
def together(person_apart_id: UUID) -> Response:
    said, form = db.session.get(Apart, (current_user.here.id, person_apart_id)), ConfirmForm()
    sent = form.is_sent()
    if said is None:
        raise NotFound
    if sent:
        propose_again(said, by=current_user.id)
        return done(url_for("doubles.index"), _("The two are proposed again."))
    return redirect(url_for("doubles.index"), 303)


def _answer_what_was_sent_before(other_id: UUID) -> None:
    """The other is gone when the same form comes again: it may come with other words, and is told so."""
    if request.method == "POST" and people.moved_to(current_user.here.id, other_id) and PortalForm().is_sent():
        answer_second_sending()
