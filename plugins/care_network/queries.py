"""The groups' meetings, read from the counters that every activity keeps."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from plugins.care_network.rules import NETWORK_MEETING
from portal.activities.queries import figures_by_unit
from portal.goals.progress.period import Period, period_around
from portal.organisations.queries import setup_now
from portal.organisations.setup import UnitNode


@dataclass(frozen=True)
class Line:
    """How often a group, or all together, met in this half-year and in the last one."""

    name: str
    meetings: int
    meetings_before: int


@dataclass(frozen=True)
class Meetings:
    """`joint`: meetings of other units than groups. They belong to all groups and are counted once."""

    groups: list[Line]
    joint: Line


def meetings_by_group(
    organisation_id: UUID, units: Iterable[UnitNode], this_half: Period, last_half: Period
) -> Meetings:
    """Each group's own meetings. A joint meeting makes no group one that has met."""
    now, before = (_meetings(organisation_id, half) for half in (this_half, last_half))
    lines = [(node.kind, Line(node.name, now.get(node.id, 0), before.get(node.id, 0))) for node in units]
    others = [line for kind, line in lines if kind != "group"]
    joint = Line("", sum(line.meetings for line in others), sum(line.meetings_before for line in others))
    return Meetings([line for kind, line in lines if kind == "group"], joint)


def _meetings(organisation_id: UUID, half: Period) -> dict[UUID, int]:
    return figures_by_unit(organisation_id, [NETWORK_MEETING], half.start, half.end)


def groups_met(organisation_id: UUID, on: date) -> Decimal:
    """Groups with a meeting of their own in the half-year around `on`."""
    found = _meetings(organisation_id, period_around(on, "half"))
    groups = [node for node in setup_now(organisation_id).units if node.kind == "group"]
    return Decimal(sum(1 for node in groups if node.id in found))
