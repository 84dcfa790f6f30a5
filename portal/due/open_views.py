"""What opens to whoever has the address: a calendar feed, and the way out of the weekly letter."""

from uuid import UUID

from flask import Response as Answer
from flask import g, request
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.due import queries
from portal.due.addresses import FEED, OFF, is_secret_of
from portal.due.models import DueSubscription
from portal.due.services import end_letters
from portal.errors import NotFound
from portal.extensions import csrf, db
from portal.forms import HERE, done
from portal.i18n import _, use_language
from portal.plugin_api import PUBLIC, Rooms
from portal.templating import render

rooms = Rooms("open_due", __name__, plugin="due", prefix="/p/<slug>/due")

#: what a mail program sends for its reader, without opening the page before (RFC 8058)
ONE_CLICK = ("List-Unsubscribe", "One-Click")


@rooms.route("/<uuid:subscription_id>.<secret>.ics", right=PUBLIC)
def feed(subscription_id: UUID, secret: str) -> Answer:
    """As her page would show it now: without access there is nothing."""
    owner = queries.owner_of_feed(g.here, subscription_id)
    if owner is None or not is_secret_of(owner[0], FEED, secret):
        raise NotFound
    with use_language(owner[1].language or g.here.language):
        from portal.due.feed import feed_of  # its library takes 50 ms and 5 MB of every start: few ask

        answer = Answer(feed_of(owner[1]), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = "inline; filename=medvirke.ics"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@csrf.exempt
@rooms.route("/off/<uuid:subscription_id>.<secret>", right=PUBLIC, while_suspended=True, methods=["GET", "POST"])
def off(subscription_id: UUID, secret: str) -> Response | str:
    """A mail program has no page to take a token from; anybody else has."""
    if _is_one_click():
        return _end_at_once(_subscription(subscription_id, secret))
    csrf.protect()
    found, form = _subscription(subscription_id, secret), ConfirmForm()
    if form.is_sent():
        end_letters(found, by=current_user.id if current_user.is_authenticated else None)
        return done(HERE, _("You get no weekly letter any more."))
    return render("due/off.html", form=form, weekly=found.weekly)


def _is_one_click() -> bool:
    return request.method == "POST" and request.form.get(ONE_CLICK[0]) == ONE_CLICK[1]


def _end_at_once(found: DueSubscription) -> str:
    if found.weekly:
        end_letters(found, by=None)
        db.session.commit()
    return ""


def _subscription(subscription_id: UUID, secret: str) -> DueSubscription:
    found = queries.subscription(g.here.id, subscription_id)
    if found is None or not is_secret_of(found, OFF, secret):
        raise NotFound
    return found
