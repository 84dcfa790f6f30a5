"""Pages on which staff see partners and what was sent, and administrators ask, answer and end."""

from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.exchange import queries
from portal.exchange.connecting import answer_partner, ask_organisation, end_partner, invite_partner
from portal.exchange.forms import AnswerForm, AskForm, InviteForm
from portal.exchange.models import ExchangeLetter, Partner
from portal.exchange.rules import STATES
from portal.exchange.services import try_again
from portal.exchange.told import line_of
from portal.forms import done
from portal.i18n import _
from portal.links.queries import links_about
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("partners", __name__, plugin="exchange")
SEE, MANAGE = "partners.see", "partners.manage"


@rooms.route("/", right=SEE)
def index() -> str:
    after = request.args.get("after", type=UUID)
    lines, following = queries.partners_of(current_user.here.id, after)
    return render("exchange/index.html", lines=lines, following=following, after=after, states=STATES)


@rooms.route("/ask", right=MANAGE, methods=["GET", "POST"])
def ask() -> Response | str:
    form = AskForm()
    if form.is_sent():
        with form.attempt():
            asked = ask_organisation(form.slug.data, here=current_user.here, by=current_user.id)
            return done(url_for("partners.show", connection_id=asked), _("The question is sent."))
    return render("exchange/ask.html", form=form)


@rooms.route("/invite", right=MANAGE, methods=["GET", "POST"])
def invite() -> Response | str:
    form = InviteForm()
    if form.is_sent():
        with form.attempt():
            asked = invite_partner(form.name.data, form.email.data, here=current_user.here, by=current_user.id)
            return done(url_for("partners.show", connection_id=asked), _("The question is sent."))
    return render("exchange/invite.html", form=form)


def _partner(connection_id: UUID) -> Partner:
    found = queries.partner(current_user.here.id, connection_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:connection_id>", right=SEE)
def show(connection_id: UUID) -> str:
    found, here = _partner(connection_id), current_user.here
    after = request.args.get("after", type=UUID)
    letters, following = queries.letters_with(here.id, connection_id, after)
    shows_links = found.other_id is None and current_user.may("links.manage")
    return render(
        "exchange/show.html",
        partner=found,
        states=STATES,
        letters=[line_of(one) for one in letters],
        following=following,
        after=after,
        links=links_about(here.id, connection_id) if shows_links else [],
    )


@rooms.route("/<uuid:connection_id>/answer", right=MANAGE, methods=["GET", "POST"])
def answer(connection_id: UUID) -> Response | str:
    found, form = _partner(connection_id), AnswerForm()
    if found.is_ours or found.other_id is None:
        raise NotFound
    if form.is_sent():
        with form.attempt():
            answer_partner(current_user.here.id, connection_id, accepts=form.accepts, by=current_user.id)
            return done(url_for("partners.show", connection_id=connection_id), _("The answer is sent."))
    return render("exchange/answer.html", form=form, name=found.name, connection_id=connection_id)


@rooms.route("/<uuid:connection_id>/end", right=MANAGE, methods=["GET", "POST"])
def end(connection_id: UUID) -> Response | str:
    name, form = _partner(connection_id).name, ConfirmForm()
    back = url_for("partners.show", connection_id=connection_id)
    if form.is_sent():
        with form.attempt():
            end_partner(current_user.here.id, connection_id, by=current_user.id)
            return done(back, _("The connection has ended."))
    return render("exchange/end.html", form=form, name=name, back=back)


def _letter(letter_id: UUID) -> ExchangeLetter:
    found = queries.letter(current_user.here.id, letter_id)
    if found is None or found.is_ours:
        raise NotFound
    return found


@rooms.route("/letters/<uuid:letter_id>/again", right=SEE, methods=["GET", "POST"])
def again(letter_id: UUID) -> Response | str:
    letter, form = _letter(letter_id), ConfirmForm()
    back = url_for("partners.show", connection_id=letter.connection_id)
    if form.is_sent():
        with form.attempt():
            try_again(letter, by=current_user.id)
            return done(back, "" if letter.fault else _("Now it is done."))
    return render("exchange/again.html", form=form, line=line_of(letter), back=back)
