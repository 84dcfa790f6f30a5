"""Local activity in the annual report."""

from datetime import date
from uuid import UUID

from plugins.digital_inclusion.queries import County, activity_by_county
from portal.i18n import _, ngettext
from portal.organisations.queries import setup_now
from portal.plugin_api import Chapter, ReportColumn, ReportTable


def local_activity_chapter(organisation_id: UUID, on: date) -> Chapter:
    """Which counties had courses or drop-in help from January until `on`."""
    counties = activity_by_county(organisation_id, setup_now(organisation_id), on, since=date(on.year, 1, 1))
    if not counties:
        return Chapter(parts=(_("There are no counties yet"),))
    active = [county for county in counties if county.activities]
    silent = [county.name for county in counties if not county.activities]
    parts: list[str | ReportTable] = [_in_short(len(active), len(counties), on), *([_table(active)] if active else [])]
    if silent:
        parts.append(_("Counties without local activity: %(names)s.", names=", ".join(silent)))
    return Chapter(parts=tuple(parts))


def _in_short(active: int, counties: int, on: date) -> str:
    return ngettext(
        "%(active)s of %(n)s county had courses or drop-in help in %(year)s.",
        "%(active)s of %(n)s counties had courses or drop-in help in %(year)s.",
        counties,
        active=active,
        year=on.year,
    )


def _table(active: list[County]) -> ReportTable:
    return ReportTable(
        label=_("Local activity by county"),
        columns=(ReportColumn(label=_("County")), ReportColumn(label=_("Activities"))),
        rows=tuple((county.name, county.activities) for county in active),
    )
