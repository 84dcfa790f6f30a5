"""Sums over units, or over the goals below."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal

from portal.goals.progress.model import Kind, Point, share_point

#: kinds that add up: what is counted from zero, what stands at a date, shares by their parts and wholes
_CLASSES = {"level": "stock", "yes_no": "stock", "yearly": "flow", "per_period": "flow", "share": "share"}


def can_add(kind: Kind, other: Kind) -> bool:
    """Whether figures of the second kind can be summed into one of the first."""
    return kind in _CLASSES and _CLASSES[kind] == _CLASSES.get(other)


def summed(kind: Kind, series: Collection[Sequence[Point]]) -> tuple[Point, ...]:
    """The sum of several histories.

    Of flows every point counts. Of stocks and shares each one's latest value holds until
    its next; before its first it adds nothing.
    """
    if _CLASSES.get(kind) == "flow":
        return tuple(sorted((p for one in series for p in one), key=lambda point: point.on))
    return tuple(_sums_of_latest(kind, series))


def _sums_of_latest(kind: Kind, series: Iterable[Sequence[Point]]) -> Iterable[Point]:
    steps = sorted(
        ((point.on, at, point) for at, one in enumerate(series) for point in one if point.is_known),
        key=lambda step: step[:2],
    )
    latest: dict[int, Point] = {}
    for number, (on, at, point) in enumerate(steps):
        latest[at] = point
        is_last_of_day = number + 1 == len(steps) or steps[number + 1][0] > on
        if is_last_of_day:
            yield _total(kind, on, latest.values())


def _total(kind: Kind, on: date, points: Iterable[Point]) -> Point:
    if kind == "share":
        pairs = [point.of for point in points if point.of]
        return share_point(on, sum((p for p, _w in pairs), Decimal(0)), sum((w for _p, w in pairs), Decimal(0)))
    return Point(on, sum((point.value for point in points if point.value is not None), Decimal(0)))
