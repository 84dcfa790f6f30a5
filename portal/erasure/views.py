"""Erase somebody: first what would go and what stays, then the press that does it."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.erasure.queries import MOST_PLACES, places_of, preview_of
from portal.erasure.rules import ERASE
from portal.erasure.services import erase
from portal.forms import done
from portal.i18n import _
from portal.people.views import person_here
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("erasure", __name__)


@rooms.route("/<uuid:person_id>", right=ERASE, methods=["GET", "POST"], shows="person_id")
def person(person_id: UUID) -> Response | str:
    shown = person_here(person_id)
    form = ConfirmForm()
    if form.is_sent():
        erase(shown, by=current_user.id)
        return done(url_for("people.index"), _("The person is erased."))
    return render("erasure/person.html", form=form, person=shown, preview=preview_of(shown))


@rooms.route("/<uuid:person_id>/words", right=ERASE, shows="person_id")
def words(person_id: UUID) -> str:
    shown = person_here(person_id)
    return render("erasure/words.html", person=shown, places=places_of(shown), most=MOST_PLACES)
