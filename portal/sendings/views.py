"""Pages of letters and of what is sent."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import make_response, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.consents.queries import purpose
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.sendings import queries
from portal.sendings.forms import LetterForm, ToForm
from portal.sendings.models import OwnLetter, Sending
from portal.sendings.rules import MANAGE, STATES, state_of, words_of
from portal.sendings.services import (
    begin_sending,
    change_letter,
    prepare_sending,
    resume_sending,
    send_unanswered_again,
    stop_sending,
    write_letter,
)
from portal.sendings.words import LANGUAGES, Words, field_names
from portal.sendings.writing import preview_of
from portal.templating import NAMES, render

#: seconds until the page of a sending asks again, without a script
AGAIN = "5"
#: after this, somebody should look whether there is a worker at all
LONG = timedelta(minutes=2)
NAME_OF = dict(NAMES)

rooms = Rooms("sendings", __name__)


@rooms.route("/", right=MANAGE)
def index() -> str:
    here = current_user.here.id
    return render(
        "sendings/index.html",
        letters=queries.letters(here),
        sendings=queries.sendings(here),
        state_of=state_of,
        states=STATES,
    )


@rooms.route("/letters/new", right=MANAGE, methods=["GET", "POST"])
def new() -> Response | str:
    form = LetterForm()
    if form.is_sent():
        with form.attempt():
            made = write_letter(by=current_user.id, **form.values)
            return done(url_for("sendings.letter", own_letter_id=made.id), _("Saved."))
    return _letter_form(form, None)


def _letter_form(form: LetterForm, letter: OwnLetter | None) -> str:
    """The organisation's own language stands first and open."""
    ours = current_user.here.language
    order = [ours, *(code for code in LANGUAGES if code != ours)]
    fields = {code: field_names(code) for code in LANGUAGES}
    return render("sendings/form.html", form=form, letter=letter, order=order, tongues=NAME_OF, fields=fields)


def _letter(own_letter_id: UUID) -> OwnLetter:
    found = queries.letter(current_user.here.id, own_letter_id)
    if found is None:
        raise NotFound
    return found


@rooms.route("/letters/<uuid:own_letter_id>", right=MANAGE)
def letter(own_letter_id: UUID) -> str:
    found = _letter(own_letter_id)
    return render("sendings/letter.html", letter=found, **_previewed(words_of(found)))


def _previewed(words: dict[str, Words]) -> dict[str, Any]:
    """The letter as it will look, or looked, in the language that the address asks for."""
    asked = request.args.get("in", current_user.here.language)
    shown = words.get(asked) or next(iter(words.values()))
    preview = preview_of(shown, current_user.here, current_user.name)
    return {"preview": preview, "languages": {code: NAME_OF[code] for code in words}}


@rooms.route("/letters/<uuid:own_letter_id>/change", right=MANAGE, methods=["GET", "POST"])
def change(own_letter_id: UUID) -> Response | str:
    found = _letter(own_letter_id)
    form = LetterForm(obj=found)
    if form.is_sent() and not form.clashes_with(found):
        with form.attempt():
            change_letter(found, by=current_user.id, **form.values)
            return done(url_for("sendings.letter", own_letter_id=found.id), _("Saved."))
    return _letter_form(form, found)


@rooms.route("/letters/<uuid:own_letter_id>/send", right=MANAGE, methods=["GET", "POST"])
def prepare(own_letter_id: UUID) -> Response | str:
    found, form = _letter(own_letter_id), ToForm()
    form.offer(current_user)
    if form.is_sent():
        made = prepare_sending(found, **form.chosen, by=current_user.id)
        return done(url_for("sendings.show", sending_id=made.id))
    return render("sendings/to.html", form=form, letter=found)


def _sending(sending_id: UUID, *, keep: bool = False) -> Sending:
    found = queries.sending(current_user.here.id, sending_id, keep=keep)
    if found is None:
        raise NotFound
    return found


@rooms.route("/<uuid:sending_id>", right=MANAGE)
def show(sending_id: UUID) -> Response:
    sending = _sending(sending_id)
    return _draft(sending) if sending.begun_at is None else _on_its_way(sending)


def _draft(sending: Sending) -> Response:
    return make_response(
        render(
            "sendings/draft.html",
            sending=sending,
            form=ConfirmForm(),
            reach=queries.reach(current_user.here, sending),
            to=_to(sending),
            **_previewed(words_of(_letter(sending.letter_id))),
        )
    )


def _to(sending: Sending) -> str:
    """Whom it is for, in words."""
    if sending.purpose_id:
        asked = purpose(current_user.here.id, sending.purpose_id)
        return _("Have agreed to: %(name)s", name=asked.name if asked else "")
    known = {one.name: str(one.label) for one in current_user.hooks.recipients()}
    return known.get(sending.listed or "", _("A list that there is no more"))


def _on_its_way(sending: Sending) -> Response:
    progress = queries.progress(current_user.here.id, sending.id)
    state, is_still = state_of(sending, progress.waiting), "still" in request.args
    begun = sending.begun_at or sending.made_at
    page = make_response(
        render(
            "sendings/show.html",
            sending=sending,
            state=state,
            label=STATES[state],
            progress=progress,
            form=ConfirmForm(),
            to=_to(sending),
            still=is_still,
            late=state == "running" and not progress.written and clock.now() - begun > LONG,
            **_previewed({code: Words(code, **said) for code, said in sending.words.items()}),
        )
    )
    if state == "running" and not is_still:
        page.headers["Refresh"] = AGAIN
    return page


@rooms.route("/<uuid:sending_id>/begin", right=MANAGE, methods=["POST"])
def begin(sending_id: UUID) -> Response | str:
    sending, form = _sending(sending_id, keep=True), ConfirmForm()
    if form.is_sent():
        with form.attempt():
            begin_sending(sending, _letter(sending.letter_id), current_user.here, by=current_user.id)
            return done(_page(sending_id), _("The letters are on their way."))
    return render("sendings/refused.html", form=form, back=_page(sending_id))


@rooms.route("/<uuid:sending_id>/stop", right=MANAGE, methods=["POST"])
def stop(sending_id: UUID) -> Response | str:
    sending, form = _sending(sending_id, keep=True), ConfirmForm()
    if form.is_sent():
        stop_sending(sending, by=current_user.id)
        return done(_page(sending_id), _("It is stopped. What was sent is sent; nothing more goes out."))
    return render("sendings/refused.html", form=form, back=_page(sending_id))


@rooms.route("/<uuid:sending_id>/resume", right=MANAGE, methods=["POST"])
def resume(sending_id: UUID) -> Response | str:
    sending, form = _sending(sending_id, keep=True), ConfirmForm()
    if form.is_sent():
        resume_sending(sending, by=current_user.id)
        return done(_page(sending_id), _("It goes on where it stopped."))
    return render("sendings/refused.html", form=form, back=_page(sending_id))


@rooms.route("/<uuid:sending_id>/again", right=MANAGE, methods=["POST"])
def again(sending_id: UUID) -> Response | str:
    sending, form = _sending(sending_id, keep=True), ConfirmForm()
    if form.is_sent():
        with form.attempt():
            send_unanswered_again(sending, by=current_user.id)
            return done(_page(sending_id), _("They are on their way once more."))
    return render("sendings/refused.html", form=form, back=_page(sending_id))


def _page(sending_id: UUID) -> str:
    return url_for("sendings.show", sending_id=sending_id)
