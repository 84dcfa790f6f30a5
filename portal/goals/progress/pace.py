"""When a milestone is met if things go on as they do."""

from datetime import date
from fractions import Fraction
from itertools import combinations
from math import ceil

from portal.goals.progress.path import Spot

MOST_MEASUREMENTS = 8
WINDOW = 548  # days: 18 months
LEAST_SPAN = 28  # days; less tells of noise, not of a pace
HORIZON = 5479  # days: 15 years


def slope(history: tuple[Spot, ...]) -> Fraction | None:
    """The Theil-Sen slope per day of the latest measurements; None when they are too few or close.

    The history is in order of time, one spot a day.
    """
    recent = [s for s in history[-MOST_MEASUREMENTS:] if history[-1].at - s.at <= WINDOW]
    if not recent or recent[-1].at - recent[0].at < LEAST_SPAN:
        return None
    rough = {spot: float(spot.value) for spot in recent}  # sorting 28 fractions costs more than all the rest
    pairs = sorted(combinations(recent, 2), key=lambda p: (rough[p[1]] - rough[p[0]]) / (p[1].at - p[0].at))
    middle = pairs[(len(pairs) - 1) // 2], pairs[len(pairs) // 2]
    return sum(((b.value - a.value) / (b.at - a.at) for a, b in middle), Fraction(0)) / 2


def arrival(history: tuple[Spot, ...], goal: Fraction, today: date) -> date | None:
    """The day on which the goal is met at today's pace; None when that cannot be said."""
    pace = slope(history)
    way = goal - history[-1].value if history else Fraction(0)
    if not pace or way / pace <= 0:
        return None
    day = history[-1].at + ceil(way / pace)
    if not today.toordinal() <= day <= min(today.toordinal() + HORIZON, date.max.toordinal()):
        return None
    return date.fromordinal(day)
