"""Places that are covered, and reports in words: written down, corrected, removed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement

from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.files.services import drop_files_of
from portal.goals.measuring.queries import records_with_files, report_on
from portal.goals.models import Indicator, Place, StatusReport
from portal.goals.rules import check_day
from portal.i18n import _, format_date, format_number
from portal.organisations.setup import Setup
from portal.tenancy import uuid7

MOST_PLACES = 400
LONGEST_NAME = 120


@dataclass(frozen=True)
class Tick:
    """What is known of a place: since when it is covered, or None."""

    covered_on: date | None
    note: str


def save_places(
    indicator: Indicator, places: list[Place], ticks: dict[UUID, Tick], *, added: Iterable[str], setup: Setup, by: UUID
) -> None:
    """All of a list at once, with new names at its end; a unit of the same name covers its place by its activities.

    A name that is listed already is left out. Raises PortalError for a name that is too
    long, for too many, and where activities are to cover a place that is no unit.
    """
    changes: dict[str, object] = {}
    for place in places:
        if tick := ticks.get(place.id):
            found = changed(place, covered_on=tick.covered_on, note=tick.note)
            changes |= {f"{place.name}: {name}": pair for name, pair in found.items()}
    new = _new_places(indicator, places, added, setup)
    db.session.add_all(new)
    changes |= {place.name: [None, "added"] for place in new}
    record("places.saved", indicator.id, by=by, changes=changes)


def _new_places(indicator: Indicator, places: list[Place], added: Iterable[str], setup: Setup) -> list[Place]:
    listed = {place.name.casefold() for place in places}
    names: dict[str, str] = {}
    for line in added:
        name = " ".join(line.split())
        names.setdefault(name.casefold(), name)
    units = {node.name.casefold(): node.id for node in reversed(setup.units)}
    new = [(key, name) for key, name in names.items() if key and key not in listed]
    _check_names(indicator, new, units, len(places))
    start = max((place.position for place in places), default=0) + 1
    return [
        Place(indicator_id=indicator.id, position=start + at, name=name, unit_id=units.get(key), note="")
        for at, (key, name) in enumerate(new)
    ]


def _check_names(indicator: Indicator, new: list[tuple[str, str]], units: dict[str, UUID], there: int) -> None:
    if there + len(new) > MOST_PLACES:
        raise PortalError(_("A list can hold %(max)s names.", max=format_number(MOST_PLACES)), "added")
    for key, name in new:
        if len(name) > LONGEST_NAME:
            raise PortalError(_("This name is too long: %(name)s", name=name[:60] + " …"), "added")
        if indicator.source == "activities" and key not in units:
            raise PortalError(_("There is no unit called %(name)s.", name=name), "added")


def remove_place(place: Place, *, by: UUID) -> None:
    """It is no longer one of those to reach."""
    record("place.removed", place.indicator_id, by=by, changes={place.name: [place.covered_on, None]})
    db.session.delete(place)


def write_report(indicator: Indicator, *, on_date: date, state: str, text: str, by: UUID) -> StatusReport:
    """How it goes, and why. Raises PortalError for a day to come, and where the day has a report already."""
    check_day(on_date)
    if report_on(indicator.organisation_id, indicator.id, on_date):
        raise PortalError(
            _("There is a report of %(date)s already. Correct that one, or choose another day.",
              date=format_date(on_date)),
            "on_date",
        )  # fmt: skip
    made = StatusReport(
        id=uuid7(),
        indicator_id=indicator.id,
        on_date=on_date,
        state=state,
        text=text.strip(),
        reported_by=by,
        reported_at=clock.now(),
    )
    db.session.add(made)
    record("report.written", indicator.id, by=by, changes={"state": [None, state], "on": on_date})
    return made


def correct_report(report: StatusReport, *, state: str, text: str, by: UUID) -> None:
    record("report.corrected", report.id, by=by, changes=changed(report, state=state, text=text.strip()))


def remove_report(report: StatusReport, *, by: UUID) -> None:
    """It was not so."""
    record("report.removed", report.id, by=by, changes={"state": [report.state, None]})
    drop_files_of("status_report", [report.id], by=by)
    db.session.delete(report)


def drop_evidence(organisation_id: UUID, those: ColumnElement[bool], *, by: UUID | None) -> None:
    """Goals or indicators are going, and the files of their measurements and reports with them."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for row in records_with_files(organisation_id, those):
        found[row.owner_kind].append(row.owner_id)
    for kind, record_ids in found.items():
        drop_files_of(kind, record_ids, by=by)
