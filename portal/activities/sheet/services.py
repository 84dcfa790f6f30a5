"""Take a list out: a short one at once, a long one by the worker. Either way somebody can see who took what."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from werkzeug.datastructures import MultiDict

from portal import clock
from portal.activities.filter import WAITING, Filter, read_filter
from portal.activities.kinds import kinds_at
from portal.activities.looking import STATUSES
from portal.activities.queries import Sight
from portal.activities.sheet import rows
from portal.activities.sheet.rows import Taking
from portal.audit.services import record
from portal.errors import PortalError
from portal.files.services import keep
from portal.i18n import _, ngettext
from portal.jobs.models import Job
from portal.jobs.services import finished_job, start_job
from portal.organisations.setup import Setup
from portal.organisations.viewer import Viewer
from portal.sheets.writing import OutSheet, write_csv, write_workbook

KIND = "activities_sheet"
FORMATS = ("xlsx", "csv")
#: more activities than this are written by the worker
AT_ONCE = 2000
#: an .xlsx sheet ends there
MOST = 1_000_000


def take_out(asked: Filter, *, format: str, viewer: Viewer, back: str) -> Job:
    """The activities of the units that she may take out; who sees what is settled now. Raises PortalError."""
    if format not in FORMATS:
        raise PortalError(_("Choose one of the buttons."))
    details = {"format": format, "filter": asked.said, **_units(viewer, asked)}
    said: dict[str, Any] = {
        "title": _("Activities as .%(format)s", format=format),
        "details": details,
        "back": back,
        "by": viewer.id,
    }
    taking = taking_of(viewer.here.id, details, viewer.id, viewer.setup)
    found = rows.read(taking, None, AT_ONCE + 1)
    if len(found) > AT_ONCE:
        job = start_job(KIND, **said)
        record("activities.export_ordered", job.id, by=viewer.id, changes=_trail(details))
        return job
    content = write(taking, format, rows.as_cells(taking, found))
    job = finished_job(KIND, text=told(len(found)), **said)
    kept = hand_over(job.id, details, content, len(found), by=viewer.id)
    job.outcome = {**(job.outcome or {}), "file_id": str(kept)}
    return job


def _units(viewer: Viewer, asked: Filter) -> dict[str, Any]:
    """None: of the whole organisation."""
    rights = ("activities.export", "activities.correct") if asked.status == WAITING else ("activities.export",)
    units = frozenset.intersection(*(viewer.units_with(right) for right in rights))
    everywhere = all(viewer.everywhere(right) for right in rights)
    noted = viewer.units_with("activities.correct") & units
    return {"units": None if everywhere else sorted(map(str, units)), "noted": sorted(map(str, noted))}


def taking_of(organisation_id: UUID, details: dict[str, Any], by: UUID, setup: Setup) -> Taking:
    """As it was settled when it was asked for."""
    kinds = kinds_at(organisation_id, setup.version)
    units = None if details["units"] is None else frozenset(map(UUID, details["units"]))
    asked = read_filter(MultiDict(details["filter"]), setup, kinds, STATUSES)
    return Taking(Sight(organisation_id, units), asked, by, frozenset(map(UUID, details["noted"])), setup, kinds)


def write(taking: Taking, format: str, cells: Any) -> bytes:
    if format == "csv":
        return write_csv(rows.heading(taking), cells)
    sheet = OutSheet(name=_("Activities"), header=rows.heading(taking), rows=cells, widths=rows.widths(taking))
    return write_workbook([sheet])


def hand_over(job_id: UUID, details: dict[str, Any], content: bytes, n: int, *, by: UUID) -> UUID:
    """Keep the file with its job, and write down who took out how many of what. Returns the file's id."""
    record("activities.exported", job_id, by=by, changes={**_trail(details), "rows": n})
    name = f"{_('Activities')} {clock.today()}.{details['format']}"
    return keep(owner_kind="job", owner_id=job_id, name=name, content=content, by=by, ours=True).id


def _trail(details: dict[str, Any]) -> dict[str, Any]:
    return {"format": details["format"], "filter": urlencode(details["filter"], doseq=True)}


def told(n: int) -> str:
    return ngettext("The file holds one activity.", "The file holds %(n)s activities.", n)
