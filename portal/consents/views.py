"""Pages of purposes, and of what one person has agreed to."""

from collections.abc import Container
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.consents import queries
from portal.consents.forms import ChangeForm, GiveForm, PurposeForm, SaidForm, WordsForm
from portal.consents.mine import send_link
from portal.consents.models import CHANNELS
from portal.consents.rules import KEEP, MANAGE
from portal.consents.services import add_purpose, change_purpose, give_consent, reword, withdraw_consent
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.people.views import person_here
from portal.plugin_api import ConsentOffer, Rooms
from portal.templating import render

rooms = Rooms("consents", __name__)


@rooms.route("/", right=MANAGE)
def index() -> str:
    purposes = queries.purposes(current_user.here.id)
    return render("consents/index.html", purposes=purposes, offers=_offers({one.key for one in purposes}))


def _offers(taken: Container[str | None]) -> list[ConsentOffer]:
    """What plugins propose and nobody has taken up yet."""
    return [one for one in current_user.hooks.consent_purposes() if one.name not in taken]


@rooms.route("/new", right=MANAGE, methods=["GET", "POST"])
def new() -> Response | str:
    offer = next((one for one in _offers(()) if one.name == request.args.get("offer")), None)
    form = PurposeForm(data={"name": str(offer.label), "nb": offer.nb, "da": offer.da} if offer else None)
    if form.is_sent():
        with form.attempt():
            words = {"name": form.name.data or "", "nb": form.nb.data or "", "da": form.da.data or ""}
            add_purpose(**words, key=offer.name if offer else None, by=current_user.id)
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


@rooms.route("/<uuid:purpose_id>/change", right=MANAGE, methods=["GET", "POST"])
def change(purpose_id: UUID) -> Response | str:
    purpose = queries.keep_purpose(current_user.here.id, purpose_id)
    if purpose is None:
        raise NotFound
    form = ChangeForm(data={"name": purpose.name, "is_closed": bool(purpose.closed_at), "version": purpose.version})
    if form.is_sent() and not form.clashes_with(purpose):
        change_purpose(purpose, name=form.name.data or "", is_closed=form.is_closed.data, by=current_user.id)
        return done(url_for("consents.index"), _("Saved."))
    return render("consents/change.html", form=form, purpose=purpose)


@rooms.route("/person/<uuid:person_id>/link", right=KEEP, methods=["GET", "POST"], shows="person_id")
def link(person_id: UUID) -> Response | str:
    shown, form = person_here(person_id), ConfirmForm()
    back = url_for("consents.person", person_id=person_id)
    if not shown.email:
        raise NotFound
    if form.is_sent():
        send_link(shown.id, shown.email, shown.language, here=current_user.here, by=current_user.id)
        return done(back, _("The letter is on its way."))
    return render("consents/send_link.html", form=form, person=shown, back=back)


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
