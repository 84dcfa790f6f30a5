"""A goal as it is shown: status, sentence and curve, made from an indicator and its points."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from sqlalchemy import Row

from portal import clock
from portal.goals.curve import curve_caption, curve_links, curve_svg, curve_table, status_mark
from portal.goals.points import Figures, Points, as_points, each_once, points_from
from portal.goals.progress import Point, Progress, Report, Target, assess, compound, grow
from portal.goals.queries import BELOW
from portal.goals.sentences import Unit, sentence, status_label
from portal.goals.sources import Said, said_of
from portal.i18n import current_language
from portal.organisations.setup import Setup

#: sizes of the picture on the goal's own page
WIDE, NARROW = {"width": 640, "height": 260}, {"width": 360, "height": 240}


@dataclass(frozen=True)
class Reading:
    """What an indicator's figures say today. It hangs on its fields alone, so it need not be worked out twice."""

    indicator_id: UUID
    name: str
    unit: Unit
    target: Target
    figures: tuple[Figures, ...]
    today: date
    #: of the words in the sentence and the picture
    language: str
    #: of what is told in words: the latest
    report: Report | None = None

    @cached_property
    def measured(self) -> list[Point]:
        return as_points(self.figures)

    @cached_property
    def progress(self) -> Progress:
        return assess(self.target, self.measured, self.today, self.report)

    @cached_property
    def sentence(self) -> str:
        return sentence(self.target, self.progress, self.unit)

    @cached_property
    def curve(self) -> Markup:
        """Small, for a card."""
        return self._draw(compact=True)

    @cached_property
    def picture(self) -> Markup:
        """Large, for the goal's own page."""
        return self._draw(**WIDE)

    @cached_property
    def phone_picture(self) -> Markup:
        """As much for a narrow screen, where the words of the large one would shrink with it."""
        return self._draw(**NARROW)

    def points(self, link: Callable[[date], str]) -> Markup:
        """Over the large picture: each leads to what is behind it."""
        return curve_links(self.target, self.measured, self.today, link, **WIDE)

    def phone_points(self, link: Callable[[date], str]) -> Markup:
        return curve_links(self.target, self.measured, self.today, link, **NARROW)

    def _draw(self, **size: Any) -> Markup:
        """Nothing, while all there is to draw lies on one day, and of what is told in words."""
        if self.target.kind == "told":
            return Markup()
        days = {point.on for point in (self.target.baseline, *self.measured, *self.target.milestones) if point}
        if not self.target.is_flow and len(days) < 2:
            return Markup()
        drawn = curve_svg(self.target, self.measured, self.today, title=self.name, description=self.sentence, **size)
        return Markup(drawn)


#: made once for each state of an indicator, then found again; the newest are kept, by each process
read = lru_cache(maxsize=2000)(Reading)


@dataclass
class Card:
    """One indicator of one goal, ready for a page. What is not asked for is not drawn."""

    row: Row[Any]
    reading: Reading

    @property
    def title(self) -> str:
        return str(self.row.title)

    @property
    def name(self) -> str:
        return self.reading.name

    @property
    def url(self) -> str:
        return url_for("goals.show", goal_id=self.row.goal_id)

    @property
    def progress(self) -> Progress:
        return self.reading.progress

    @property
    def status(self) -> str:
        return self.progress.status

    @property
    def status_label(self) -> str:
        return status_label(self.progress.status)

    @property
    def status_svg(self) -> Markup:
        return Markup(status_mark(self.progress.status))

    @property
    def caption(self) -> str:
        """How to read the picture."""
        return curve_caption(self.reading.target)

    @property
    def table(self) -> Any:
        """The picture's numbers."""
        if self.reading.target.kind == "told":
            return []
        return curve_table(self.reading.target, self.reading.measured, self.reading.today)


def cards_of(organisation_id: UUID, rows: Iterable[Any], setup: Setup) -> dict[UUID, Card]:
    """The cards of these goals' indicators, by indicator; two statements, however many there are."""
    measured = [row for row in rows if row.id]
    indicators = each_once(measured)
    said = said_of(organisation_id, indicators, setup, _since(measured))
    readings = _readings(_Asked(indicators), said, clock.today(), current_language())
    return {row.id: Card(row, readings[row.id]) for row in measured if getattr(row, "rank", 0) != BELOW}


def _since(rows: list[Row[Any]]) -> date:
    """Counted months are read from the year before this one, or from the oldest base year."""
    years = [row.baseline_on.year for row in rows if row.baseline_on]
    return date(min([clock.today().year - 1, *years]), 1, 1)


class _Asked:
    """The rows that a page reads of indicators. Two are the same when all that stands in them is."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows
        self.said = tuple(_comparable(row) for row in rows)

    def __hash__(self) -> int:
        return hash(self.said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.said == other.said


def _comparable(row: Any) -> tuple[Any, ...]:
    values = row if isinstance(row, Row) else [getattr(row, column.key) for column in row.__table__.c]
    return tuple(tuple(value) if isinstance(value, list) else value for value in values)


@lru_cache(maxsize=200)
def _readings(asked: _Asked, said: tuple[Said, ...], today: date, language: str) -> dict[UUID, Reading]:
    """By indicator. It hangs on what was read alone: while the database says the same, nothing is worked out anew.

    Whatever another process writes is read with the next page, says something else, and is worked out.
    """
    points = points_from(asked.rows, said, today)
    return {row.id: _reading(row, points[row.id], today, language) for row in asked.rows}


def _reading(row: Any, points: Points, today: date, language: str) -> Reading:
    target, figures = target_of(row, points.milestones, points.places), tuple(points.measured)
    name, unit = str(row.name or row.title), Unit(row.unit_one, row.unit_many)
    return read(row.id, name, unit, target, figures, today, language, points.report)


def target_of(row: Any, milestones: list[tuple[date, Decimal]], places: int = 0) -> Target:
    """What an indicator's columns mean to the arithmetic."""
    baseline = Point(row.baseline_on, row.baseline_value) if row.baseline_on else None
    return Target(
        kind=row.kind,
        baseline=baseline,
        milestones=(*(Point(on, value) for on, value in milestones), *_growth(row, baseline)),
        at_least=row.at_least,
        period=row.period or "year",
        grows=row.growth_percent is not None,
        places=places,
        recent=row.source == "activities",
    )


def _growth(row: Any, baseline: Point | None) -> tuple[Point, ...]:
    if baseline is None or row.growth_percent is None or row.growth_until is None:
        return ()
    if row.compounding:
        return compound(baseline, row.growth_percent, range(baseline.on.year + 1, row.growth_until.year + 1))
    return grow(baseline, row.growth_percent, row.growth_until.year)


def counted_in_base_year(card: Card) -> Decimal | None:
    """What was registered in the base year, to be confirmed by staff as the baseline."""
    year = card.row.baseline_on.year if card.row.baseline_on else None
    values = [point.value for point in card.reading.measured if point.on.year == year and point.value is not None]
    return sum(values, Decimal(0)) if values else None
