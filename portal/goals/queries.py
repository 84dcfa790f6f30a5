"""What is read of plans and goals. A page's goals cost two statements, however many there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Uuid, cast, func, literal, null, select, union_all

from portal.activities.models import WHOLE, ActivityTally
from portal.extensions import db
from portal.goals.models import (
    VALUE,
    Action,
    FocusArea,
    Goal,
    Indicator,
    Measurement,
    MetricValue,
    Milestone,
    Plan,
)
from portal.organisations.setup import Setup

ON_START_PAGE = 6

_INDICATOR = (
    Indicator.id,
    Indicator.name,
    Indicator.unit_one,
    Indicator.unit_many,
    Indicator.kind,
    Indicator.period,
    Indicator.at_least,
    Indicator.source,
    Indicator.activity_types,
    Indicator.measure,
    Indicator.metric,
    Indicator.unit_id,
    Indicator.baseline_on,
    Indicator.baseline_value,
    Indicator.growth_percent,
    Indicator.compounding,
    Indicator.growth_until,
)
_GOAL = select(
    Goal.id.label("goal_id"),
    Goal.focus_area_id,
    Goal.parent_id,
    Goal.number,
    Goal.title,
    *_INDICATOR,
).outerjoin(Indicator, (Indicator.organisation_id == Goal.organisation_id) & (Indicator.goal_id == Goal.id))


@dataclass
class Points:
    """The dated values behind an indicator."""

    milestones: list[tuple[date, Decimal]]
    measured: list[tuple[date, Decimal]]


def goals_on_start_page(organisation_id: UUID) -> list[Row[Any]]:
    """The measured goals of plans in force that matter most, with their indicators; at most six."""
    return list(
        db.session.execute(
            _GOAL.join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
            .where(Goal.organisation_id == organisation_id, Plan.status == "adopted", Indicator.id.is_not(None))
            .order_by(Goal.on_start_page.desc(), Goal.position, Goal.id, Indicator.position)
            .limit(ON_START_PAGE)
        )
    )


def goals_of(organisation_id: UUID, plan_id: UUID) -> list[Row[Any]]:
    """All goals of a plan in its order, one row for each indicator, and one for a goal without any."""
    return list(
        db.session.execute(
            _GOAL.where(Goal.organisation_id == organisation_id, Goal.plan_id == plan_id).order_by(
                Goal.position, Goal.id, Indicator.position
            )
        )
    )


def goal_rows(organisation_id: UUID, goal_id: UUID) -> list[Row[Any]]:
    """A goal and its indicators; empty for a foreign or missing one."""
    return list(
        db.session.execute(
            _GOAL.where(Goal.organisation_id == organisation_id, Goal.id == goal_id).order_by(Indicator.position)
        )
    )


def current_plan(organisation_id: UUID) -> Plan | None:
    """The plan in force: adopted, the latest to begin."""
    return db.session.scalars(
        select(Plan)
        .where(Plan.organisation_id == organisation_id, Plan.status == "adopted")
        .order_by(Plan.parent_id.is_(None), Plan.starts_on.desc(), Plan.id)
        .limit(1)
    ).first()


def areas_of(organisation_id: UUID, plan_id: UUID) -> list[FocusArea]:
    return list(
        db.session.scalars(
            select(FocusArea)
            .where(FocusArea.organisation_id == organisation_id, FocusArea.plan_id == plan_id)
            .order_by(FocusArea.position)
        )
    )


def actions_of(organisation_id: UUID, plan_id: UUID, goal_id: UUID | None = None) -> list[Row[Any]]:
    """What is to be done, in the plan's order; for one goal, or for all of the plan."""
    statement = select(
        Action.id,
        Action.focus_area_id,
        Action.goal_id,
        Action.title,
        Action.responsible,
        Action.period,
        Action.level,
    ).where(Action.organisation_id == organisation_id, Action.plan_id == plan_id)
    if goal_id:
        statement = statement.where(Action.goal_id == goal_id)
    return list(db.session.execute(statement.order_by(Action.position)))


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


def indicator(organisation_id: UUID, indicator_id: UUID) -> Indicator | None:
    return db.session.get(Indicator, (organisation_id, indicator_id))


def goal(organisation_id: UUID, goal_id: UUID) -> Goal | None:
    return db.session.get(Goal, (organisation_id, goal_id))


def measurement(organisation_id: UUID, measurement_id: UUID) -> tuple[Measurement, Indicator] | None:
    """A measurement and the indicator that it measures."""
    row = db.session.execute(
        select(Measurement, Indicator)
        .join(
            Indicator,
            (Indicator.organisation_id == Measurement.organisation_id) & (Indicator.id == Measurement.indicator_id),
        )
        .where(Measurement.organisation_id == organisation_id, Measurement.id == measurement_id)
    ).first()
    return (row[0], row[1]) if row else None


def measurement_on(organisation_id: UUID, indicator_id: UUID, on: date) -> Measurement | None:
    return db.session.scalars(
        select(Measurement).where(
            Measurement.organisation_id == organisation_id,
            Measurement.indicator_id == indicator_id,
            Measurement.on_date == on,
        )
    ).first()


def measurements_of(organisation_id: UUID, indicator_ids: list[UUID]) -> list[Measurement]:
    """What was typed, newest first."""
    return list(
        db.session.scalars(
            select(Measurement)
            .where(Measurement.organisation_id == organisation_id, Measurement.indicator_id.in_(indicator_ids))
            .order_by(Measurement.on_date.desc())
            .limit(60)
        )
    )
