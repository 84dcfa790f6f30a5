"""The dated values behind indicators, from wherever they come: typed, measured by plugins, counted."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, cast, func, literal, null, select, union_all

from portal.activities.models import WHOLE, ActivityTally
from portal.extensions import db
from portal.goals.models import VALUE, Measurement, MetricValue, Milestone
from portal.organisations.setup import Setup


@dataclass
class Points:
    """The dated values behind an indicator."""

    milestones: list[tuple[date, Decimal]]
    measured: list[tuple[date, Decimal]]


def points_of(organisation_id: UUID, indicators: Iterable[Any], setup: Setup, since: date) -> dict[UUID, Points]:
    """Milestones and measured values of these indicators, in one statement.

    Typed values, metrics and counted months come alike; months before `since`
    are left out.
    """
    rows = list(indicators)
    found = {row.id: Points([], []) for row in rows}
    parts = list(_parts(organisation_id, rows, setup, since))
    if not parts:
        return found
    followers = _followers(rows)
    for kind, indicator_id, key, measure, on, value in db.session.execute(union_all(*parts).order_by("on_date")):
        for follower in [indicator_id] if indicator_id else followers[key, measure]:
            points = found[follower]
            (points.milestones if kind == "milestone" else points.measured).append((on, value))
    return found


def _followers(rows: list[Any]) -> dict[tuple[str, str], list[UUID]]:
    """Which indicators follow a metric, or a type's counter for the whole organisation."""
    found: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for row in rows:
        if row.source == "metric":
            found[row.metric, ""].append(row.id)
        elif row.source == "activities" and not row.unit_id:
            for kind in row.activity_types:
                found[kind, row.measure].append(row.id)
    return found


def _parts(organisation_id: UUID, rows: list[Any], setup: Setup, since: date) -> Iterable[Any]:
    """One part for each kind of source, however many goals there are; one more for each that follows a unit."""
    if ids := [row.id for row in rows]:
        yield _dated(Milestone, "milestone", organisation_id, ids)
    if typed := [row.id for row in rows if row.source == "typed"]:
        yield _dated(Measurement, "measured", organisation_id, typed)
    if metrics := [row.metric for row in rows if row.source == "metric"]:
        yield _metrics(organisation_id, metrics)
    counted = [row for row in rows if row.source == "activities"]
    if kinds := {kind for row in counted if not row.unit_id for kind in row.activity_types}:
        yield _months(organisation_id, kinds, since)
    for row in counted:
        if row.unit_id:
            yield _months_of_unit(organisation_id, row, setup.below(row.unit_id), since)


_NO_ID = cast(null(), Uuid())
_NO_TEXT = literal("")


def _dated(model: Any, kind: str, organisation_id: UUID, ids: list[UUID]) -> Any:
    return select(
        literal(kind), model.indicator_id, _NO_TEXT, _NO_TEXT, model.on_date.label("on_date"), model.value
    ).where(model.organisation_id == organisation_id, model.indicator_id.in_(ids))


def _metrics(organisation_id: UUID, names: list[str]) -> Any:
    on = MetricValue.on_date.label("on_date")
    return select(literal("measured"), _NO_ID, MetricValue.metric, _NO_TEXT, on, MetricValue.value).where(
        MetricValue.organisation_id == organisation_id, MetricValue.metric.in_(names)
    )


def _months(organisation_id: UUID, kinds: set[str], since: date) -> Any:
    """The organisation's own counters: a row for each type, number and month."""
    key, measure, on = ActivityTally.activity_type, ActivityTally.measure, ActivityTally.month.label("on_date")
    return select(literal("measured"), _NO_ID, key, measure, on, cast(ActivityTally.total, VALUE)).where(
        ActivityTally.organisation_id == organisation_id,
        ActivityTally.activity_type.in_(sorted(kinds)),
        ActivityTally.unit_id == WHOLE,
        ActivityTally.month >= since,
    )


def _months_of_unit(organisation_id: UUID, row: Any, units: Collection[UUID], since: date) -> Any:
    on, total = ActivityTally.month.label("on_date"), cast(func.sum(ActivityTally.total), VALUE)
    return (
        select(literal("measured"), literal(row.id, Uuid()), _NO_TEXT, _NO_TEXT, on, total)
        .where(
            ActivityTally.organisation_id == organisation_id,
            ActivityTally.activity_type.in_(row.activity_types),
            ActivityTally.measure == row.measure,
            ActivityTally.unit_id.in_(units),
            ActivityTally.month >= since,
        )
        .group_by(ActivityTally.month)
    )
