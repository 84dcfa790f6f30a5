"""The expected path: straight lines through baseline and milestones."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from portal.goals.progress.model import Point, Status

ON_TRACK = Fraction(5, 100)
AT_RISK = Fraction(20, 100)


class Spot(NamedTuple):
    """A value at a place in time: a day's ordinal, or a calendar year."""

    at: int
    value: Fraction


@dataclass(frozen=True)
class Path:
    """At least one spot, in order of time, no two at the same time."""

    spots: tuple[Spot, ...]

    def step(self, at: int) -> tuple[Spot, Spot]:
        """The two spots that `at` lies between; the outermost step when it lies outside."""
        steps = list(pairwise(self.spots)) or [(self.spots[0], self.spots[0])]
        return next((step for step in steps if at <= step[1].at), steps[-1])

    def expected(self, at: int) -> Fraction:
        start, end = self.step(at)
        if at >= end.at or start.at == end.at:
            return end.value
        passed = Fraction(max(at - start.at, 0), end.at - start.at)
        return start.value + passed * (end.value - start.value)

    def scale(self, at: int) -> Fraction:
        """The height that a lag is measured by: the step's, else the path's, else the target's."""
        start, end = self.step(at)
        values = [spot.value for spot in self.spots]
        return abs(end.value - start.value) or max(values) - min(values) or abs(end.value)


def days(points: Iterable[Point]) -> tuple[Spot, ...]:
    return tuple(Spot(point.on.toordinal(), point.exact) for point in points)


def grade(lag: Fraction, scale: Fraction) -> Status:
    """The status for a lag behind the path, both in the goal's own unit."""
    if lag <= ON_TRACK * scale:
        return "on_track"
    return "at_risk" if lag <= AT_RISK * scale else "behind"
