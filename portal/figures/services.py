"""Take the figures out to a file, as the page shows them."""

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.figures.asked import Asked
from portal.files.services import keep
from portal.i18n import _
from portal.jobs.services import finished_job
from portal.plugin_api import ReportTable
from portal.sheets.writing import Cell, OutSheet, write_csv, write_workbook

KIND = "figures_sheet"
FORMATS = ("xlsx", "csv")


def take_out(tables: Sequence[ReportTable], asked: Asked, *, format: str, back: str, by: UUID) -> UUID:
    """The file's id. Raises PortalError."""
    if format not in FORMATS:
        raise PortalError(_("Choose one of the buttons."))
    title = _("Figures %(year)s as .%(format)s", year=asked.year, format=format)
    said = {"format": format, "filter": urlencode(asked.said, doseq=True)}
    job = finished_job(KIND, title=title, details=said, back=back, text=_("The file is ready."), by=by)
    record("figures.exported", job.id, by=by, changes={**said, "rows": sum(len(one.rows) for one in tables)})
    content = in_one(tables) if format == "csv" else in_sheets(tables)
    name = f"{_('Figures')} {asked.year} {clock.today()}.{format}"
    kept = keep(owner_kind="job", owner_id=job.id, name=name, content=content, by=by, ours=True)
    job.outcome = {**(job.outcome or {}), "file_id": str(kept.id)}
    return kept.id


def in_sheets(tables: Sequence[ReportTable]) -> bytes:
    """A sheet for each table."""
    return write_workbook(
        OutSheet(name=one.label, header=[column.label for column in one.columns], rows=_rows(one)) for one in tables
    )


def in_one(tables: Sequence[ReportTable]) -> bytes:
    """One below the other, each row with the name of its table and each table with its headings."""
    first, *others = tables
    rows = [[first.label, *row] for row in _rows(first)]
    for one in others:
        rows += [[one.label, *(column.label for column in one.columns)], *([one.label, *row] for row in _rows(one))]
    return write_csv([_("Table"), *(column.label for column in first.columns)], rows)


def _rows(table: ReportTable) -> list[list[Cell]]:
    return [list(row) for row in (*table.rows, *((table.totals,) if table.totals else ()))]
