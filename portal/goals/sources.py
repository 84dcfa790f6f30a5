"""The statement behind every curve: one part for each kind of source, however many goals there are.

It is put together once for each set of kinds, for that costs more than asking it. What a
page asks for are its parameters.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, String, Uuid, bindparam, cast, func, literal, null, select, union_all

from portal import clock
from portal.activities.models import WHOLE, ActivityTally
from portal.database import is_one_of, rows_as_json
from portal.extensions import db
from portal.goals.models import VALUE, Contribution, Measurement, MetricValue, Milestone, Place, StatusReport
from portal.organisations.models import Unit
from portal.organisations.setup import Setup
from portal.tenancy import kept

_NO_ID = cast(null(), Uuid())
_NO_DATE = cast(null(), Date())
_NO_VALUE = cast(null(), VALUE)
_NO_TEXT = literal("")
_HERE = bindparam("here", type_=Uuid())
_TODAY, _SINCE = bindparam("today", type_=Date()), bindparam("since", type_=Date())

#: what it is, indicator, key, text, and its (date, value, whole) as JSON
Said = tuple[str, UUID | None, str, str, str]


@dataclass(frozen=True)
class _Part:
    """A select of (what it is, indicator, key, text, on_date, value, whole)."""

    make: Callable[[str], Any]
    #: of its parameters, behind their names
    number: str
    values: dict[str, Any]


def said_of(organisation_id: UUID, rows: list[Any], setup: Setup, since: date) -> tuple[Said, ...]:
    """What is known of these indicators, in one statement; a row for each series, so that few are handed over."""
    parts = [*_dated(rows), *_counted(rows, setup, since)]
    if not parts:
        return ()
    asked = {"here": organisation_id, "today": clock.today(), "since": since}
    for part in parts:
        asked.update({name + part.number: value for name, value in part.values.items()})
    statement = _together(tuple((part.make, part.number) for part in parts))
    return tuple(tuple(row) for row in db.session.execute(statement, asked))


@lru_cache(maxsize=500)
def _together(parts: tuple[tuple[Callable[[str], Any], str], ...]) -> Any:
    selects = [make(number) for make, number in parts]
    names = ("kind", "indicator_id", "key", "text", "on_date", "value", "whole")
    named = [column.label(name) for column, name in zip(selects[0].selected_columns, names, strict=True)]
    selects[0] = selects[0].with_only_columns(*named)  # a union is known by the names of its first part
    all_of = union_all(*selects).subquery()
    series = (all_of.c.kind, all_of.c.indicator_id, all_of.c.key, all_of.c.text)
    return kept(select(*series, rows_as_json(all_of.c.on_date, all_of.c.value, all_of.c.whole)).group_by(*series))


def _dated(rows: list[Any]) -> Iterator[_Part]:
    if ids := [row.id for row in rows]:
        yield _Part(_milestones, "", {"all_": ids})
    if typed := [row.id for row in rows if row.source == "typed" and row.kind not in ("coverage", "told")]:
        yield _Part(_measured, "", {"typed": typed})
        yield _Part(_contributions, "", {"typed": typed})
    if by_unit := [row.id for row in rows if row.source == "units"]:
        yield _Part(_measured_by_unit, "", {"by_unit": by_unit})
    if metrics := {row.metric for row in rows if row.source == "metric"}:
        yield _Part(_metrics, "", {"metrics": sorted(metrics)})
    if told := [row.id for row in rows if row.kind == "told"]:
        yield _Part(_latest_reports, "", {"told": told})
    if places := [row.id for row in rows if row.kind == "coverage"]:
        yield _Part(_listed, "", {"places": places})
    if ticked := [row.id for row in rows if row.kind == "coverage" and row.source != "activities"]:
        yield _Part(_covered, "", {"ticked": ticked})


def _counted(rows: list[Any], setup: Setup, since: date) -> Iterator[_Part]:
    """One more for each indicator that follows a unit or places."""
    counted = [row for row in rows if row.source == "activities"]
    if whole := [row for row in counted if row.kind != "coverage" and not row.unit_id]:
        kinds = {kind for row in whole for kind in row.activity_types}
        yield _Part(_months, "", {"kinds": sorted(kinds), "measures": sorted({row.measure for row in whole})})
    for number, row in enumerate(counted):
        asked = {"row": row.id, "kinds": row.activity_types}
        if row.kind == "coverage":
            earlier = date(max(since.year - 1, 1), 1, 1)  # a month covers twelve, so one year more
            yield _Part(_months_of_places, f"_{number}", {**asked, "earlier": earlier})
        elif row.unit_id:
            units = setup.below(row.unit_id)
            yield _Part(_months_of_unit, f"_{number}", {**asked, "measure": row.measure, "units": units})


def _milestones(_number: str) -> Any:
    return select(
        literal("milestone"),
        Milestone.indicator_id,
        _NO_TEXT,
        _NO_TEXT,
        Milestone.on_date.label("on_date"),
        Milestone.value,
        _NO_VALUE,
    ).where(Milestone.organisation_id == _HERE, is_one_of(Milestone.indicator_id, "all_"))


def _measured(_number: str) -> Any:
    return _measurements("measured", _NO_TEXT, "typed")


def _measured_by_unit(_number: str) -> Any:
    return _measurements("unit", cast(Measurement.unit_id, String), "by_unit")


def _measurements(kind: str, key: Any, ids: str) -> Any:
    on = Measurement.on_date.label("on_date")
    return select(
        literal(kind), Measurement.indicator_id, key, _NO_TEXT, on, Measurement.value, Measurement.whole
    ).where(Measurement.organisation_id == _HERE, is_one_of(Measurement.indicator_id, ids))


def _contributions(_number: str) -> Any:
    """What partners have contributed, each to be told apart."""
    on, partner = Contribution.on_date.label("on_date"), cast(Contribution.shared_goal_id, String)
    return select(
        literal("share"), Contribution.indicator_id, partner, _NO_TEXT, on, Contribution.value, _NO_VALUE
    ).where(Contribution.organisation_id == _HERE, is_one_of(Contribution.indicator_id, "typed"))


def _metrics(_number: str) -> Any:
    on = MetricValue.on_date.label("on_date")
    return select(
        literal("followed"), _NO_ID, MetricValue.metric, _NO_TEXT, on, MetricValue.value, MetricValue.whole
    ).where(MetricValue.organisation_id == _HERE, is_one_of(MetricValue.metric, "metrics"))


def _latest_reports(_number: str) -> Any:
    """One for each indicator."""
    newest = (
        select(StatusReport.indicator_id.label("told"), func.max(StatusReport.on_date).label("last"))
        .where(
            StatusReport.organisation_id == _HERE,
            is_one_of(StatusReport.indicator_id, "told"),
            StatusReport.on_date <= _TODAY,
        )
        .group_by(StatusReport.indicator_id)
        .subquery()
    )
    on = StatusReport.on_date.label("on_date")
    said = (StatusReport.indicator_id, StatusReport.state, StatusReport.text)
    return (
        select(literal("report"), *said, on, _NO_VALUE, _NO_VALUE)
        .join(newest, (newest.c.told == StatusReport.indicator_id) & (newest.c.last == StatusReport.on_date))
        .where(StatusReport.organisation_id == _HERE)
    )


def _listed(_number: str) -> Any:
    how_many = cast(func.count(), VALUE)
    return (
        select(
            literal("listed"), Place.indicator_id, _NO_TEXT, _NO_TEXT, _NO_DATE.label("on_date"), how_many, _NO_VALUE
        )
        .where(Place.organisation_id == _HERE, is_one_of(Place.indicator_id, "places"))
        .group_by(Place.indicator_id)
    )


def _covered(_number: str) -> Any:
    on, how_many = Place.covered_on.label("on_date"), cast(func.count(), VALUE)
    return (
        select(literal("covered"), Place.indicator_id, _NO_TEXT, _NO_TEXT, on, how_many, _NO_VALUE)
        .where(Place.organisation_id == _HERE, is_one_of(Place.indicator_id, "ticked"), Place.covered_on <= _TODAY)
        .group_by(Place.indicator_id, Place.covered_on)
    )


def _months(_number: str) -> Any:
    """The organisation's own counters: a row for each type, number and month that one of these indicators follows."""
    key, measure, on = ActivityTally.activity_type, ActivityTally.measure, ActivityTally.month.label("on_date")
    return select(literal("followed"), _NO_ID, key, measure, on, cast(ActivityTally.total, VALUE), _NO_VALUE).where(
        ActivityTally.organisation_id == _HERE,
        is_one_of(ActivityTally.activity_type, "kinds"),
        is_one_of(ActivityTally.measure, "measures"),
        ActivityTally.unit_id == literal(WHOLE, literal_execute=True),  # said as the index says it
        ActivityTally.month >= _SINCE,
    )


def _months_of_unit(number: str) -> Any:
    on, total = ActivityTally.month.label("on_date"), cast(func.sum(ActivityTally.total), VALUE)
    row_id = bindparam(f"row{number}", type_=Uuid())
    return (
        select(literal("measured"), row_id, _NO_TEXT, _NO_TEXT, on, total, _NO_VALUE)
        .where(
            ActivityTally.organisation_id == _HERE,
            is_one_of(ActivityTally.activity_type, f"kinds{number}"),
            ActivityTally.measure == bindparam(f"measure{number}"),
            is_one_of(ActivityTally.unit_id, f"units{number}"),
            ActivityTally.month >= _SINCE,
        )
        .group_by(ActivityTally.month)
    )


def _months_of_places(number: str) -> Any:
    """In which months each place had an activity, in its unit or below."""
    row_id = bindparam(f"row{number}", type_=Uuid())
    within = _units_of_places(row_id, number)
    on, place = ActivityTally.month.label("on_date"), cast(within.c.place_id, String)
    return (
        select(literal("active"), row_id, place, _NO_TEXT, on, _NO_VALUE, _NO_VALUE)
        .join(within, within.c.unit_id == ActivityTally.unit_id)
        .where(
            ActivityTally.organisation_id == _HERE,
            is_one_of(ActivityTally.activity_type, f"kinds{number}"),
            ActivityTally.measure == "activities",
            ActivityTally.total > 0,
            ActivityTally.month >= bindparam(f"earlier{number}", type_=Date()),
        )
        .group_by(within.c.place_id, ActivityTally.month)
    )


def _units_of_places(row_id: Any, number: str) -> Any:
    """(place, unit) for each place's unit and all that lies below it."""
    of_place = (
        select(Place.id.label("place_id"), Place.unit_id.label("unit_id"))
        .where(Place.organisation_id == _HERE, Place.indicator_id == row_id, Place.unit_id.is_not(None))
        .cte(f"units_of_places{number}", recursive=True)
    )
    below = select(of_place.c.place_id, Unit.id).join(
        of_place, (Unit.organisation_id == _HERE) & (Unit.parent_id == of_place.c.unit_id)
    )
    return of_place.union(below)
