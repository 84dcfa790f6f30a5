"""A year as a circle: January at the top, onward as a clock goes. Angles in degrees, lengths in the picture's units."""

from calendar import isleap
from collections.abc import Sequence
from datetime import date
from math import cos, radians, sin

SIZE = 1000
CENTRE = SIZE / 2


def angle_of(day: date) -> float:
    """The middle of the day, from 0 to 360."""
    return (day.timetuple().tm_yday - 0.5) * 360 / (366 if isleap(day.year) else 365)


def month_angles(year: int, month: int) -> tuple[float, float]:
    """Where a month begins and where it ends."""
    turn = 360 / (366 if isleap(year) else 365)
    begins = (date(year, month, 1).timetuple().tm_yday - 1) * turn
    ends = 360.0 if month == 12 else (date(year, month + 1, 1).timetuple().tm_yday - 1) * turn
    return begins, ends


def spot(angle: float, radius: float) -> tuple[float, float]:
    """x and y, to a tenth."""
    turned = radians(angle - 90)
    return round(CENTRE + radius * cos(turned), 1), round(CENTRE + radius * sin(turned), 1)


def arc(begins: float, ends: float, radius: float) -> str:
    """A line along the circle, as path data."""
    (x1, y1), (x2, y2) = spot(begins, radius), spot(ends, radius)
    return f"M{x1:g} {y1:g}A{radius:g} {radius:g} 0 {int(ends - begins > 180)} 1 {x2:g} {y2:g}"


def sector(begins: float, ends: float, inner: float, outer: float) -> str:
    """A piece of a ring, as path data."""
    x, y = spot(ends, inner)
    x1, y1 = spot(begins, inner)
    large = int(ends - begins > 180)
    return f"{arc(begins, ends, outer)}L{x:g} {y:g}A{inner:g} {inner:g} 0 {large} 0 {x1:g} {y1:g}Z"


def lanes_for(angles: Sequence[float], radii: Sequence[float], width: float) -> list[int | None]:
    """For marks in the order of their angles: the lane in which each finds room; None where all are taken.

    `width` is what a mark takes along its lane.
    """
    ends: list[float] = [-360.0] * len(radii)
    chosen: list[int | None] = []
    for angle in angles:
        lane = next((n for n, end in enumerate(ends) if angle >= end), None)
        if lane is not None:
            ends[lane] = angle + width / radians(1) / radii[lane]
        chosen.append(lane)
    return chosen
