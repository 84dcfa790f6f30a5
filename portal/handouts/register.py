"""The register as a spreadsheet: asked for on a page, made by the worker, written down."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask import url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response
from wtforms import RadioField, SelectChoice

from portal import clock
from portal.audit.services import record
from portal.extensions import db
from portal.files.services import keep
from portal.forms import PortalForm, done
from portal.handouts.deeds import REGISTER
from portal.handouts.rules import EXPORT, REGISTER_FILE
from portal.i18n import _, _l
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.organisations.queries import setup_now
from portal.people.models import Person
from portal.people.queries import IS_HERE
from portal.plugin_api import Rooms
from portal.sheets.writing import OutSheet, write_csv, write_workbook
from portal.templating import render

rooms = Rooms("register_file", __name__, plugin="handouts", prefix="/o/<slug>/handouts/register")
#: rows that are read at a time
PART = 1000
_COLUMNS = (
    Person.name, Person.email, Person.phone, Person.street, Person.postal_code, Person.town, Person.unit_id,
    Person.birth_year, Person.is_protected,
)  # fmt: skip


class RegisterForm(PortalForm):
    format = RadioField(
        _l("File type"),
        choices=[SelectChoice("xlsx", _l("Spreadsheet (.xlsx)")), SelectChoice("csv", _l("Text (.csv)"))],
        default="xlsx",
    )


@rooms.route("", right=EXPORT, methods=["GET", "POST"])
def order() -> Response | str:
    form = RegisterForm()
    if form.is_sent():
        job = order_register(form.format.data, back=url_for("people.index"), by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    return render("handouts/register.html", form=form)


def order_register(ending: str, *, back: str, by: UUID) -> Job:
    job = start_job(REGISTER_FILE, title=_("The register"), details={"format": ending}, back=back, by=by)
    record(REGISTER, job.id, by=by, changes={"format": ending})
    return job


def write_register(organisation_id: UUID, errand: Errand) -> Outcome:
    """For the worker. Whoever has been erased is not in it; of a protected address, nothing is."""
    errand.report(0, 1)
    ending, unit_name = errand.details["format"], setup_now(organisation_id).name
    where = [_("Address"), _("Postal code"), _("Town")]
    header = [_("Name"), _("E-mail"), _("Phone"), *where, _("Unit"), _("Year of birth")]
    rows = (_row(person, unit_name) for person in _people(organisation_id))
    sheet = OutSheet(name=_("The register"), header=header, rows=rows, widths=(30, 30, 16, 30, 10, 20, 24, 10))
    content = write_csv(header, rows) if ending == "csv" else write_workbook([sheet])
    name = f"{_('The register')} {clock.today()}.{ending}"
    kept = keep(owner_kind="job", owner_id=errand.id, name=name, content=content, by=errand.asked_by, ours=True)
    return Outcome(_("The file is ready."), kept.id)


def _people(organisation_id: UUID) -> Iterator[Any]:
    everybody = select(*_COLUMNS).where(Person.organisation_id == organisation_id, IS_HERE)
    yield from db.session.execute(everybody.order_by(Person.sorting, Person.id).execution_options(yield_per=PART))


def _row(person: Any, unit_name: Any) -> tuple[Any, ...]:
    where = ("", "", "") if person.is_protected else (person.street, person.postal_code, person.town)
    return person.name, person.email, person.phone, *where, unit_name(person.unit_id), person.birth_year
