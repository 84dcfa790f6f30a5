"""Addresses from which letters come back, and how they are written to again."""

from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.messages import held, stops
from portal.messages.stops import address_key
from portal.people.forms import PerhapsForm
from portal.people.queries import people_at
from portal.people.rules import RETURNED
from portal.plugin_api import Rooms
from portal.templating import render

#: the newest; more than these is a spoilt register, and no list helps
SHOWN = 200

rooms = Rooms("returned", __name__, plugin="people")


@rooms.route("/", right=RETURNED)
def index() -> str:
    here = current_user.here.id
    return render("people/returned.html", stops=stops.stops(here, SHOWN), letters=held.letters(here, SHOWN))


@rooms.route("/letters/<uuid:message_id>", right=RETURNED, methods=["GET", "POST"])
def letter(message_id: UUID) -> Response | str:
    here, form = current_user.here.id, PerhapsForm()
    if form.is_sent():
        with form.attempt():
            return _decided(here, message_id, again=form.known.data == "again")
    found = held.letter(here, message_id)
    if found is None and not form.form_errors:
        raise NotFound
    readers = people_at(here, address_key(found.recipient)) if found else []
    return render("people/perhaps.html", form=form, letter=found, readers=readers)


def _decided(here: UUID, message_id: UUID, *, again: bool) -> Response:
    found = held.letter_to_decide(here, message_id)
    if found is None:
        raise NotFound
    (held.send_again if again else held.let_rest)(found, by=current_user.id)
    return done(url_for("returned.index"), _("It is on its way once more.") if again else _("Saved."))


@rooms.route("/<uuid:mail_stop_id>", right=RETURNED, methods=["GET", "POST"])
def lift(mail_stop_id: UUID) -> Response | str:
    stopped = stops.stop(current_user.here.id, mail_stop_id)
    if stopped is None:
        raise NotFound
    readers, form = people_at(current_user.here.id, stopped.address), ConfirmForm()
    if form.is_sent():
        stops.lift_stop(stopped, by=current_user.id)
        back = url_for("people.show", person_id=readers[0].id) if len(readers) == 1 else url_for("returned.index")
        return done(back, _("Letters go to %(address)s again.", address=stopped.address))
    return render("people/lift.html", form=form, stopped=stopped, readers=readers)
