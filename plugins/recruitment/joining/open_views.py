"""The enrolment form, for anybody. Opening it writes nothing, whichever code led there."""

from flask import g, redirect, url_for
from werkzeug.wrappers import Response

from plugins.recruitment.joining import queries
from plugins.recruitment.joining.forms import EnrolForm, enrol_form
from plugins.recruitment.joining.queries import Offer
from plugins.recruitment.joining.rules import branches_of, is_open
from plugins.recruitment.joining.services import send_in
from plugins.recruitment.rules import OPEN_WORD
from portal import clock
from portal.errors import NotFound
from portal.forms import done
from portal.plugin_api import PUBLIC, Rooms
from portal.templating import render

rooms = Rooms("recruitment_open", __name__, plugin="recruitment", prefix=f"/p/<slug>/{OPEN_WORD}")


@rooms.route("/", right=PUBLIC, methods=["GET", "POST"])
def form() -> Response | str | tuple[str, int]:
    return _page("")


@rooms.route("/<join_code>", right=PUBLIC, methods=["GET", "POST"])
def join(join_code: str) -> Response | str | tuple[str, int]:
    """Through a code. One that is closed leads to the form all the same; one that never was leads nowhere."""
    return _page(join_code)


def _page(token: str) -> Response | str | tuple[str, int]:
    offer = queries.offer(g.here.id, token, clock.today())
    if token and (offer.code is None or not offer.code.token):
        raise NotFound
    if not is_open(g.here.setup):
        return render("recruitment/joining/closed.html"), 410
    form = enrol_form(g.here, offer, branches_of(g.here.setup), queries.asked_consents(g.here.id))
    if form.is_trapped:
        return redirect(url_for("recruitment_open.thanks"), 303)  # answered as if it had worked; nothing is kept
    if form.is_sent():
        with form.attempt():
            send_in(form.said(g.here), offer=offer, setup=g.here.setup)
            return done(url_for("recruitment_open.thanks" if form.email.data else "recruitment_open.on_paper"))
    return _form(form, offer)


def _form(form: EnrolForm, offer: Offer) -> str:
    return render("recruitment/joining/enrol.html", form=form, campaign=offer.campaign, code=offer.code)


@rooms.route("/-/thanks", right=PUBLIC)
def thanks() -> str:
    """The same for everybody, whether or not somebody is known here."""
    return render("recruitment/joining/thanks.html", by_letter=True)


@rooms.route("/-/on-paper", right=PUBLIC)
def on_paper() -> str:
    return render("recruitment/joining/thanks.html", by_letter=False)
