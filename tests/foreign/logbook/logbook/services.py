"""What changes, and what is written down about it. Views commit."""

from datetime import date
from uuid import UUID

from portal import clock
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.organisations.queries import setup_now
from portal.tenancy import uuid7

from logbook.models import Note
from logbook.queries import came_by
from logbook.rules import check_day


def add_note(*, unit_id: UUID, on_date: date, title: str, by: UUID | None) -> Note:
    """Write a line down; goals that follow the notes move. Raises PortalError for a day that has not come."""
    check_day(on_date)
    note = Note(id=uuid7(), unit_id=unit_id, on_date=on_date, title=title.strip(), written_by=by)
    db.session.add(note)
    record("logbook.added", note.id, by=by, changes={"title": [None, note.title]})
    ask_for("measure_metrics")
    return note


def note_the_day(organisation_id: UUID) -> None:
    """A line a day, which shows in tests that the worker came by. Done twice, it is there once."""
    if not came_by(organisation_id, clock.today()):
        root = setup_now(organisation_id).root.id
        db.session.add(Note(id=uuid7(), unit_id=root, on_date=clock.today(), title=_("The worker came by")))
