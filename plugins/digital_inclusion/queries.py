"""Local activity by county, read from the counters that every activity keeps."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from plugins.digital_inclusion.rules import LOCAL_ACTIVITY
from portal import clock
from portal.activities.queries import figures_by_unit
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup


@dataclass(frozen=True)
class County:
    """A county with its courses and drop-in help."""

    name: str
    activities: int


def activity_by_county(organisation_id: UUID, setup: Setup, on: date, since: date | None = None) -> list[County]:
    """All counties, with what they and all units below them did since then, or since this month last year."""
    found = figures_by_unit(organisation_id, LOCAL_ACTIVITY, since or clock.this_month_last_year(on), on)
    return [
        County(node.name, sum(found.get(unit_id, 0) for unit_id in setup.below(node.id)))
        for node in setup.units
        if node.kind == "county"
    ]


def counties_with_activity(organisation_id: UUID, on: date) -> Decimal:
    counties = activity_by_county(organisation_id, setup_now(organisation_id), on)
    return Decimal(sum(1 for county in counties if county.activities))
