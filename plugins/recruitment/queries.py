"""Peer support, read from the counters that every activity keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from plugins.recruitment.rules import PEER_SUPPORT
from portal.activities.queries import figures_beside_last_year, figures_by_unit
from portal.organisations.queries import setup_now
from portal.organisations.setup import UnitNode


@dataclass(frozen=True)
class Line:
    """A unit's peer support this year and in the same months of last year."""

    name: str
    activities: int
    activities_before: int
    participants: int
    participants_before: int


def peer_support_by_unit(organisation_id: UUID, units: Iterable[UnitNode], on: date) -> list[Line]:
    """The year until `on` beside January to the end of the same month last year.

    All branches are in it; units of another kind only with figures of their own.
    """
    measures = ("activities", "participants")
    found = figures_beside_last_year(organisation_id, [PEER_SUPPORT], on, measures)
    columns = [found[measure, year] for measure in measures for year in (on.year, on.year - 1)]
    lines = [(node.kind, Line(node.name, *(column.get(node.id, 0) for column in columns))) for node in units]
    return [line for kind, line in lines if kind == "branch" or line.activities or line.activities_before]


def same_month_last_year(day: date) -> date:
    """Its first day: the counters know months, and 29 February has no other year."""
    return day.replace(year=day.year - 1, day=1)


def total_of(lines: Iterable[Line]) -> Line:
    """All lines in one; it has no name."""
    lines = list(lines)
    return Line(
        "",
        sum(line.activities for line in lines),
        sum(line.activities_before for line in lines),
        sum(line.participants for line in lines),
        sum(line.participants_before for line in lines),
    )


def branches_with_peer_support(organisation_id: UUID, on: date) -> Decimal:
    """Branches with a peer support activity of their own since this month last year."""
    found = figures_by_unit(organisation_id, [PEER_SUPPORT], same_month_last_year(on), on)
    branches = [node for node in setup_now(organisation_id).units if node.kind == "branch"]
    return Decimal(sum(1 for node in branches if node.id in found))
