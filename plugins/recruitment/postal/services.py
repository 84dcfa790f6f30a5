"""Say which postal codes belong to which branch."""

from uuid import UUID

from sqlalchemy import delete

from plugins.recruitment.postal.models import PostalRange
from plugins.recruitment.postal.rules import Span
from portal.audit.services import record
from portal.extensions import db
from portal.tenancy import current_organisation_id, uuid7


def say_ranges(spans: list[Span], *, by: UUID | None) -> None:
    """These and no others from now on. Who has enrolled stays where she is."""
    db.session.execute(delete(PostalRange).where(PostalRange.organisation_id == current_organisation_id()))
    db.session.add_all(
        PostalRange(id=uuid7(), first=span.first, last=span.last, unit_id=span.unit_id) for span in spans
    )
    record("recruitment.ranges_said", None, by=by, changes={"ranges": len(spans)})
