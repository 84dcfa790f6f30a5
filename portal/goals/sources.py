"""The statement behind every curve: one part for each kind of source, however many goals there are."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Uuid, cast, func, literal, null, select

from portal import clock
from portal.activities.models import WHOLE, ActivityTally
from portal.goals.models import VALUE, Contribution, Measurement, MetricValue, Milestone, Place, StatusReport
from portal.organisations.models import Unit
from portal.organisations.setup import Setup

_NO_ID = cast(null(), Uuid())
_NO_DATE = cast(null(), Date())
_NO_VALUE = cast(null(), VALUE)
_NO_TEXT = literal("")


def parts_of(organisation_id: UUID, rows: list[Any], setup: Setup, since: date) -> list[Any]:
    """Selects of (what it is, indicator, key, text, on_date, value, whole), to be united.

    One more for each indicator that follows a unit.
    """
    return [*_dated(organisation_id, rows), *_counted(organisation_id, rows, setup, since)]


def _dated(organisation_id: UUID, rows: list[Any]) -> Iterator[Any]:
    if ids := [row.id for row in rows]:
        yield _milestones(organisation_id, ids)
    if typed := [row.id for row in rows if row.source == "typed" and row.kind not in ("coverage", "told")]:
        yield _measurements("measured", _NO_TEXT, organisation_id, typed)
        yield _contributions(organisation_id, typed)
    if by_unit := [row.id for row in rows if row.source == "units"]:
        yield _measurements("unit", cast(Measurement.unit_id, String), organisation_id, by_unit)
    if metrics := [row.metric for row in rows if row.source == "metric"]:
        yield _metrics(organisation_id, metrics)
    if told := [row.id for row in rows if row.kind == "told"]:
        yield _latest_reports(organisation_id, told)
    if places := [row.id for row in rows if row.kind == "coverage"]:
        yield _listed(organisation_id, places)
    if ticked := [row.id for row in rows if row.kind == "coverage" and row.source != "activities"]:
        yield _covered(organisation_id, ticked)


def _counted(organisation_id: UUID, rows: list[Any], setup: Setup, since: date) -> Iterator[Any]:
    counted = [row for row in rows if row.source == "activities" and row.kind != "coverage"]
    if whole := [row for row in counted if not row.unit_id]:
        yield _months(organisation_id, whole, since)
    for row in counted:
        if row.unit_id:
            yield _months_of_unit(organisation_id, row, setup.below(row.unit_id), since)
    for row in rows:
        if row.source == "activities" and row.kind == "coverage":
            yield _months_of_places(organisation_id, row, since)


def _milestones(organisation_id: UUID, ids: list[UUID]) -> Any:
    return select(
        literal("milestone"),
        Milestone.indicator_id,
        _NO_TEXT,
        _NO_TEXT,
        Milestone.on_date.label("on_date"),
        Milestone.value,
        _NO_VALUE,
    ).where(Milestone.organisation_id == organisation_id, Milestone.indicator_id.in_(ids))


def _measurements(kind: str, key: Any, organisation_id: UUID, ids: list[UUID]) -> Any:
    on = Measurement.on_date.label("on_date")
    return select(
        literal(kind), Measurement.indicator_id, key, _NO_TEXT, on, Measurement.value, Measurement.whole
    ).where(Measurement.organisation_id == organisation_id, Measurement.indicator_id.in_(ids))


def _contributions(organisation_id: UUID, ids: list[UUID]) -> Any:
    """What partners have contributed, each to be told apart."""
    on, partner = Contribution.on_date.label("on_date"), cast(Contribution.shared_goal_id, String)
    return select(
        literal("share"), Contribution.indicator_id, partner, _NO_TEXT, on, Contribution.value, _NO_VALUE
    ).where(Contribution.organisation_id == organisation_id, Contribution.indicator_id.in_(ids))


def _metrics(organisation_id: UUID, names: list[str]) -> Any:
    on = MetricValue.on_date.label("on_date")
    return select(
        literal("followed"), _NO_ID, MetricValue.metric, _NO_TEXT, on, MetricValue.value, MetricValue.whole
    ).where(MetricValue.organisation_id == organisation_id, MetricValue.metric.in_(names))


def _latest_reports(organisation_id: UUID, ids: list[UUID]) -> Any:
    """One for each indicator."""
    newest = (
        select(StatusReport.indicator_id.label("told"), func.max(StatusReport.on_date).label("last"))
        .where(
            StatusReport.organisation_id == organisation_id,
            StatusReport.indicator_id.in_(ids),
            StatusReport.on_date <= clock.today(),
        )
        .group_by(StatusReport.indicator_id)
        .subquery()
    )
    on = StatusReport.on_date.label("on_date")
    said = (StatusReport.indicator_id, StatusReport.state, StatusReport.text)
    return (
        select(literal("report"), *said, on, _NO_VALUE, _NO_VALUE)
        .join(newest, (newest.c.told == StatusReport.indicator_id) & (newest.c.last == StatusReport.on_date))
        .where(StatusReport.organisation_id == organisation_id)
    )


def _listed(organisation_id: UUID, ids: list[UUID]) -> Any:
    how_many = cast(func.count(), VALUE)
    return (
        select(
            literal("listed"), Place.indicator_id, _NO_TEXT, _NO_TEXT, _NO_DATE.label("on_date"), how_many, _NO_VALUE
        )
        .where(Place.organisation_id == organisation_id, Place.indicator_id.in_(ids))
        .group_by(Place.indicator_id)
    )


def _covered(organisation_id: UUID, ids: list[UUID]) -> Any:
    on, how_many = Place.covered_on.label("on_date"), cast(func.count(), VALUE)
    return (
        select(literal("covered"), Place.indicator_id, _NO_TEXT, _NO_TEXT, on, how_many, _NO_VALUE)
        .where(Place.organisation_id == organisation_id, Place.indicator_id.in_(ids), Place.covered_on <= clock.today())
        .group_by(Place.indicator_id, Place.covered_on)
    )


def _months(organisation_id: UUID, rows: list[Any], since: date) -> Any:
    """The organisation's own counters: a row for each type, number and month that one of these indicators follows."""
    kinds = {kind for row in rows for kind in row.activity_types}
    key, measure, on = ActivityTally.activity_type, ActivityTally.measure, ActivityTally.month.label("on_date")
    return select(literal("followed"), _NO_ID, key, measure, on, cast(ActivityTally.total, VALUE), _NO_VALUE).where(
        ActivityTally.organisation_id == organisation_id,
        ActivityTally.activity_type.in_(sorted(kinds)),
        ActivityTally.measure.in_(sorted({row.measure for row in rows})),
        ActivityTally.unit_id == WHOLE,
        ActivityTally.month >= since,
    )


def _months_of_unit(organisation_id: UUID, row: Any, units: Collection[UUID], since: date) -> Any:
    on, total = ActivityTally.month.label("on_date"), cast(func.sum(ActivityTally.total), VALUE)
    return (
        select(literal("measured"), literal(row.id, Uuid()), _NO_TEXT, _NO_TEXT, on, total, _NO_VALUE)
        .where(
            ActivityTally.organisation_id == organisation_id,
            ActivityTally.activity_type.in_(row.activity_types),
            ActivityTally.measure == row.measure,
            ActivityTally.unit_id.in_(units),
            ActivityTally.month >= since,
        )
        .group_by(ActivityTally.month)
    )


def _months_of_places(organisation_id: UUID, row: Any, since: date) -> Any:
    """In which months each place had an activity, in its unit or below. A month covers twelve, so one year more."""
    within = _units_of_places(organisation_id, row.id)
    on, place = ActivityTally.month.label("on_date"), cast(within.c.place_id, String)
    return (
        select(literal("active"), literal(row.id, Uuid()), place, _NO_TEXT, on, _NO_VALUE, _NO_VALUE)
        .join(within, within.c.unit_id == ActivityTally.unit_id)
        .where(
            ActivityTally.organisation_id == organisation_id,
            ActivityTally.activity_type.in_(row.activity_types),
            ActivityTally.measure == "activities",
            ActivityTally.total > 0,
            ActivityTally.month >= date(max(since.year - 1, 1), 1, 1),
        )
        .group_by(within.c.place_id, ActivityTally.month)
    )


def _units_of_places(organisation_id: UUID, indicator_id: UUID) -> Any:
    """(place, unit) for each place's unit and all that lies below it."""
    of_place = (
        select(Place.id.label("place_id"), Place.unit_id.label("unit_id"))
        .where(Place.organisation_id == organisation_id, Place.indicator_id == indicator_id, Place.unit_id.is_not(None))
        .cte(f"units_{indicator_id.hex}", recursive=True)
    )
    below = select(of_place.c.place_id, Unit.id).join(
        of_place, (Unit.organisation_id == organisation_id) & (Unit.parent_id == of_place.c.unit_id)
    )
    return of_place.union(below)
