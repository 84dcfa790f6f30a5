"""How a member gets the magazine; and the files that the worker makes for whoever packs it."""

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app

from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.joining.queries import magazine_of
from plugins.recruitment.magazine.queries import addresses
from plugins.recruitment.magazine.rules import Label, labels_of, pages_of
from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.files.services import keep
from portal.i18n import _, current_language
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.organisations.viewer import place_of
from portal.reports.printing.press import print_pdf
from portal.sheets.writing import OutSheet, write_csv, write_workbook
from portal.tenancy import current_organisation_id, uuid7

JOB = "recruitment.labels"
_SHEET = Path(__file__).parent / "labels.css"


def say_way(person_id: UUID, way: str, *, by: UUID) -> None:
    """From now on she gets it so."""
    said = magazine_of(current_organisation_id(), person_id)
    if said is None:
        db.session.add(Magazine(id=uuid7(), person_id=person_id, way=way, said_at=clock.now()))
        changes: dict[str, Any] = {"way": [None, way]}
    else:
        changes = changed(said, way=way)
        said.said_at = clock.now()
    record("recruitment.magazine_said", person_id, by=by, changes=changes)


def order_labels(ending: str, one_each: bool, *, back: str, by: UUID) -> Job:
    """Let the worker make the file; who took addresses out is written down."""
    details = {"format": ending, "one_each": one_each}
    job = start_job(JOB, title=_("Labels for the magazine"), details=details, back=back, by=by)
    record("recruitment.addresses_taken_out", job.id, by=by, changes={"format": ending})
    return job


def make_labels(organisation_id: UUID, errand: Errand) -> Outcome:
    """Protected addresses are not in it. Done twice, it leaves two files, and the second is the one that is shown."""
    errand.report(0, 1)
    ending, here = errand.details["format"], place_of(organisation_id)
    found = list(labels_of(addresses(organisation_id), here.country, one_each=bool(errand.details["one_each"])))
    if not found:
        raise PortalError(_("Nobody gets the magazine by post."))
    content = _pdf(found, here) if ending == "pdf" else _sheet(found, ending)
    name = f"{_('Labels for the magazine')} {clock.today()}.{ending}"
    kept = keep(owner_kind="job", owner_id=errand.id, name=name, content=content, by=errand.asked_by, ours=True)
    return Outcome(_("The file is ready."), kept.id)


def _pdf(labels: list[Label], here: Any) -> bytes:
    db.session.commit()  # no transaction is open while it is printed
    language = current_language()
    page = current_app.extensions["templates"][language].get_template("recruitment/magazine/labels.html")
    html = page.render(language=language, here=here, pages=pages_of(labels))
    return print_pdf(str(html), {"labels.css": ("text/css", _SHEET.read_text(encoding="utf-8"))})


def _sheet(labels: list[Label], ending: str) -> bytes:
    header = [_("Name"), _("Address"), _("Postal code"), _("Town"), _("Country")]
    rows = [(one.name, one.street, one.postal_code, one.town, one.country) for one in labels]
    sheet = OutSheet(name=_("Addresses"), header=header, rows=rows, widths=(40, 30, 12, 20, 14))
    return write_csv(header, rows) if ending == "csv" else write_workbook([sheet])
