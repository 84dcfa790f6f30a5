"""What is read of ranges."""

from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.postal.models import PostalRange
from plugins.recruitment.postal.rules import Span
from portal.extensions import db


def spans_of(organisation_id: UUID) -> list[Span]:
    """All ranges, in the order of their codes."""
    rows = db.session.execute(
        select(PostalRange.first, PostalRange.last, PostalRange.unit_id)
        .where(PostalRange.organisation_id == organisation_id)
        .order_by(PostalRange.first)
    )
    return [Span(*row) for row in rows]


def branch_of(organisation_id: UUID, code: str) -> UUID | None:
    """The branch whose range has this code; None where none has."""
    row = db.session.execute(
        select(PostalRange.last, PostalRange.unit_id)
        .where(PostalRange.organisation_id == organisation_id, PostalRange.first <= code)
        .order_by(PostalRange.first.desc())
        .limit(1)
    ).first()
    return row.unit_id if row and code <= row.last else None
