"""What figures somebody asked for, and of which units she gets them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from portal import clock
from portal.activities.looking import asked_in
from portal.organisations.viewer import Viewer

#: how many years one can look back
YEARS = 6


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A year beside the one before it, narrowed to a type and to units.

    `units` are those that are summed, None for the whole organisation. Of the whole
    organisation, groups in other units than `known` are hidden where they are small;
    `known` is None where she may see all of them.
    """

    year: int
    types: tuple[str, ...]
    unit: UUID | None
    units: frozenset[UUID] | None
    known: frozenset[UUID] | None
    is_whole: bool
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def is_guarded(self) -> bool:
        return self.units is None and self.known is not None

    @property
    def said(self) -> dict[str, Any]:
        """As it stands in an address."""
        parts = {"type": list(self.types), "unit": str(self.unit or ""), "whole": "1" if self.is_whole else ""}
        year = {} if self.year == clock.today().year else {"year": str(self.year)}
        return {name: value for name, value in parts.items() if value} | year

    @property
    def last_month(self) -> int:
        """The year before is counted to the same month."""
        today = clock.today()
        return today.month if self.year == today.year else 12


def figures_asked(said: MultiDict[str, str], viewer: Viewer) -> Asked:
    """What makes no sense, and units that she may not see, count as not asked for."""
    asked, seen = asked_in(said, viewer), viewer.units_with("activities.see_all")
    sees_all = viewer.everywhere("activities.see_all")
    unit = asked.unit if asked.unit in seen else None
    is_whole = not unit and not sees_all and (not seen or bool(said.get("whole")))
    hers = None if sees_all or is_whole else seen
    types = asked.types[:1] if is_whole else asked.types
    return Asked(
        # two years one beside the other in two ways would be two sums of the same groups
        year=clock.today().year if is_whole else _year(said.get("year")),
        types=types,
        unit=unit,
        units=viewer.setup.below(unit) if unit else hers,
        known=None if sees_all else seen,
        is_whole=is_whole and bool(seen),
        faults=asked.faults,
    )


def _year(text: str | None) -> int:
    """One of those that are offered; else this one."""
    return next((year for year in years_offered() if str(year) == text), clock.today().year)


def years_offered() -> range:
    today = clock.today().year
    return range(today, today - YEARS, -1)
