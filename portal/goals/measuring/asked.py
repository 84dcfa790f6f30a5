"""Which units are asked for a figure of their own, and who has given it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from portal.goals.models import Indicator, Measurement
from portal.goals.progress.period import Period, period_around
from portal.organisations.setup import Setup, UnitNode

#: what keeps house for the others has no figures of its own
_OFFICE = "office"


@dataclass(frozen=True)
class UnitLine:
    """A unit and the latest figure that it gave."""

    unit: UnitNode
    latest: Measurement | None
    is_missing: bool


def units_asked(setup: Setup, indicator: Indicator) -> list[UnitNode]:
    """The units that have none below them, within the indicator's unit; the tree's own order.

    Offices are left out; and where there are branches or groups, counties without any are.
    """
    within = setup.below(indicator.unit_id) if indicator.unit_id else set(setup.unit)
    above = {node.parent_id for node in setup.units}
    ends = [node for node in setup.units if node.id in within and node.id not in above and node.kind != _OFFICE]
    local = [node for node in ends if node.kind != "county"]
    return local or [node for node in ends if node.depth]


def period_asked(indicator: Indicator, today: date) -> Period:
    """The period for which each unit owes a figure: that of the goal, else the year."""
    return period_around(today, indicator.period or "year")  # type: ignore[arg-type]  # stored as text


def unit_lines(units: Iterable[UnitNode], figures: Iterable[Measurement], period: Period) -> list[UnitLine]:
    """Those who have not given theirs first. The figures are newest first."""
    latest: dict[UUID, Measurement] = {}
    for figure in figures:
        latest.setdefault(figure.unit_id, figure)
    lines = [UnitLine(unit, latest.get(unit.id), _is_missing(latest.get(unit.id), period)) for unit in units]
    return sorted(lines, key=lambda line: not line.is_missing)


def _is_missing(latest: Measurement | None, period: Period) -> bool:
    return latest is None or latest.on_date < period.start
