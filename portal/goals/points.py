"""The dated values behind indicators, from wherever they come: typed, measured by plugins, counted, summed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal import clock
from portal.goals.below import addends
from portal.goals.progress import Point, Report, recent_counts, share_point, summed
from portal.goals.sources import Said, said_of
from portal.organisations.setup import Setup

_EXACT = Decimal("0.0001")
#: a value on a date; of a share the part and its whole
Figures = tuple[date, Decimal] | tuple[date, Decimal, Decimal | None]


@dataclass
class Points:
    """The dated values behind an indicator."""

    milestones: list[tuple[date, Decimal]] = field(default_factory=list)
    measured: list[Figures] = field(default_factory=list)
    #: of a coverage: how many places are listed
    places: int = 0
    #: of a goal told in words: the latest
    report: Report | None = None


def points_of(organisation_id: UUID, indicators: Iterable[Any], setup: Setup, since: date) -> dict[UUID, Points]:
    """What is known of these indicators, in one statement.

    Typed values, metrics and counted months come alike; months before `since`
    are left out. An indicator that sums goals needs those below it among these.
    """
    rows = each_once(indicators)
    return points_from(rows, said_of(organisation_id, rows, setup, since), clock.today())


def each_once(indicators: Iterable[Any]) -> list[Any]:
    return list({row.id: row for row in indicators}.values())


def points_from(rows: list[Any], said: Iterable[Said], today: date) -> dict[UUID, Points]:
    """By indicator, from what the statement brought."""
    gathered = _Gathered(rows)
    dated = [(on, value, whole, *one[:4]) for one in said for on, value, whole in _unpacked(one[4])]
    for on, value, whole, kind, *named in sorted(dated, key=lambda one: one[0] or date.min):
        getattr(gathered, kind)(*named, on, value, whole)
    gathered.finish(today)
    _add_up(rows, gathered.points)
    return gathered.points


def _unpacked(series: str) -> Iterator[tuple[date | None, Decimal | None, Decimal | None]]:
    for on, value, whole in json.loads(series, parse_int=Decimal, parse_float=Decimal):
        yield date.fromisoformat(on) if on else None, _figure_of(value), _figure_of(whole)


def _figure_of(number: Decimal | None) -> Decimal | None:
    """With the column's four decimals: SQLite keeps what is nearest, and tells more of them."""
    return None if number is None else number.quantize(_EXACT)


def as_points(figures: Iterable[Figures]) -> list[Point]:
    return [share_point(*figure) if len(figure) == 3 else Point(*figure) for figure in figures]


def _as_figures(points: Iterable[Point]) -> list[Figures]:
    return [(p.on, *p.of) if p.of else (p.on, p.value) for p in points if p.value is not None]


def _sum_of(kind: Any, series: list[list[Figures]]) -> list[Figures]:
    return _as_figures(summed(kind, [as_points(figures) for figures in series]))


class _Gathered:
    """Sorts the rows of the one statement. Each method takes the rows that bear its name."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = {row.id: row for row in rows}
        self.points = {row.id: Points() for row in rows}
        self.followers = _followers(rows)
        self.by_unit: dict[UUID, dict[str, list[Figures]]] = defaultdict(lambda: defaultdict(list))
        self.shares: dict[UUID, dict[str, list[Figures]]] = defaultdict(lambda: defaultdict(list))
        self.counts: dict[UUID, Decimal] = defaultdict(Decimal)
        self.months: dict[UUID, list[tuple[str, date]]] = defaultdict(list)

    def milestone(self, row_id: UUID, _key: str, _text: str, on: date, value: Decimal, _whole: None) -> None:
        self.points[row_id].milestones.append((on, value))

    def measured(self, row_id: UUID, _key: str, _text: str, on: date, value: Decimal, whole: Decimal | None) -> None:
        self.points[row_id].measured.append(self._figure(row_id, on, value, whole))

    def followed(self, _id: None, key: str, measure: str, on: date, value: Decimal, whole: Decimal | None) -> None:
        """A metric, or a type's counter for the whole organisation."""
        for row_id in self.followers[key, measure]:
            self.points[row_id].measured.append(self._figure(row_id, on, value, whole))

    def unit(self, row_id: UUID, unit: str, _text: str, on: date, value: Decimal, whole: Decimal | None) -> None:
        self.by_unit[row_id][unit].append(self._figure(row_id, on, value, whole))

    def share(self, row_id: UUID, partner: str, _text: str, on: date, value: Decimal, _whole: None) -> None:
        """A partner's, of a goal that is shared."""
        self.shares[row_id][partner].append((on, value))

    def listed(self, row_id: UUID, _key: str, _text: str, _on: None, value: Decimal, _whole: None) -> None:
        self.points[row_id].places = int(value)

    def covered(self, row_id: UUID, _key: str, _text: str, on: date, value: Decimal, _whole: None) -> None:
        self.counts[row_id] += value
        self.points[row_id].measured.append((on, self.counts[row_id]))

    def active(self, row_id: UUID, place: str, _text: str, on: date, _value: None, _whole: None) -> None:
        self.months[row_id].append((place, on))

    def report(self, row_id: UUID, status: Any, words: str, on: date, _value: None, _whole: None) -> None:
        self.points[row_id].report = Report(on, status, words)

    def finish(self, today: date) -> None:
        for row_id, series in self.by_unit.items():
            self.points[row_id].measured = _sum_of(self.rows[row_id].kind, list(series.values()))
        for row_id, series in self.shares.items():
            own = self.points[row_id].measured
            self.points[row_id].measured = _sum_of(self.rows[row_id].kind, [own, *series.values()])
        for row_id, months in self.months.items():
            self.points[row_id].measured = _as_figures(recent_counts(months, today))

    def _figure(self, row_id: UUID, on: date, value: Decimal, whole: Decimal | None) -> Figures:
        return (on, value, whole) if self.rows[row_id].kind == "share" else (on, value)


def _followers(rows: list[Any]) -> dict[tuple[str, str], list[UUID]]:
    """Which indicators follow a metric, or a type's counter for the whole organisation."""
    found: dict[tuple[str, str], list[UUID]] = defaultdict(list)
    for row in rows:
        if row.source == "metric":
            found[row.metric, ""].append(row.id)
        elif row.source == "activities" and not row.unit_id and row.kind != "coverage":
            for kind in row.activity_types:
                found[kind, row.measure].append(row.id)
    return found


def _add_up(rows: list[Any], points: dict[UUID, Points]) -> None:
    """The sums over the goals below; a sum may be of sums."""
    done: set[UUID] = set()

    def add(row: Any) -> None:
        if row.source != "goals" or row.id in done:
            return
        done.add(row.id)
        parts = addends(row, rows)
        for part in parts:
            add(part)
        points[row.id].measured = _sum_of(row.kind, [points[part.id].measured for part in parts])

    for row in rows:
        add(row)
