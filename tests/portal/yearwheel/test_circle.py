"""The arithmetic of the wheel."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from portal.yearwheel.circle import CENTRE, angle_of, lanes_for, month_angles, spot

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_every_day_lies_within_its_month(day):
    begins, ends = month_angles(day.year, day.month)
    assert begins < angle_of(day) < ends


@given(st.integers(2000, 2099))
def test_the_months_make_a_whole_circle(year):
    pieces = [month_angles(year, month) for month in range(1, 13)]
    assert (pieces[0][0], pieces[-1][1]) == (0, 360)
    assert all(before[1] == after[0] for before, after in pairwise(pieces))


def test_the_year_begins_at_the_top_and_goes_as_a_clock():
    assert spot(0, 100) == (CENTRE, CENTRE - 100)
    assert spot(90, 100) == (CENTRE + 100, CENTRE)


@given(st.lists(st.floats(0, 359.9), max_size=60).map(sorted))
def test_no_two_marks_of_a_lane_overlap(angles):
    radii, width = (400.0, 370.0), 33.0
    lanes = lanes_for(angles, radii, width)
    for lane, radius in enumerate(radii):
        there = [angle for angle, chosen in zip(angles, lanes, strict=True) if chosen == lane]
        gaps = [(later - earlier) * radius * 3.14159 / 180 for earlier, later in pairwise(there)]
        assert all(gap >= width * 0.999 for gap in gaps)
