"""Visits by county, read from the counters that every activity keeps."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from plugins.coordinator_funding.rules import MUNICIPALITY_VISIT
from portal import clock
from portal.activities.queries import figures_by_unit
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup


@dataclass(frozen=True)
class County:
    """A county with its visits since this month last year."""

    name: str
    visits: int


def visits_by_county(organisation_id: UUID, setup: Setup, on: date) -> list[County]:
    """All counties; what is registered for a unit below one is the county's too."""
    found = figures_by_unit(organisation_id, [MUNICIPALITY_VISIT], clock.this_month_last_year(on), on)
    return [
        County(node.name, sum(found.get(unit_id, 0) for unit_id in setup.below(node.id)))
        for node in setup.units
        if node.kind == "county"
    ]


def counties_visited(organisation_id: UUID, on: date) -> Decimal:
    counties = visits_by_county(organisation_id, setup_now(organisation_id), on)
    return Decimal(sum(1 for county in counties if county.visits))
