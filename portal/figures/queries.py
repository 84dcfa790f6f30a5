"""What is read of the counters: one statement, whatever there is. No activity is looked at."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Uuid, and_, cast, func, literal, null, or_, select, union_all

from portal.activities.models import WHOLE, ActivityTally
from portal.extensions import db
from portal.figures.asked import Asked

ACTIVITIES, PEOPLE = "activities", "participants"
BOTH = (ACTIVITIES, PEOPLE)

#: (type, month, measure)
Key = tuple[str, date, str]


@dataclass
class Counts:
    """Sums by type and month, the part of them in units that she knows, by unit, and by answer."""

    by_month: dict[Key, int] = field(default_factory=dict)
    known: dict[Key, int] = field(default_factory=dict)
    #: (unit, year, measure)
    by_unit: dict[tuple[UUID, int, str], int] = field(default_factory=dict)
    #: (type, measure, year)
    by_answer: dict[tuple[str, str, int], int] = field(default_factory=dict)


@dataclass(frozen=True)
class Wanted:
    """What is counted where. `measures` are the names of answers by type, `kinds` the types that there are."""

    organisation_id: UUID
    asked: Asked
    measures: Mapping[str, Collection[str]]
    kinds: Collection[str]

    @property
    def types(self) -> Collection[str]:
        """Small groups are found in the table of all types, so that no narrower one adds to it."""
        return self.asked.types if self.asked.types and not self.asked.is_guarded else tuple(self.kinds)

    @property
    def answers(self) -> set[str]:
        return {name for key in self.types for name in self.measures.get(key, ())}


def counts(wanted: Wanted) -> Counts:
    found = Counts()
    for what, kind, unit, month, year, measure, total in db.session.execute(union_all(*_parts(wanted))):
        if what == "month":
            found.by_month[kind, month, measure] = int(total)
        elif what == "known":
            found.known[kind, month, measure] = int(total)
        elif what == "unit":
            found.by_unit[unit, year, measure] = int(total)
        else:
            found.by_answer[kind, measure, year] = int(total)
    return found


def _parts(wanted: Wanted) -> Iterator[Any]:
    """By month; of a guarded whole the months of what she knows, of all else units and answers."""
    asked, both = wanted.asked, ActivityTally.measure.in_(BOTH)
    here = (ActivityTally.organisation_id == wanted.organisation_id, ActivityTally.activity_type.in_(wanted.types))
    by_month = (ActivityTally.activity_type, ActivityTally.month, ActivityTally.measure)
    yield _summed("month", by_month, *here, both, _months(asked), _within(asked.units))
    if asked.is_guarded:
        if asked.known:
            yield _summed("known", by_month, *here, both, _months(asked), _within(asked.known))
        return
    for year in (asked.year, asked.year - 1):
        yield from _of_year((*here, _months_of(asked, year)), wanted, year)


def _of_year(here: tuple[Any, ...], wanted: Wanted, year: int) -> Iterator[Any]:
    units = wanted.asked.units
    kind, unit, measure = ActivityTally.activity_type, ActivityTally.unit_id, ActivityTally.measure
    single = unit != WHOLE if units is None else _within(units)
    yield _summed("unit", (unit, measure), *here, measure.in_(BOTH), single, year=year)
    if wanted.answers:
        yield _summed("answer", (kind, measure), *here, measure.in_(wanted.answers), _within(units), year=year)


def _within(units: Collection[UUID] | None) -> Any:
    return ActivityTally.unit_id == WHOLE if units is None else ActivityTally.unit_id.in_(units)


def _months(asked: Asked) -> Any:
    return or_(_months_of(asked, asked.year), _months_of(asked, asked.year - 1))


def _months_of(asked: Asked, year: int) -> Any:
    return and_(ActivityTally.month >= date(year, 1, 1), ActivityTally.month <= date(year, asked.last_month, 1))


def _summed(what: str, cell: tuple[Any, ...], *wanted: Any, year: int = 0) -> Any:
    """(what, type, unit, month, year, measure, total) by these columns; the others stay empty."""
    empty: dict[Any, Any] = {
        ActivityTally.activity_type: literal(""),
        ActivityTally.unit_id: cast(null(), Uuid()),
        ActivityTally.month: cast(null(), Date()),
    }
    named = [column if column in cell else nothing for column, nothing in empty.items()]
    total = func.sum(ActivityTally.total)
    return (
        select(literal(what), *named, literal(year), ActivityTally.measure, total)
        .where(*wanted)
        .group_by(*cell)
        .having(total > 0)
    )
