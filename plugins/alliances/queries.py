"""What alliances cost, read from the counters that every activity keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from plugins.alliances.rules import HANDOVER, PARTNER_MEETING
from portal.activities.queries import figures_by_unit
from portal.organisations.setup import UnitNode


@dataclass(frozen=True)
class Cost:
    """A unit's meetings with partners and the hours they took."""

    name: str
    meetings: int
    hours: int


def cost_this_year(organisation_id: UUID, units: Iterable[UnitNode], on: date) -> list[Cost]:
    """From January to `on`. Units without meetings are left out."""
    january = date(on.year, 1, 1)
    met = figures_by_unit(organisation_id, [PARTNER_MEETING], january, on)
    hours = figures_by_unit(organisation_id, [PARTNER_MEETING], january, on, measure="hours")
    return [Cost(node.name, met[node.id], hours.get(node.id, 0)) for node in units if node.id in met]


def handovers_made(organisation_id: UUID, on: date) -> Decimal:
    """Joint statements handed over from January to `on`."""
    return Decimal(sum(figures_by_unit(organisation_id, [HANDOVER], date(on.year, 1, 1), on).values()))
