"""Peer support in the annual report."""

from datetime import date
from uuid import UUID

from plugins.recruitment.queries import Line, peer_support_by_unit, total_of
from portal.i18n import _, ngettext
from portal.organisations.queries import setup_now
from portal.plugin_api import Chapter, ReportColumn, ReportTable


def peer_support_chapter(organisation_id: UUID, on: date) -> Chapter:
    """The year until `on` beside the same months of the year before, in all units."""
    lines = peer_support_by_unit(organisation_id, setup_now(organisation_id).units, on)
    total = total_of(lines)
    if not total.activities and not total.activities_before:
        return Chapter(parts=(_("No peer support was registered in %(year)s.", year=on.year),))
    return Chapter(parts=(_in_short(lines, on), _table(lines, total, on)))


def _in_short(lines: list[Line], on: date) -> str:
    active = sum(1 for line in lines if line.activities)
    return ngettext(
        "%(active)s of %(n)s unit had peer support in %(year)s.",
        "%(active)s of %(n)s units had peer support in %(year)s.",
        len(lines),
        active=active,
        year=on.year,
    )


def _table(lines: list[Line], total: Line, on: date) -> ReportTable:
    return ReportTable(
        label=_("Peer support by unit"),
        columns=(
            ReportColumn(label=_("Unit")),
            ReportColumn(label=_("Activities %(year)s", year=on.year)),
            ReportColumn(label=_("Activities %(year)s", year=on.year - 1)),
            ReportColumn(label=_("Participants %(year)s", year=on.year), people=True),
            ReportColumn(label=_("Participants %(year)s", year=on.year - 1), people=True),
        ),
        rows=tuple(_row(line.name, line) for line in lines),
        totals=_row(_("In all"), total),
    )


def _row(name: str, line: Line) -> tuple[str, int, int, int, int]:
    return name, line.activities, line.activities_before, line.participants, line.participants_before
