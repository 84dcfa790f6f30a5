"""Pages of those who were met: the list to call back, one of them, and one more."""

from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.activities.contacts import queries
from portal.activities.contacts.forms import FollowUpForm, as_stored, more_form
from portal.activities.contacts.rules import FOLLOW, check_called
from portal.activities.contacts.services import follow_up, numbers_with
from portal.activities.contacts.telling import question_for
from portal.activities.contacts.typed import Contacts
from portal.activities.kinds import kinds_of
from portal.activities.models import Activity
from portal.activities.queries import activity
from portal.activities.rules import can_correct
from portal.activities.services import correct_activity
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.people.rules import may_see
from portal.people.views import person_here
from portal.plugin_api import ActivityType, Question, Rooms
from portal.templating import render

rooms = Rooms("contacts", __name__, plugin="activities", prefix="/o/<slug>/activities/contacts")


@rooms.route("/<uuid:event_id>", right=FOLLOW)
def show(event_id: UUID) -> str:
    """Whom to call back, and who was. Whoever belongs to another unit is for those who see her there."""
    met = _met_at(event_id)
    seen = [one for one in met if may_see(current_user, one.person_unit)]
    return render(
        "contacts/show.html",
        event_id=event_id,
        first=met[0],
        waiting=[one for one in seen if one.followed_up_on is None],
        called=[one for one in seen if one.followed_up_on],
        elsewhere=len(met) - len(seen),
    )


def _met_at(event_id: UUID) -> list[Any]:
    """In her units; each person once. Somebody must be there."""
    found = queries.met_at(current_user.here.id, event_id)
    units = current_user.units_with(FOLLOW)
    met = list({one.person_id: one for one in found if one.unit_id in units}.values())
    if not met:
        raise NotFound
    return met


@rooms.route("/<uuid:event_id>/<uuid:person_id>", right=FOLLOW, methods=["GET", "POST"], shows="person_id")
def call(event_id: UUID, person_id: UUID) -> Response | str:
    person, rows = person_here(person_id), queries.rows_of(current_user.here.id, event_id, person_id)
    found = [contact for contact, unit_id in rows if current_user.may_in(FOLLOW, unit_id)]
    if not found:
        raise NotFound
    form = FollowUpForm(data=as_stored(found[0]))
    if form.is_sent() and not form.clashes_with(found[0]):
        with form.attempt():
            on, note = form.followed_up_on.data, form.follow_up_note.data or ""
            check_called(on)
            follow_up(found, on=on, note=note, by=current_user.id)
            return done(url_for("contacts.show", event_id=event_id), _("It is written down."))
    return render("contacts/call.html", form=form, person=person, contact=found[0])


@rooms.route("/add/<uuid:activity_id>", right="activities.register", methods=["GET", "POST"])
def add(activity_id: UUID) -> Response | str:
    """One more who was met there."""
    found, kind, question = _to_add(activity_id)
    form = more_form(question)
    if form.is_sent():
        with form.attempt():
            contacts = Contacts(str(kind.label), [form.person.typed])
            numbers = numbers_with(found.numbers, contacts)
            correct_activity(found, numbers=numbers, contacts=contacts, by=current_user.id)
            return done(url_for("activities.show", activity_id=activity_id), _("Saved."))
    return render("contacts/add.html", form=form, activity=found, kind=kind)


def _to_add(activity_id: UUID) -> tuple[Activity, ActivityType, Question]:
    """An activity that was held and that she may correct, whose type asks for a person."""
    found = activity(current_user.here.id, activity_id)
    if found is None or found.status != "held" or not can_correct(current_user, found):
        raise NotFound
    kind = kinds_of(current_user.here).get(found.activity_type)
    question = question_for(kind) if kind else None
    if kind is None or question is None:
        raise NotFound
    return found, kind, question
