"""The list of those who seem to be there twice, and two of them side by side."""

from uuid import UUID

from flask import flash, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.doubles import queries
from portal.doubles.forms import merge_form
from portal.doubles.rules import MERGE, REASONS
from portal.doubles.services import merge
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
    return render("doubles/index.html", pairs=queries.likely_doubles(current_user.here.id), reasons=REASONS)


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
    return render("doubles/pair.html", form=form, one=one, other=other)


def _answer_what_was_sent_before(other_id: UUID) -> None:
    """The other is gone when the same form comes again: it may come with other words, and is told so."""
    if request.method == "POST" and people.moved_to(current_user.here.id, other_id) and PortalForm().is_sent():
        answer_second_sending()
