"""Questions of a type: chosen, written, changed, moved, taken out of the form and brought back."""

from typing import Any

from flask_login import current_user
from sqlalchemy import Row
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import YEAR
from portal.consents.queries import purposes
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import OwnText, _
from portal.kinds import words
from portal.kinds.forms import question_form, typed_question
from portal.kinds.rules import MANAGE, languages_of
from portal.kinds.services import (
    add_question,
    bring_back_question,
    change_question,
    move_question,
    remove_question,
)
from portal.kinds.views.rooms import kind_and_row, kind_here, pressed_arrow, question_here, rooms, to_kind
from portal.templating import render

QUESTIONS = "questions"


@rooms.route("/type/<kind_key>/ask", right=MANAGE)
def choose_question(kind_key: str) -> str:
    return render("kinds/choose.html", kind=kind_here(kind_key), questions=_questions_for(kind_key))


def _questions_for(kind_key: str) -> dict[str, words.QuestionWords]:
    """A unit that tells of its year has met nobody by it."""
    return {name: said for name, said in words.QUESTIONS.items() if name != PERSON or kind_key != YEAR}


def _purposes(question_kind: str) -> list[Row[Any]]:
    return [one for one in purposes(current_user.here.id) if not one.closed_at] if question_kind == PERSON else []


@rooms.route("/type/<kind_key>/ask/<question_kind>", right=MANAGE, methods=["GET", "POST"])
def new_question(kind_key: str, question_kind: str) -> Response | str:
    kind, row = kind_and_row(kind_key)
    if question_kind not in _questions_for(kind_key):
        raise NotFound
    languages = languages_of(current_user.here)
    form = question_form(question_kind, languages, purposes=_purposes(question_kind))
    if form.is_sent():
        with form.attempt():
            add_question(row, kind=question_kind, language=languages[0], by=current_user.id, **form.columns)
            return done(to_kind(kind_key, _anchor=QUESTIONS), _("Saved."))
    about = words.QUESTIONS[question_kind]
    return render(
        "kinds/question_new.html", form=form, kind=kind, answer=question_kind, about=about, other=languages[1]
    )


@rooms.route("/type/<kind_key>/questions/<name>", right=MANAGE, methods=["GET", "POST"])
def question(kind_key: str, name: str) -> Response | str:
    kind, row = kind_and_row(kind_key)
    said = question_here(row, name)
    languages = languages_of(current_user.here)
    stored = typed_question(said, languages)
    form = question_form(said["kind"], languages, stored, _purposes(said["kind"]))
    if form.is_sent() and not form.clashes_with(stored):
        with form.attempt():
            change_question(row, name, language=languages[0], by=current_user.id, **form.columns)
            return done(to_kind(kind_key, _anchor=QUESTIONS), _("Saved."))
    about = words.QUESTIONS[said["kind"]]
    return render("kinds/question.html", form=form, kind=kind, name=name, about=about, other=languages[1])


@rooms.route("/type/<kind_key>/order", right=MANAGE, methods=["POST"])
def move(kind_key: str) -> Response:
    _kind, row = kind_and_row(kind_key)
    form = ConfirmForm()
    name, direction = pressed_arrow()
    if form.is_sent():
        move_question(row, name, direction, by=current_user.id)
    return done(to_kind(kind_key, _anchor=f"r-{name}"))


@rooms.route("/type/<kind_key>/questions/<name>/remove", right=MANAGE, methods=["GET", "POST"], endpoint="remove")
def remove_one(kind_key: str, name: str) -> Response | str:
    kind, row = kind_and_row(kind_key)
    said = question_here(row, name)
    form = ConfirmForm()
    if form.is_sent():
        remove_question(row, name, by=current_user.id)
        return done(to_kind(kind_key, _anchor=QUESTIONS), _("The question is out of the form. Old answers stay."))
    return render("kinds/remove.html", form=form, kind=kind, name=name, question=OwnText(said["label"]))


@rooms.route("/type/<kind_key>/questions/<name>/bring-back", right=MANAGE, methods=["GET", "POST"])
def bring_back(kind_key: str, name: str) -> Response | str:
    kind, row = kind_and_row(kind_key)
    said = question_here(row, name, retired=True)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            bring_back_question(row, name, by=current_user.id)
            return done(to_kind(kind_key, _anchor=QUESTIONS), _("The question is in the form again."))
    return render("kinds/bring_back.html", form=form, kind=kind, question=OwnText(said["label"]))
