"""A goal as it is shown: status, sentence and curve, made from an indicator and its points."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import url_for
from markupsafe import Markup
from sqlalchemy import Row

from portal import clock
from portal.goals.curve import curve_caption, curve_svg, curve_table, status_mark
from portal.goals.points import Points, points_of
from portal.goals.progress import Point, Progress, Target, assess, compound, grow
from portal.goals.sentences import Unit, sentence, status_label
from portal.organisations.setup import Setup


@dataclass
class Card:
    """One indicator of one goal, ready for a page. What is not asked for is not drawn."""

    row: Row[Any]
    target: Target
    measured: list[Point]
    progress: Progress

    @property
    def title(self) -> str:
        return str(self.row.title)

    @property
    def name(self) -> str:
        return str(self.row.name or self.row.title)

    @property
    def url(self) -> str:
        return url_for("goals.show", goal_id=self.row.goal_id)

    @property
    def status(self) -> str:
        return self.progress.status

    @property
    def status_label(self) -> str:
        return status_label(self.progress.status)

    @property
    def status_svg(self) -> Markup:
        return Markup(status_mark(self.progress.status))

    @cached_property
    def sentence(self) -> str:
        return sentence(self.target, self.progress, Unit(self.row.unit_one, self.row.unit_many))

    @property
    def curve(self) -> Markup:
        """Small, for a card."""
        return self._draw(compact=True)

    @property
    def picture(self) -> Markup:
        """Large, for the goal's own page."""
        return self._draw(width=640, height=260)

    @property
    def phone_picture(self) -> Markup:
        """As much for a narrow screen, where the words of the large one would shrink with it."""
        return self._draw(width=360, height=240)

    @property
    def caption(self) -> str:
        """How to read the picture."""
        return curve_caption(self.target)

    def _draw(self, **size: Any) -> Markup:
        """Nothing, while all there is to draw lies on one day."""
        days = {point.on for point in (self.target.baseline, *self.measured, *self.target.milestones) if point}
        if self.target.kind in ("level", "yes_no") and len(days) < 2:
            return Markup()
        drawn = curve_svg(self.target, self.measured, clock.today(), title=self.name, description=self.sentence, **size)
        return Markup(drawn)

    @property
    def table(self) -> Any:
        """The picture's numbers."""
        return curve_table(self.target, self.measured, clock.today())


def cards_of(organisation_id: UUID, rows: Iterable[Any], setup: Setup) -> dict[UUID, Card]:
    """The cards of these goals' indicators, by indicator; two statements, however many there are."""
    measured = [row for row in rows if row.id]
    points = points_of(organisation_id, measured, setup, _since(measured))
    return {row.id: make_card(row, points[row.id]) for row in measured}


def _since(rows: list[Row[Any]]) -> date:
    """Counted months are read from the year before this one, or from the oldest base year."""
    years = [row.baseline_on.year for row in rows if row.baseline_on]
    return date(min([clock.today().year - 1, *years]), 1, 1)


def make_card(row: Row[Any], points: Points) -> Card:
    target = target_of(row, points.milestones)
    measured = [Point(on, value) for on, value in points.measured]
    return Card(row, target, measured, assess(target, measured, clock.today()))


def target_of(row: Any, milestones: list[tuple[date, Decimal]]) -> Target:
    """What an indicator's columns mean to the arithmetic."""
    baseline = Point(row.baseline_on, row.baseline_value) if row.baseline_on else None
    return Target(
        kind=row.kind,
        baseline=baseline,
        milestones=(*(Point(on, value) for on, value in milestones), *_growth(row, baseline)),
        at_least=row.at_least,
        period=row.period or "year",
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
    values = [point.value for point in card.measured if point.on.year == year and point.value is not None]
    return sum(values, Decimal(0)) if values else None
