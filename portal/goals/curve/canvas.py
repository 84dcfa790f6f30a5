"""From dates and values to whole units of a drawing."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.goals.curve.chart import Chart
from portal.goals.progress import Point

TOP, SIDE, FOOT = 20, 8, 20

Spots = list[tuple[int, int]]


@dataclass(frozen=True)
class Canvas:
    """A drawing of this size; dates run from left to right, values from the floor up."""

    width: int
    height: int
    start: date
    end: date
    low: Decimal
    high: Decimal

    @property
    def floor(self) -> int:
        return self.height - FOOT

    def x(self, day: date) -> int:
        span = (self.end - self.start).days or 1
        return SIDE + round((self.width - 2 * SIDE) * (day - self.start).days / span)

    def y(self, value: Decimal) -> int:
        share = (value - self.low) / (self.high - self.low)
        return self.floor - round((self.floor - TOP) * share)

    def spots(self, points: tuple[Point, ...], most: int) -> Spots:
        """Where the points lie; of more than `most`, the last in each stretch of the width."""
        spots = [(self.x(p.on), self.y(p.value)) for p in points if p.value is not None]
        if len(spots) <= most:
            return spots
        return spots[:1] + list({x * most // self.width: (x, y) for x, y in spots[1:]}.values())


def canvas_of(chart: Chart, width: int, height: int) -> Canvas:
    """A flow stands on zero; a level gets a little air below its lowest value."""
    points = (*chart.plan, *chart.stops, *chart.measured, *chart.before)
    values = [p.value for p in points if p.value is not None]
    low, high = min(values), max(values)
    low = min(low, Decimal(0)) if chart.period else low - (high - low) / 10
    return Canvas(width, height, chart.start, chart.end, low, high if high > low else low + 1)


def straight(spots: Spots) -> str:
    """A line from spot to spot, as path data."""
    return "M" + "L".join(f"{x} {y}" for x, y in spots) if spots else ""


def stairs(spots: Spots) -> str:
    """A running total: level until the day, then up."""
    if not spots:
        return ""
    (x, y), rest = spots[0], spots[1:]
    return f"M{x} {y}" + "".join(f"H{x}V{y}" for x, y in rest)


def dots(spots: Spots) -> str:
    """Lines of no length, which round caps turn into dots."""
    return "".join(f"M{x} {y}h0" for x, y in spots)


def diamonds(spots: Spots) -> str:
    return "".join(f"M{x} {y - 5}l5 5-5 5-5-5z" for x, y in spots)
