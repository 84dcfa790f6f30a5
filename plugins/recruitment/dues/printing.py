"""Letters of dues on paper, for members without e-mail: the worker makes the file, a page for each of them."""

from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from flask import current_app

from plugins.recruitment.dues.letters import dues_letter, typed_at_the_bank
from plugins.recruitment.dues.queries import to_print
from plugins.recruitment.dues.rules import PayTo
from plugins.recruitment.magazine.rules import abroad
from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.files.services import keep
from portal.i18n import _, current_language, format_date
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.messages.services import Letter
from portal.organisations.queries import setup_now
from portal.organisations.viewer import place_of
from portal.reports.printing.press import print_pdf
from portal.sheets.writing import OutSheet, write_csv, write_workbook

JOB = "recruitment.print_dues"
#: letters in one file: more would be too much for a printer, and for the worker's time
MOST = 300
_SHEET = Path(__file__).parent / "letters.css"


def order_letters(year: int, ending: str, again: bool, *, back: str, by: UUID) -> Job:
    """Let the worker make the file; who took addresses out is written down."""
    title = _("Letters of dues for %(year)s", year=str(year))
    job = start_job(JOB, title=title, details={"year": year, "format": ending, "again": again}, back=back, by=by)
    record("recruitment.dues_printed", job.id, by=by, changes={"year": year, "format": ending})
    return job


def make_letters(organisation_id: UUID, errand: Errand) -> Outcome:
    """The file is kept, and the day written on each invoice, in one transaction: whom it leaves out comes next."""
    errand.report(0, 1)
    year, ending = int(errand.details["year"]), errand.details["format"]
    rows = to_print(organisation_id, year, bool(errand.details["again"]), MOST + 1)
    if not rows:
        raise PortalError(_("Nobody waits for a letter on paper."))
    some, here = rows[:MOST], place_of(organisation_id)
    pay_to = PayTo.of(setup_now(organisation_id))
    content = _pdf(some, here, pay_to) if ending == "pdf" else _sheet(some, here, pay_to, ending)
    name = f"{_('Letters of dues for %(year)s', year=str(year))} {clock.today()}.{ending}"
    kept = keep(owner_kind="job", owner_id=errand.id, name=name, content=content, by=errand.asked_by, ours=True)
    for row in some:
        row.Invoice.printed_on = clock.today()
    if len(rows) > MOST:
        return Outcome(_("The first %(n)s letters are ready. Make the next file for the others.", n=MOST), kept.id)
    return Outcome(_("The file is ready."), kept.id)


def _pdf(rows: list[Any], here: Any, pay_to: PayTo) -> bytes:
    language = current_language()
    page = current_app.extensions["templates"][language].get_template("recruitment/dues/letters.html")
    letters = [(row, abroad(row.country, here.country), _letter(row, here, pay_to)) for row in rows]
    html = page.render(language=language, here=here, letters=letters, today=clock.today())
    return print_pdf(str(html), {"letters.css": ("text/css", _SHEET.read_text(encoding="utf-8"))})


def _letter(row: Any, here: Any, pay_to: PayTo) -> Letter:
    return dues_letter(row.Invoice, row.name, here=here.name, pay_to=pay_to, language=row.language)


def _sheet(rows: list[Any], here: Any, pay_to: PayTo, ending: str) -> bytes:
    header = [
        _("Name"), _("Address"), _("Postal code"), _("Town"), _("Country"),
        _("Amount in kroner"), *(what for what, _said in typed_at_the_bank("", pay_to)), _("To be paid by"),
        _("Why on paper"),
    ]  # fmt: skip
    lines = [
        (
            row.name, row.street, row.postal_code, row.town, abroad(row.country, here.country),
            Decimal(row.Invoice.amount - row.Invoice.paid).scaleb(-2),
            *(said for _what, said in typed_at_the_bank(row.Invoice.kid, pay_to)),
            format_date(row.Invoice.due_on), _why(row),
        )
        for row in rows
    ]  # fmt: skip
    widths = (30, 30, 12, 20, 14, 16, *[26] * (len(header) - 8), 18, 40)
    sheet = OutSheet(name=_("Dues"), header=header, rows=lines, widths=widths)
    return write_csv(header, lines) if ending == "csv" else write_workbook([sheet])


def _why(row: Any) -> str:
    """What kept a letter by e-mail from her."""
    if row.returned:
        return _("Letters to %(email)s come back", email=row.email)
    return _("Had no e-mail when dues were asked for") if row.email else _("No e-mail")
