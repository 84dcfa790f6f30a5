"""What is open to all: the way out of letters that somebody agreed to, and to her own page."""

from uuid import UUID

from flask import g, request, url_for
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.consents import queries
from portal.consents.addresses import is_secret_of
from portal.consents.forms import AskForm
from portal.consents.mine import ask_for_link
from portal.consents.services import withdraw_consent
from portal.errors import NotFound
from portal.extensions import csrf, db
from portal.forms import HERE, done
from portal.i18n import _
from portal.people.queries import moved_to
from portal.plugin_api import PUBLIC, Rooms
from portal.templating import render

rooms = Rooms("open_consents", __name__, plugin="consents", prefix="/p/<slug>/consents")

#: what a mail program sends for its reader, without opening the page before (RFC 8058)
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@rooms.route("/", right=PUBLIC, methods=["GET", "POST"])
def ask() -> Response | str:
    form = AskForm()
    if form.is_sent():
        with form.attempt():
            ask_for_link(form.email.data, here=g.here, address=request.remote_addr or "")
            return done(url_for("open_consents.sent"))
    return render("consents/ask.html", form=form)


@rooms.route("/sent", right=PUBLIC)
def sent() -> str:
    return render("consents/sent.html")


@csrf.exempt
@rooms.route(
    "/off/<uuid:person_id>.<uuid:purpose_id>.<secret>", right=PUBLIC, while_suspended=True, methods=["GET", "POST"]
)
def off(person_id: UUID, purpose_id: UUID, secret: str) -> Response | str:
    """A mail program has no page to take a token from; anybody else has."""
    if not is_secret_of(g.here.id, person_id, purpose_id, secret):
        raise NotFound
    person_id = moved_to(g.here.id, person_id) or person_id  # the letter was written to a row that is another's by now
    if request.method == "POST" and request.form.get(ONE_CLICK[0]) == ONE_CLICK[1]:
        return _end_at_once(person_id, purpose_id)
    csrf.protect()
    held, form = queries.consents_of(g.here.id, person_id).get(purpose_id), ConfirmForm()
    if form.is_sent():
        with form.attempt():
            withdraw_consent(person_id, purpose_id, channel="link", by=None)
            return done(HERE, _("It is withdrawn, and holds no more."))
    return render("consents/off.html", form=form, held=held)


def _end_at_once(person_id: UUID, purpose_id: UUID) -> str:
    if purpose_id in queries.consents_of(g.here.id, person_id):
        withdraw_consent(person_id, purpose_id, channel="link", by=None)
        db.session.commit()
    return ""
