"""Types: all of them, one with its preview, made, changed, hidden, as declared, in order."""

from typing import Any

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from portal.accounts.forms import ConfirmForm
from portal.activities.answers import FIRST_QUESTION
from portal.activities.fields import fields_for
from portal.activities.forms import activity_form
from portal.activities.kinds import YEAR, asked
from portal.activities.models import ActivityKind
from portal.errors import NotFound
from portal.forms import PlainForm, done
from portal.i18n import _
from portal.kinds import queries, words
from portal.kinds.forms import DeclaredTypeForm, NewTypeForm, TypeForm, YearForm, typed_type
from portal.kinds.rules import MANAGE, languages_of
from portal.kinds.services import add_type, change_type, hide_type, move_type, restore_type, show_type
from portal.kinds.services.types import always_asks_people
from portal.kinds.views.rooms import kind_and_row, kind_here, others, pressed_arrow, rooms, to_kind
from portal.organisations.forms import SwitchForm
from portal.plugin_api import ActivityType, house
from portal.plugin_api.manager import owner
from portal.templating import render


@rooms.route("/", right=MANAGE)
def index() -> str:
    kinds = queries.arranged(current_user)
    return render(
        "kinds/index.html",
        shown=[kind for kind in kinds if not kind.hidden],
        hidden=[kind for kind in kinds if kind.hidden],
        begun=any(queries.is_own(kind.key) for kind in kinds),
        year=YEAR,
        comes_from=comes_from,
        form=ConfirmForm(),
    )


def comes_from(kind: ActivityType) -> str:
    """Whose it is: a plugin's label, or nothing for one of the organisation's own."""
    if queries.is_own(kind.key):
        return ""
    plugin = house().plugins.get(owner(kind.key))
    return str(plugin.label) if plugin else _("Comes with the portal")


@rooms.route("/order", right=MANAGE, methods=["POST"])
def arrange() -> Response:
    form = ConfirmForm()
    key, direction = pressed_arrow()
    if form.is_sent():
        move_type(queries.arranged(current_user), key, direction, by=current_user.id)
    return done(url_for("kinds.index", _anchor=f"r-{key}"))


@rooms.route("/new", right=MANAGE, methods=["GET", "POST"])
def new() -> Response | str:
    languages = languages_of(current_user.here)
    form = NewTypeForm().speak(languages)
    if form.is_sent():
        with form.attempt():
            made = add_type(others(), by=current_user.id, **form.columns)
            return done(to_kind(made.key), _("Saved. Now write what is asked."))
    return render("kinds/new.html", form=form, other=languages[1])


@rooms.route("/type/<kind_key>", right=MANAGE)
def show(kind_key: str) -> str:
    kind = kind_here(kind_key)
    declared = queries.declared_questions(kind_key)
    return render(
        "kinds/show.html",
        kind=kind,
        is_year=kind_key == YEAR,
        comes_from=comes_from(kind),
        declared=declared,
        own=kind.questions[len(declared) :],
        is_adapted=_is_adapted(kind),
        words=words,
        preview=_preview(kind),
        form=ConfirmForm(),
    )


def _is_adapted(kind: ActivityType) -> bool:
    """Something about a declared type is not as it came; its place among the others does not count."""
    as_declared = queries.declared(kind.key)
    parts = ("label", "help", "who", "splits", "asks_name", "hidden", "questions")
    return as_declared is not None and any(getattr(kind, part) != getattr(as_declared, part) for part in parts)


def _preview(kind: ActivityType) -> list[Any]:
    """The fields of the form as it will be, in their order."""
    if kind.key == YEAR:
        form: Any = type("YearQuestions", (PlainForm,), fields_for(asked(kind)))()
        first, last = [], []
    else:
        form = activity_form(kind, current_user.choices("activities.register"))
        first, last = [form.on_date, form.unit_id], [form.note]
    return [*first, *(field for field in form if field.name.startswith(FIRST_QUESTION)), *last]


@rooms.route("/type/<kind_key>/change", right=MANAGE, methods=["GET", "POST"])
def change(kind_key: str) -> Response | str:
    kind, row = kind_and_row(kind_key)
    languages = languages_of(current_user.here)
    stored = typed_type(row, languages)
    form = _form_of(row)(obj=stored).speak(languages)
    if always_asks_people(kind_key):
        form.people.choices = [SelectChoice(*said) for said in words.PEOPLE.items() if said[0] != "no"]
    if form.is_sent() and not form.clashes_with(stored):
        with form.attempt():
            change_type(row, others(kind), by=current_user.id, **form.columns)
            return done(to_kind(kind_key), _("Saved."))
    return render("kinds/change.html", form=form, kind=kind, other=languages[1], declared=queries.declared(kind_key))


def _form_of(row: ActivityKind) -> Any:
    if row.key == YEAR:
        return YearForm
    return TypeForm if queries.is_own(row.key) else DeclaredTypeForm


@rooms.route("/type/<kind_key>/hide", right=MANAGE, methods=["GET", "POST"])
def hide(kind_key: str) -> Response | str:
    kind, row = kind_and_row(kind_key)
    if kind_key == YEAR:
        raise NotFound
    form = SwitchForm(data={"to": "shown" if kind.hidden else "hidden"})
    if form.is_sent():
        return _show_or_hide(row, kind, form.to.data)
    return render("kinds/hide.html", form=form, kind=kind)


def _show_or_hide(row: ActivityKind, kind: ActivityType, to: str) -> Response:
    if to == "hidden":
        hide_type(row, by=current_user.id)
        return done(url_for("kinds.index"), _("%(name)s is hidden. What was registered stays.", name=kind.label))
    show_type(row, by=current_user.id)
    return done(to_kind(kind.key), _("%(name)s can be registered again.", name=kind.label))


@rooms.route("/type/<key>/as-declared", right=MANAGE, methods=["GET", "POST"])
def restore(key: str) -> Response | str:
    kind, row = kind_and_row(key)
    as_declared = queries.declared(key)
    if as_declared is None:
        raise NotFound
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            restore_type(row, as_declared, others(kind), by=current_user.id)
            return done(to_kind(key), _("%(name)s is as it came.", name=as_declared.label))
    return render("kinds/restore.html", form=form, kind=kind, as_declared=as_declared)
