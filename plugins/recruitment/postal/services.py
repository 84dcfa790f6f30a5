"""Say which postal codes belong to which branch."""

from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm.exc import StaleDataError

from plugins.recruitment.postal.models import PostalRange
from plugins.recruitment.postal.queries import spans_of
from plugins.recruitment.postal.rules import Span
from portal.audit.services import record
from portal.extensions import db
from portal.organisations.models import Organisation
from portal.tenancy import current_organisation_id, uuid7


def say_ranges(spans: list[Span], *, instead_of: list[Span] | None = None, by: UUID | None) -> None:
    """These and no others from now on. Who has enrolled stays where she is.

    `instead_of`: those that she read. Raises StaleDataError where others were written at the same moment.
    """
    here = current_organisation_id()
    db.session.execute(select(Organisation.id).where(Organisation.id == here).with_for_update())
    if instead_of is not None and spans_of(here) != instead_of:
        raise StaleDataError
    db.session.execute(delete(PostalRange).where(PostalRange.organisation_id == here))
    db.session.add_all(
        PostalRange(id=uuid7(), first=span.first, last=span.last, unit_id=span.unit_id) for span in spans
    )
    record("recruitment.ranges_said", None, by=by, changes={"ranges": len(spans)})
