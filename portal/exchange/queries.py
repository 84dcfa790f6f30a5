"""What is read of partners and letters: one side's own rows, always."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, func, select

from portal import clock
from portal.exchange.models import ExchangeLetter, Partner
from portal.extensions import db

PAGE = 30


def partners_of(organisation_id: UUID, after: UUID | None = None) -> tuple[list[Row[Any]], UUID | None]:
    """Newest first, and where the next page begins."""
    statement = select(
        Partner.id, Partner.name, Partner.other_id, Partner.status, Partner.is_ours, Partner.asked_at,
        select(ExchangeLetter.id)
        .where(*_waiting(organisation_id), ExchangeLetter.connection_id == Partner.id)
        .exists()
        .label("has_waiting"),
    ).where(Partner.organisation_id == organisation_id)  # fmt: skip
    if after:
        statement = statement.where(Partner.id < after)
    rows: list[Row[Any]] = list(db.session.execute(statement.order_by(Partner.id.desc()).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def partner(organisation_id: UUID, connection_id: UUID) -> Partner | None:
    return db.session.get(Partner, (organisation_id, connection_id))


def partner_with(organisation_id: UUID, other_id: UUID) -> Partner | None:
    """Our end of the connection with that organisation."""
    return db.session.scalars(
        select(Partner).where(Partner.organisation_id == organisation_id, Partner.other_id == other_id)
    ).first()


def open_partners(organisation_id: UUID) -> list[Row[Any]]:
    """(id, name) of those that something can be sent to, by name."""
    return list(
        db.session.execute(
            select(Partner.id, Partner.name)
            .where(Partner.organisation_id == organisation_id, Partner.status == "accepted")
            .order_by(Partner.name, Partner.id)
            .limit(500)
        )
    )


def letters_with(
    organisation_id: UUID, connection_id: UUID, after: UUID | None = None
) -> tuple[list[ExchangeLetter], UUID | None]:
    """What was sent to and came from this partner, newest first, and where the next page begins."""
    statement = select(ExchangeLetter).where(
        ExchangeLetter.organisation_id == organisation_id, ExchangeLetter.connection_id == connection_id
    )
    if after:
        statement = statement.where(ExchangeLetter.id < after)
    found = list(db.session.scalars(statement.order_by(ExchangeLetter.id.desc()).limit(PAGE + 1)))
    return found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None


def letter(organisation_id: UUID, letter_id: UUID) -> ExchangeLetter | None:
    return db.session.get(ExchangeLetter, (organisation_id, letter_id))


def _waiting(organisation_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """What came in and was not taken in."""
    theirs = ExchangeLetter.is_ours.is_(False)
    return ExchangeLetter.organisation_id == organisation_id, theirs, ExchangeLetter.handled_at.is_(None)


def to_be_tried(organisation_id: UUID) -> list[UUID]:
    """Letters that wait and whose time has come, oldest first."""
    due = ExchangeLetter.again_at <= clock.now()
    return list(
        db.session.scalars(select(ExchangeLetter.id).where(*_waiting(organisation_id), due).order_by(ExchangeLetter.id))
    )


def first_to_try(organisation_id: UUID) -> datetime | None:
    """When the next of them is."""
    return db.session.scalar(select(func.min(ExchangeLetter.again_at)).where(*_waiting(organisation_id)))
