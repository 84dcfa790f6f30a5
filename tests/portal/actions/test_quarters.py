"""Which quarters of a year an action falls in."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.actions.rules import quarters_in

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
QUARTERS = st.lists(st.integers(1, 4), unique=True)
BEGIN, END = date(2026, 1, 1), date(2028, 12, 31)


def test_none_said_means_all_of_them():
    assert quarters_in(2026, [], BEGIN, END) == (1, 2, 3, 4)


def test_a_campaign_in_the_autumn_of_every_year():
    assert [quarters_in(year, [4], BEGIN, END) for year in (2025, 2026, 2028, 2029)] == [(), (4,), (4,), ()]


def test_it_begins_and_ends_in_the_middle_of_a_quarter():
    assert quarters_in(2026, [], date(2026, 5, 20), date(2026, 7, 1)) == (2, 3)


@given(QUARTERS, DAYS, st.integers(0, 2000))
def test_a_quarter_is_marked_exactly_when_a_day_of_it_is_within(quarters, first, days):
    last = first + timedelta(days=days)
    for year in (first.year, last.year):
        marked = quarters_in(year, quarters, first, last)
        for quarter in (1, 2, 3, 4):
            begins = date(year, quarter * 3 - 2, 1)
            ends = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - timedelta(days=1)
            overlaps = begins <= last and first <= ends
            assert (quarter in marked) == (overlaps and (not quarters or quarter in quarters))
