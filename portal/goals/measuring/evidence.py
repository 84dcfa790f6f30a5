"""What stands below the curves on a goal's page."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal import clock
from portal.activities.queries import figures_by_unit
from portal.files.queries import files_of
from portal.goals.cards import Card
from portal.goals.measuring.queries import places_of, reports_of
from portal.goals.models import Place
from portal.goals.queries import measurements_of
from portal.organisations.setup import Setup


@dataclass(frozen=True)
class SeenPlace:
    """A place of a list, covered or not. `url` leads to what was done there."""

    name: str
    is_covered: bool
    since: date | None = None
    note: str = ""
    url: str | None = None


def evidence_of(organisation_id: UUID, cards: Collection[Card], setup: Setup) -> dict[str, Any]:
    """Typed figures, reports and places, each read only where there is an indicator of theirs."""
    typed = [c.row.id for c in cards if c.row.source == "typed" and c.row.kind not in ("told", "coverage")]
    told = [c.row.id for c in cards if c.row.kind == "told"]
    measurements = measurements_of(organisation_id, typed) if typed else []
    reports = reports_of(organisation_id, told) if told else []
    return {
        "measurements": measurements,
        "reports": reports,
        "files": _files(organisation_id, [one.id for one in (*measurements, *reports)]),
        "places": _places(organisation_id, [c.row for c in cards if c.row.kind == "coverage"], setup),
    }


def _files(organisation_id: UUID, record_ids: list[UUID]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for file in files_of(organisation_id, ["measurement", "status_report"], record_ids):
        found[file.owner_id].append(file)
    return found


def _places(organisation_id: UUID, rows: list[Any], setup: Setup) -> dict[UUID, list[SeenPlace]]:
    listed = places_of(organisation_id, [row.id for row in rows]) if rows else []
    found = {}
    for row in rows:
        own = [place for place in listed if place.indicator_id == row.id]
        if row.source == "activities":
            found[row.id] = seen_by_activities(organisation_id, row, own, setup, clock.today())
        else:
            found[row.id] = [SeenPlace(p.name, p.covered_on is not None, p.covered_on, p.note) for p in own]
    return found


def seen_by_activities(
    organisation_id: UUID, row: Any, places: Iterable[Place], setup: Setup, on: date
) -> list[SeenPlace]:
    """Covered by an activity in its unit or below, in that day's month or the eleven before. One statement."""
    first = date(on.year - 1, on.month + 1, 1) if on.month < 12 else date(on.year, 1, 1)
    active = figures_by_unit(organisation_id, row.activity_types, first, on)
    return [
        SeenPlace(
            place.name,
            bool(place.unit_id and not setup.below(place.unit_id).isdisjoint(active)),
            url=url_for("activities.index", type=row.activity_types, unit=place.unit_id),
        )
        for place in places
    ]
