"""What is read. Every function takes the organisation."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import UUID

from portal.extensions import db
from sqlalchemy import func, select

from logbook.models import Note


def notes(organisation_id: UUID, units: Collection[UUID], *, limit: int, oldest_first: bool) -> list[Note]:
    """The notes of these units, by day."""
    order = [column.asc() if oldest_first else column.desc() for column in (Note.on_date, Note.id)]
    return list(
        db.session.scalars(
            select(Note)
            .where(Note.organisation_id == organisation_id, Note.unit_id.in_(units))
            .order_by(*order)
            .limit(limit)
        )
    )


def note(organisation_id: UUID, note_id: UUID) -> Note | None:
    return db.session.get(Note, (organisation_id, note_id))


def came_by(organisation_id: UUID, on: date) -> bool:
    """The portal itself wrote a note on that day."""
    found = select(Note.id).where(
        Note.organisation_id == organisation_id, Note.written_by.is_(None), Note.on_date == on
    )
    return db.session.scalar(found.limit(1)) is not None


def notes_this_year(organisation_id: UUID, on: date) -> Decimal:
    """Notes of this year until `on`."""
    counted = select(func.count(Note.id)).where(
        Note.organisation_id == organisation_id, Note.on_date.between(date(on.year, 1, 1), on)
    )
    return Decimal(db.session.scalar(counted) or 0)
