"""Pages of purposes, and of what one person has agreed to."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response

from portal.consents import queries
from portal.consents.forms import GiveForm, PurposeForm, SaidForm, WordsForm
from portal.consents.models import CHANNELS
from portal.consents.rules import KEEP, MANAGE
from portal.consents.services import add_purpose, give_consent, reword, withdraw_consent
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.people.views import person_here
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("consents", __name__)


@rooms.route("/", right=MANAGE)
def index() -> str:
    return render("consents/index.html", purposes=queries.purposes(current_user.here.id))


@rooms.route("/new", right=MANAGE, methods=["GET", "POST"])
def new() -> Response | str:
    form = PurposeForm()
    if form.is_sent():
        add_purpose(name=form.name.data or "", nb=form.nb.data or "", da=form.da.data or "", by=current_user.id)
        return done(url_for("consents.index"), _("Saved."))
    return render("consents/words.html", form=form, purpose=None)


def _purpose(purpose_id: UUID) -> Row[Any]:
    found = queries.purpose(current_user.here.id, purpose_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:purpose_id>/words", right=MANAGE, methods=["GET", "POST"])
def words(purpose_id: UUID) -> Response | str:
    purpose = _purpose(purpose_id)
    form = WordsForm(data={"nb": purpose.nb, "da": purpose.da})
    if form.is_sent():
        reword(purpose_id, nb=form.nb.data or "", da=form.da.data or "", by=current_user.id)
        return done(url_for("consents.index"), _("Saved."))
    return render("consents/words.html", form=form, purpose=purpose)


@rooms.route("/person/<uuid:person_id>", right=KEEP, shows="person_id")
def person(person_id: UUID) -> str:
    shown = person_here(person_id)
    history = queries.history_of(current_user.here.id, person_id)
    return render(
        "consents/person.html",
        person=shown,
        history=history,
        held=queries.holding(history),
        purposes=queries.purposes(current_user.here.id),
        channels=CHANNELS,
    )


@rooms.route("/person/<uuid:person_id>/give/<uuid:purpose_id>", right=KEEP, methods=["GET", "POST"], shows="person_id")
def give(person_id: UUID, purpose_id: UUID) -> Response | str:
    shown, purpose = person_here(person_id), _purpose(purpose_id)
    form = GiveForm(data={"wording_id": purpose.wording_id.hex})
    back = url_for("consents.person", person_id=person_id)
    if form.is_sent():
        with form.attempt():
            same = form.wording_id.data == purpose.wording_id.hex
            said = {"language": form.language.data, "channel": form.channel.data, "by": current_user.id}
            give_consent(person_id, purpose_id, wording_id=purpose.wording_id if same else person_id, **said)
            return done(back, _("It is written down."))
    form.wording_id.data = purpose.wording_id.hex
    return render("consents/say.html", form=form, person=shown, purpose=purpose, back=back)


@rooms.route(
    "/person/<uuid:person_id>/withdraw/<uuid:purpose_id>", right=KEEP, methods=["GET", "POST"], shows="person_id"
)
def withdraw(person_id: UUID, purpose_id: UUID) -> Response | str:
    shown, purpose = person_here(person_id), _purpose(purpose_id)
    form = SaidForm()
    back = url_for("consents.person", person_id=person_id)
    if form.is_sent():
        with form.attempt():
            withdraw_consent(person_id, purpose_id, channel=str(form.channel.data), by=current_user.id)
            return done(back, _("It is withdrawn, and holds no more."))
    return render("consents/say.html", form=form, person=shown, purpose=purpose, back=back, withdraws=True)
