"""Who was met, as a page of an activity tells it to whoever looks."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

from portal.activities.contacts.queries import contacts_of, waiting_of
from portal.activities.contacts.rules import FOLLOW
from portal.activities.contacts.wordings import PERSON
from portal.activities.kinds import all_questions, asked
from portal.activities.models import Activity
from portal.i18n import _, ngettext
from portal.organisations.viewer import Viewer
from portal.people.rules import SEE, may_see
from portal.plugin_api import ActivityType, Question


@dataclass(frozen=True)
class Met:
    """The answer to one question: those whom she may see by name with the way to each, the others as a number."""

    question: str
    people: list[tuple[str, str]]
    others: str = ""
    #: those who are erased by now
    erased: str = ""
    #: of those who call them back
    follow_url: str = ""


def met_here(viewer: Viewer, activity: Activity, kind: ActivityType) -> list[Met]:
    """One for each question that kept somebody. Nothing is read where none did."""
    asked = [one for one in all_questions(kind).values() if one.kind == PERSON and activity.numbers.get(one.name)]
    if not asked:
        return []
    if not viewer.may(SEE):
        return [Met(str(one.label), [], number_of(activity.numbers[one.name])) for one in asked]
    rows = contacts_of(activity.organisation_id, activity.id)
    return [_met(viewer, one, activity, [row for row in rows if row.question == one.name]) for one in asked]


def _met(viewer: Viewer, question: Question, activity: Activity, rows: list[Any]) -> Met:
    seen = [row for row in rows if may_see(viewer, row.unit_id)]
    gone = activity.numbers[question.name] - len(rows)
    follows = rows and viewer.may_in(FOLLOW, activity.unit_id)
    return Met(
        str(question.label),
        [(row.name, url_for("people.show", person_id=row.person_id)) for row in seen],
        number_of(len(rows) - len(seen)) if len(rows) > len(seen) else "",
        ngettext("%(n)s erased", "%(n)s erased", gone) if gone > 0 else "",
        url_for("contacts.show", event_id=rows[0].event_id) if follows else "",
    )


def question_for(kind: ActivityType) -> Question | None:
    """By which one more can be kept: the first question for a person that is asked now."""
    return next((one for one in asked(kind) if one.kind == PERSON), None)


def number_of(contacts: int) -> str:
    return ngettext("%(n)s contact", "%(n)s contacts", contacts)


def waiting_here(organisation_id: UUID, activity_id: UUID) -> list[tuple[str, str]]:
    """(what, who) of an entry that waits, for whoever looks it through."""
    found = waiting_of(organisation_id, [activity_id])
    return [(_("Wants to be called back"), ", ".join(filter(None, (one.name, one.email, one.phone)))) for one in found]
