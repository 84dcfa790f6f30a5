"""Pages of activities."""

from typing import Any
from uuid import UUID

from flask import redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.accounts.forms import ConfirmForm
from portal.accounts.queries import names_of
from portal.activities import queries
from portal.activities.answers import FIRST_QUESTION, Answers, answers_in, corrected, filled
from portal.activities.contacts.telling import met_here, question_for
from portal.activities.contacts.wordings import PERSON
from portal.activities.forms import ActivityForm, activity_form
from portal.activities.kinds import all_questions, asked, kind_of, kinds_of, offered, units_for
from portal.activities.looking import asked_in, choices
from portal.activities.models import Activity
from portal.activities.rules import PROGRAMMED, can_correct, can_look_through, can_read_note, can_see
from portal.activities.services import correct_activity, register_activity, remove_activity
from portal.activities.verdicts import Facts, Told, is_judged, short_words, told_before
from portal.activities.verdicts import told as verdicts_told
from portal.activities.words import told
from portal.errors import Forbidden, NotFound
from portal.forms import done
from portal.i18n import _
from portal.organisations.setup import UnitNode
from portal.paging import Position
from portal.plugin_api import ActivityType, Question, Rooms
from portal.templating import render

rooms = Rooms("activities", __name__)


@rooms.route("/", right="activities.see")
def index() -> str:
    asked, after = asked_in(request.args, current_user), Position.read(request.args.get("after"))
    lines, following = queries.lines_of(current_user, asked, after=after)
    return render(
        "activities/index.html",
        lines=lines,
        following=following,
        after=after,
        shorts=lambda line: short_words(line.verdicts, current_user.hooks.has),
        **choices(current_user, asked),
    )


@rooms.route("/register", right="activities.register")
def register() -> Response | str:
    kinds = offered(current_user)
    if len(kinds) == 1:
        return redirect(url_for("activities.create", key=kinds[0].key), 303)
    last = _last_of(kinds)
    return render("activities/choose.html", kinds=sorted(kinds, key=lambda kind: kind is not last))


def _last_of(kinds: list[ActivityType]) -> ActivityType | None:
    """The one that she used last, or the only one."""
    if len(kinds) == 1:
        return kinds[0]
    used = queries.last_type_of(current_user.here.id, current_user.id, [kind.key for kind in kinds])
    return next((kind for kind in kinds if kind.key == used), None)


@rooms.route("/last", right="activities.register")
def last() -> Response | str:
    """For a bookmark: the form of the type that she used last, whichever that is by then."""
    kind = _last_of(offered(current_user))
    if kind is None:
        return redirect(url_for("activities.register"), 303)
    return _form_page(activity_form(kind, units_for(current_user, kind)), kind)


@rooms.route("/register/<key>", right="activities.register", methods=["GET", "POST"])
def create(key: str) -> Response | str:
    kind = _kind(key)
    units = units_for(current_user, kind)
    form = activity_form(kind, units, **_same_unit(units))
    if form.asks_first:
        return _form_page(form, kind, _verdicts(form, kind))
    if form.is_sent():
        with form.attempt():
            answers = answers_in(form, kind)
            made = register_activity(activity_type=kind.key, by=current_user.id, **_said(form, answers))
            return done(url_for("mine.thanks", activity_id=made.id), answers.contacts.message)
    return _form_page(form, kind)


def _form_page(form: ActivityForm, kind: ActivityType, verdicts: list[Told] | None = None, **context: Any) -> str:
    return render(
        "activities/form.html",
        form=form,
        kind=kind,
        numbers=_number_fields(form),
        is_judged=is_judged(current_user.here.id, kind.key),
        verdicts=verdicts or [],
        **{"send_to": url_for("activities.create", key=kind.key), **context},
    )


def _verdicts(form: ActivityForm, kind: ActivityType, found: Activity | None = None) -> list[Told]:
    """What checks would say of what is typed. Nothing where it cannot be read: the form says what is wrong."""
    if not form.is_fine():
        return []
    answers = corrected(form, kind, found) if found else answers_in(form, kind)
    facts = Facts(kind.key, form.on_date.data, answers.numbers, answers.answers)
    return told_before(current_user.here.id, facts, current_user.hooks.has)


def _same_unit(units: list[UnitNode]) -> dict[str, Any]:
    """The unit that she registered for before, where "the same again" names one that is hers."""
    asked_for = request.args.get("unit", type=UUID)
    return {"unit_id": str(asked_for)} if asked_for in {node.id for node in units} else {}


def _kind(key: str) -> ActivityType:
    """A type that she can register."""
    found = next((kind for kind in offered(current_user) if kind.key == key), None)
    if found is None:
        raise NotFound
    return found


def _said(form: ActivityForm, answers: Answers) -> dict[str, Any]:
    return {
        "unit_id": form.unit,
        "on_date": form.on_date.data,
        **vars(answers),
        "note": form.note.data or "",
    }


def _number_fields(form: ActivityForm) -> list[object]:
    return [field for field in form if field.name.startswith(FIRST_QUESTION)]


def _activity(activity_id: UUID) -> Activity:
    """One that she may see. What is planned or cancelled has its page in the programme."""
    found = queries.activity(current_user.here.id, activity_id)
    if found is None or found.status in PROGRAMMED or not can_see(current_user, found.unit_id, found.registered_by):
        raise NotFound
    if found.status == "waiting" and not can_look_through(current_user, found.unit_id):
        raise NotFound
    return found


def _mine_to_correct(activity_id: UUID) -> Activity:
    found = _activity(activity_id)
    if not can_correct(current_user, found):
        raise Forbidden(_("You can correct what you registered for 14 days. After that, ask your unit leader."))
    return found


@rooms.route("/<uuid:activity_id>", right="activities.see")
def show(activity_id: UUID) -> Response | str:
    found = _activity(activity_id)
    if found.status == "waiting":  # until somebody has looked through it, it is seen there alone
        return redirect(url_for("waiting.show", waiting_id=activity_id), 303)
    return render(
        "activities/show.html",
        activity=found,
        kind=(kind := kinds_of(current_user.here).get(found.activity_type)),
        answers=told(found, _told_here(kind)) if kind else [],
        unit=current_user.setup.name(found.unit_id),
        note=found.note if can_read_note(current_user, found.unit_id, found.registered_by) else "",
        by=_name(found.registered_by),
        correctable=can_correct(current_user, found),
        verdicts=verdicts_told(found.verdicts, current_user.hooks.has),
        met=met_here(current_user, found, kind) if kind else [],
        adds=kind is not None and question_for(kind) is not None,
        is_hers=found.registered_by == current_user.id and current_user.may("activities.register"),
    )


def _told_here(kind: ActivityType) -> list[Question]:
    """People stand beside them, with the way to each for whoever may see her."""
    return [question for question in all_questions(kind).values() if question.kind != PERSON]


def _name(user_id: UUID | None) -> str:
    return names_of({user_id}).get(user_id, "") if user_id else ""


@rooms.route("/<uuid:activity_id>/correct", right="activities.register", methods=["GET", "POST"])
def correct(activity_id: UUID) -> Response | str:
    found = _mine_to_correct(activity_id)
    kind = kind_of(current_user.here, found)
    if kind is None:
        raise NotFound
    form = activity_form(
        kind,
        _units_to_correct(found, kind),
        on_date=found.on_date,
        note=found.note,
        version=found.version,
        **{**filled(found.numbers, found.answers, asked(kind)), "unit_id": str(found.unit_id)},
    )
    page: dict[str, Any] = {"activity": found, "send_to": url_for("activities.correct", activity_id=activity_id)}
    if form.asks_first:
        return _form_page(form, kind, _verdicts(form, kind, found), **page)
    if form.is_sent() and not form.clashes_with(found, numbers=corrected(form, kind, found).numbers):
        with form.attempt():
            answers = corrected(form, kind, found)
            correct_activity(found, by=current_user.id, **_said(form, answers))
            message = answers.contacts.message or _("Saved.")
            return done(url_for("activities.show", activity_id=activity_id), message)
    return _form_page(form, kind, **page)


def _units_to_correct(found: Activity, kind: ActivityType) -> list[UnitNode]:
    """Where it is, and where else she could have registered it."""
    possible = {found.unit_id, *(node.id for node in units_for(current_user, kind))}
    return [node for node in current_user.setup.units if node.id in possible]


@rooms.route("/<uuid:activity_id>/remove", right="activities.register", methods=["GET", "POST"])
def remove(activity_id: UUID) -> Response | str:
    found = _mine_to_correct(activity_id)
    form = ConfirmForm()
    if form.is_sent():
        remove_activity(found, by=current_user.id)
        return done(url_for("activities.index"), _("The activity is removed."))
    return render("activities/remove.html", form=form, activity_id=activity_id)
