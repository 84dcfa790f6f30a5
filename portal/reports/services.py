"""Have a report made as a file."""

from uuid import UUID

from portal.audit.services import record
from portal.errors import PortalError
from portal.i18n import _
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.reports.printing.press import can_print
from portal.reports.writing import Reader

KIND = "make_report"
FORMATS = {"pdf": "PDF", "xlsx": ".xlsx"}


def order_report(plan_id: UUID, year: int, *, format: str, reader: Reader, back: str, by: UUID) -> Job:
    """Let the worker make the file; who sees what is settled now. Raises PortalError where no PDF can be made."""
    if format not in FORMATS:
        raise PortalError(_("Choose one of the buttons."))
    if format == "pdf" and not can_print():
        raise PortalError(_("A PDF cannot be made on this machine yet. Ask whoever runs the portal."))
    title = _("Annual report %(year)s as %(format)s", year=year, format=FORMATS[format])
    details = {
        "plan": str(plan_id),
        "year": year,
        "format": format,
        "units": sorted(str(unit_id) for unit_id in reader.units),
        "chapters": sorted(reader.chapters),
    }
    job = start_job(KIND, title=title, details=details, back=back, by=by)
    record("report.ordered", job.id, by=by, changes={"year": year, "format": format})
    return job
