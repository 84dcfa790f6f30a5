"""Contact surfaces as the options of a question: whoever registers chooses among those that the organisation keeps."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from portal.database import as_people_sort
from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.plugin_api import ActivityType, Question

SURFACE = "surface"
Options = tuple[tuple[str, str], ...]


def with_surfaces(organisation_id: UUID, kinds: dict[str, ActivityType]) -> dict[str, ActivityType]:
    """The same types, their questions for a contact surface with what can be chosen. Nothing is read if none asks."""
    asking = [key for key, kind in kinds.items() if any(_asks(one) for one in (*kind.questions, *kind.retired))]
    if not asking:
        return kinds
    offered, closed = _options(organisation_id)
    return kinds | {key: _filled(kinds[key], offered, closed) for key in asking}


def _asks(question: Question) -> bool:
    return question.kind == SURFACE


def _options(organisation_id: UUID) -> tuple[Options, Options]:
    """(id, name) of those that are in use, and of those that are not any more and old answers are read by."""
    rows = db.session.execute(
        select(ContactSurface.id, ContactSurface.name, ContactSurface.closed)
        .where(ContactSurface.organisation_id == organisation_id)
        .order_by(as_people_sort(ContactSurface.name))
    ).all()
    found = [(closed, (surface_id.hex, name)) for surface_id, name, closed in rows]
    return tuple(one for closed, one in found if not closed), tuple(one for closed, one in found if closed)


def _filled(kind: ActivityType, offered: Options, closed: Options) -> ActivityType:
    def fill(questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(replace(one, options=offered, retired_options=closed) if _asks(one) else one for one in questions)

    return replace(kind, questions=fill(kind.questions), retired=fill(kind.retired))
