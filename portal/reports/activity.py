"""Activities of the year beside those of the year before, as tables."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from portal.activities.kinds import kinds_at
from portal.figures.small_groups import without_small
from portal.i18n import _
from portal.organisations.setup import Setup
from portal.plugin_api import ActivityType, ReportColumn, ReportTable
from portal.plugin_api.types import Cell
from portal.reports.queries import Count, Counts


def activity_tables(counts: Counts, here: Any, units: frozenset[UUID], on: date) -> list[ReportTable]:
    """By type for the whole organisation, and by unit for those that the reader may see. Without figures, none.

    `here` is a Place.
    """
    kinds = kinds_at(here.id, here.setup.version)
    tables = [
        _table(_("Activities by type"), _("Type of activity"), _by_type(counts, kinds), on),
        _table(_("Activities by unit"), _("Unit"), _by_unit(counts, here.setup, units), on),
    ]
    return [without_small(table) for table in tables if table.rows]


def _by_type(counts: Counts, kinds: Mapping[str, ActivityType]) -> list[tuple[str, Count]]:
    """In the order in which volunteers choose them. A type whose plugin is gone is called by its key."""
    found = sorted(counts.by_type, key=lambda key: (kinds[key].position if key in kinds else 99, key))
    return [(str(kinds[key].label) if key in kinds else key, counts.by_type[key]) for key in found]


def _by_unit(counts: Counts, setup: Setup, units: frozenset[UUID]) -> list[tuple[str, Count]]:
    """In the tree's order, each with what it did itself."""
    return [
        (node.name, counts.by_unit[node.id]) for node in setup.units if node.id in units and node.id in counts.by_unit
    ]


def _table(label: str, first: str, lines: list[tuple[str, Count]], on: date) -> ReportTable:
    return ReportTable(
        label=label,
        columns=(
            ReportColumn(label=first),
            ReportColumn(label=_("Activities %(year)s", year=on.year)),
            ReportColumn(label=_("Activities %(year)s", year=on.year - 1)),
            ReportColumn(label=_("Participants %(year)s", year=on.year), people=True),
            ReportColumn(label=_("Participants %(year)s", year=on.year - 1), people=True),
        ),
        rows=tuple(_row(name, count) for name, count in lines),
        totals=_row(_("In all"), _sum_of([count for _name, count in lines])),
    )


def _row(name: str, count: Count) -> tuple[Cell, ...]:
    return (name, count.activities, count.activities_before, count.people, count.people_before)


def _sum_of(counts: list[Count]) -> Count:
    return Count(
        sum(count.activities for count in counts),
        sum(count.activities_before for count in counts),
        sum(count.people for count in counts),
        sum(count.people_before for count in counts),
    )
