"""How many of the listed places, groups or associations are reached."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from portal.goals.progress.level import assess_level
from portal.goals.progress.model import Point, Progress, Target

YEAR = timedelta(days=365)


def assess_coverage(target: Target, counts: Sequence[Point], today: date) -> Progress:
    """`counts` is how many are covered from each date on."""
    return assess_level(*as_level(target, counts, today), today)


def as_level(target: Target, counts: Sequence[Point], today: date) -> tuple[Target, tuple[Point, ...]]:
    """The same as a stock: it begins with the baseline, else with none a year before the first milestone.

    Where that day has not come, it begins today. What was covered before is covered on that day.
    So an old place found late only adds.
    """
    if not target.stops:
        return target, tuple(counts)
    base = target.known_baseline or Point(min(_year_before(target.stops[0].on), today), Decimal(0))
    before = [point for point in counts if point.on <= base.on]
    carried = [replace(max(before, key=lambda point: point.on), on=base.on)] if before else []
    return replace(target, baseline=base), (*carried, *(point for point in counts if point.on > base.on))


def running_counts(covered_on: Iterable[date]) -> tuple[Point, ...]:
    """From each place's date to how many are covered from each date on."""
    counts = {on: Decimal(number) for number, on in enumerate(sorted(covered_on), 1)}
    return tuple(Point(on, count) for on, count in counts.items())


def recent_counts(months: Iterable[tuple[object, date]], today: date) -> tuple[Point, ...]:
    """From (place, month with an activity) to how many had one within twelve months, month by month."""
    found: dict[int, set[object]] = {}
    for place, month in months:
        first = month.year * 12 + month.month - 1
        for at in range(first, first + 12):
            found.setdefault(at, set()).add(place)
    last = today.year * 12 + today.month - 1
    begun = sorted(at for at in found if at <= last)
    every = range(begun[0], last + 1) if begun else ()
    return tuple(Point(date(at // 12, at % 12 + 1, 1), Decimal(len(found.get(at, ())))) for at in every)


def _year_before(day: date) -> date:
    return day - YEAR if day - date.min > YEAR else date.min
