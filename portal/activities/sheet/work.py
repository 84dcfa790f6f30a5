"""The worker's part: a long list as a file."""

from uuid import UUID

from portal.activities.sheet import rows
from portal.activities.sheet.services import MOST, hand_over, taking_of, told, write
from portal.errors import PortalError
from portal.i18n import _
from portal.jobs.errands import Errand, Outcome
from portal.organisations.queries import setup_now


def make_sheet(organisation_id: UUID, errand: Errand) -> Outcome:
    """Count, write a thousand at a time, keep."""
    assert errand.asked_by is not None
    taking = taking_of(organisation_id, errand.details, errand.asked_by, setup_now(organisation_id))
    total = rows.count(taking)
    if total > MOST:
        raise PortalError(_("This is more than a spreadsheet can hold. Choose a shorter time."))
    written = 0

    def report(n: int) -> None:
        nonlocal written
        written = n
        errand.report(n, max(n, total))

    content = write(taking, errand.details["format"], rows.all_rows(taking, report))
    file_id = hand_over(errand.id, errand.details, content, written, by=errand.asked_by)
    return Outcome(text=told(written), file_id=file_id)
