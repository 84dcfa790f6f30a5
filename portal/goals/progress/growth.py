"""Milestones from a percentage of growth."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from portal.goals.progress.model import Point


def grow(baseline: Point, percent: Decimal, until_year: int) -> tuple[Point, ...]:
    """One milestone: the baseline and `percent` of it more, on 31 December of that year.

    Empty while the baseline's value is unknown: then there is nothing to grow from.
    """
    if baseline.value is None:
        return ()
    return (Point(date(until_year, 12, 31), baseline.value * _factor(percent)),)


def compound(baseline: Point, percent: Decimal, years: Iterable[int]) -> tuple[Point, ...]:
    """A milestone at the end of each of the years, each `percent` above the year before.

    Years up to the baseline's own are left out. Empty while its value is unknown.
    """
    if baseline.value is None:
        return ()
    value, base = baseline.value, baseline.on.year
    return tuple(
        Point(date(year, 12, 31), value * _factor(percent) ** (year - base)) for year in sorted(years) if year > base
    )


def _factor(percent: Decimal) -> Decimal:
    return 1 + Decimal(percent) / 100
