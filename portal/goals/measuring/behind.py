"""The records behind a point of a curve, as lines that a page shows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal import clock
from portal.accounts.queries import names_of
from portal.goals.below import addends
from portal.goals.measuring import queries
from portal.goals.measuring.evidence import seen_by_activities
from portal.goals.models import Measurement
from portal.goals.points import as_points, points_of
from portal.goals.progress import Point
from portal.goals.queries import goal_rows
from portal.i18n import format_number
from portal.organisations.setup import Setup
from portal.plugin_api import house


@dataclass(frozen=True)
class Behind:
    """A record: what it says, of whom, when, why, by whom. `url` leads to it, for whoever may follow."""

    figure: str
    name: str = ""
    on: date | None = None
    note: str = ""
    by: str = ""
    url: str | None = None


def addresses_of(row: Any) -> Callable[[date], str]:
    """Where the records of a point are found, by its day; activities by their month."""
    if row.source == "activities" and row.kind != "coverage":
        month = url_for("activities.index", type=row.activity_types, unit=row.unit_id) + "&month="
        return lambda on: month + on.isoformat()[:7]
    day = url_for("records.index", indicator_id=row.id) + "?on="
    return lambda on: day + on.isoformat()


def records_behind(organisation_id: UUID, row: Any, on: date, setup: Setup, *, may_correct: bool) -> list[Behind]:
    """What the indicator's value on that day comes from."""
    if row.kind == "coverage":
        return _of_places(organisation_id, row, on, setup)
    if row.source == "metric":
        return _of_metric(organisation_id, row, on)
    if row.source == "goals":
        return _of_goals(organisation_id, row, on, setup)
    return _of_figures(organisation_id, row, on, setup, may_correct=may_correct)


def _of_figures(organisation_id: UUID, row: Any, on: date, setup: Setup, *, may_correct: bool) -> list[Behind]:
    """A flow's figures of that month; of what stands at a date each unit's latest."""
    first = on.replace(day=1) if tells_of_a_month(row) else date.min
    found = queries.figures_until(organisation_id, row.id, first, on)
    if first == date.min:
        found = list({figure.unit_id: figure for figure in reversed(found)}.values())
    names = names_of({figure.measured_by for figure in found if figure.measured_by})
    to = "goals.correct" if may_correct else None
    return [
        Behind(
            figure=figure_text(figure),
            name=setup.name(figure.unit_id),
            on=figure.on_date,
            note=figure.note,
            by=names.get(figure.measured_by, "") if figure.measured_by else "",
            url=url_for(to, measurement_id=figure.id) if to else None,
        )
        for figure in found
    ]


def tells_of_a_month(row: Any) -> bool:
    """Figures of a flow, written in by staff or by units, stand for their month, whichever day they bear."""
    return row.kind in ("yearly", "per_period") and row.source not in ("metric", "goals")


def figure_text(figure: Measurement) -> str:
    """A share with its whole: 12 / 40."""
    if figure.whole is None:
        return format_number(figure.value)
    return f"{format_number(figure.value)} / {format_number(figure.whole)}"


def _of_metric(organisation_id: UUID, row: Any, on: date) -> list[Behind]:
    found = queries.metric_on(organisation_id, row.metric, on)
    metric = house().metrics.get(row.metric)
    if found is None:
        return []
    text = format_number(found.value) if found.whole is None else f"{found.value} / {found.whole}"
    return [Behind(text, name=str(metric.label) if metric else "", on=found.on_date)]


def _of_places(organisation_id: UUID, row: Any, on: date, setup: Setup) -> list[Behind]:
    """Those that are covered on that day; where activities cover, each leads to its unit's."""
    places = queries.places_of(organisation_id, [row.id])
    if row.source != "activities":
        return [Behind(p.name, on=p.covered_on, note=p.note) for p in places if p.covered_on and p.covered_on <= on]
    seen = seen_by_activities(organisation_id, row, places, setup, on)
    return [Behind(place.name, url=place.url) for place in seen if place.is_covered]


def _of_goals(organisation_id: UUID, row: Any, on: date, setup: Setup) -> list[Behind]:
    rows = [one for one in goal_rows(organisation_id, row.goal_id) if one.id]
    points = points_of(organisation_id, rows, setup, date(on.year, 1, 1))
    return [
        Behind(
            _at(as_points(points[part.id].measured), on, part.kind),
            name=part.title,
            on=on,
            url=url_for("goals.show", goal_id=part.goal_id),
        )
        for part in addends(row, rows)
    ]


def _at(measured: list[Point], on: date, kind: str) -> str:
    """A stock's value then; of a flow what the month until then had."""
    until = [point for point in measured if point.on <= min(on, clock.today()) and point.value is not None]
    if kind in ("yearly", "per_period"):
        return format_number(sum(point.value for point in until if point.on >= on.replace(day=1) and point.value))
    latest = max(until, key=lambda point: point.on, default=None)
    if latest is None or latest.value is None:
        return format_number(0)
    return " / ".join(map(format_number, latest.of)) if latest.of else format_number(latest.value)
