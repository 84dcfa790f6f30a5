"""What an indicator is defined by, and which definitions make no sense: each fault a sentence, at its field."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.errors import PortalError
from portal.i18n import _, format_date
from portal.plans.rules import check_reach
from portal.plans.shapes import Shape

LARGEST_GROWTH = Decimal(1000)


@dataclass(frozen=True)
class Stop:
    """A milestone as it was typed; `row` says in which line of the form."""

    row: int
    on: date
    value: Decimal


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A place on the list of a coverage goal."""

    name: str
    unit_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Definition:
    """All that a form says about an indicator. `columns` are the indicator's plain ones."""

    shape: Shape
    #: as progress/ knows it; a growth may be of what is counted in a year or of a number as it stands
    kind: str
    source: str
    columns: dict[str, Any]
    stops: list[Stop] = field(default_factory=list)
    places: list[Spot] = field(default_factory=list)

    def check(self) -> None:
        """Raises PortalError for the first thing that makes no sense."""
        _check_source(self)
        _check_days(self)
        if self.shape.has_growth:
            _check_growth(self.columns)
        if self.shape.has_baseline:
            _check_baseline(self)
        if self.shape.kind == "coverage":
            _check_places(self)
        for stop in self.stops:
            _check_value(self, stop)


def _check_source(said: Definition) -> None:
    if said.source not in said.shape.sources:
        raise PortalError(_("Figures of this kind do not come from there."))
    if said.source == "activities" and not said.columns.get("activity_types"):
        raise PortalError(_("Choose which activities are counted."), "activity_types")


def _check_days(said: Definition) -> None:
    seen: set[date] = set()
    for stop in said.stops:
        check_reach(stop.on, f"on_{stop.row}")
        if stop.on in seen:
            day = format_date(stop.on)
            raise PortalError(_("There are two milestones on %(date)s. Keep one of them.", date=day), f"on_{stop.row}")
        seen.add(stop.on)


def _check_growth(columns: dict[str, Any]) -> None:
    base, until, percent = columns.get("baseline_on"), columns.get("growth_until"), columns.get("growth_percent")
    if base is None:
        raise PortalError(_("Growth is counted from a base year. Which one?"), "base_year")
    check_reach(base, "base_year")
    if not percent or percent > LARGEST_GROWTH or percent < -100:
        raise PortalError(_("Write by how many per cent, such as 10."), "growth_percent")
    if until is None:
        raise PortalError(_("Until which year should it grow?"), "until_year")
    check_reach(until, "until_year")
    if until.year <= base.year:
        raise PortalError(_("This year must come after the base year."), "until_year")
    if columns.get("baseline_value") == 0:
        text = _("From nothing, no percentage leads anywhere. Choose a base year with a figure.")
        raise PortalError(text, "baseline_value")


def _check_baseline(said: Definition) -> None:
    on, value = said.columns.get("baseline_on"), said.columns.get("baseline_value")
    if on is None and value is None:
        return
    if on is None:
        raise PortalError(_("On which day did you begin with this figure?"), "baseline_on")
    check_reach(on, "baseline_on")
    for stop in said.stops:
        if stop.on <= on:
            text = _("A milestone lies after the beginning, %(date)s. Choose a later day.", date=format_date(on))
            raise PortalError(text, f"on_{stop.row}")
    last = max(said.stops, key=lambda stop: stop.on, default=None)
    if last and value is not None and last.value == value:
        text = _("The target is the same as the figure you begin with. What do you want to change?")
        raise PortalError(text, f"value_{last.row}")


def _check_places(said: Definition) -> None:
    if not said.places:
        raise PortalError(_("Write the places, one on each line."), "places")
    names = [place.name.casefold() for place in said.places]
    twice = next((place.name for place in said.places if names.count(place.name.casefold()) > 1), None)
    if twice:
        raise PortalError(_("%(name)s stands on the list twice.", name=twice), "places")


def _check_value(said: Definition, stop: Stop) -> None:
    at = f"value_{stop.row}"
    if said.shape.kind == "share" and stop.value > 100:
        raise PortalError(_("A share is at most 100 per cent."), at)
    if said.shape.kind == "coverage" and stop.value > len(said.places):
        text = _("There are only %(n)s places on the list.", n=len(said.places))
        raise PortalError(text, at)
    if said.shape.kind == "per_period" and stop.value <= 0:
        raise PortalError(_("Write how many there should be at least, such as 4."), at)
