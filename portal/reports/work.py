"""The worker's part: the report as a file."""

from typing import Any
from uuid import UUID

from portal.extensions import db
from portal.files.services import keep
from portal.i18n import _
from portal.jobs.errands import Errand, Outcome
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.reports.printing.page import printed_page
from portal.reports.printing.press import print_pdf
from portal.reports.report import Report
from portal.reports.workbook import report_workbook
from portal.reports.writing import Place, Reader, write_report

STEPS = 3


def make_file(organisation_id: UUID, errand: Errand) -> Outcome:
    """Read, print, keep. Done twice, it leaves two files, and the second is the one that is shown."""
    errand.report(0, STEPS)
    report = _report(organisation_id, errand.details)
    errand.report(1, STEPS)
    content = _content(report, errand.details["format"])
    errand.report(2, STEPS)
    name = f"{_('Annual report')} {report.year}.{errand.details['format']}"
    assert errand.asked_by is not None
    kept = keep(
        owner_kind="job",
        owner_id=errand.id,
        name=name,
        content=content,
        by=errand.asked_by,
    )
    return Outcome(text=_("The report is ready."), file_id=kept.id)


def _report(organisation_id: UUID, details: dict[str, Any]) -> Report:
    found = db.session.get_one(Organisation, organisation_id)
    here = Place(organisation_id, found.name, setup_now(organisation_id))
    reader = Reader(frozenset(map(UUID, details["units"])), frozenset(details["chapters"]))
    return write_report(here, UUID(details["plan"]), details["year"], reader)


def _content(report: Report, format: str) -> bytes:
    return print_pdf(*printed_page(report)) if format == "pdf" else report_workbook(report)
