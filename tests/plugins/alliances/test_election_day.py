"""Row A4: the plan counts back from election day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.alliances.rules import election_day, next_election

DAYS = st.dates(date(2000, 1, 1), date(2200, 12, 31))


@pytest.mark.parametrize(("year", "day"), [(2009, 17), (2013, 19), (2017, 21), (2021, 16), (2025, 18), (2029, 20)])
def test_the_rule_gives_the_days_on_which_denmark_votes(year, day):
    day = date(year, 11, day)

    assert next_election(day) == day
    assert next_election(day - timedelta(days=1)) == day


@given(st.integers(2000, 2200))
def test_election_day_is_the_third_tuesday_of_november(year):
    day = election_day(year)

    tuesdays = [date(year, 11, n) for n in range(1, 31) if date(year, 11, n).isoweekday() == 2]
    assert day == tuesdays[2]


@given(DAYS)
def test_the_next_election_is_never_past_and_less_than_four_years_and_a_week_away(on):
    assert 0 <= (next_election(on) - on).days <= 4 * 366 + 7


@given(DAYS)
def test_no_election_lies_between_a_day_and_the_next_election(on):
    day = next_election(on)

    assert (day.year - 2025) % 4 == 0
    assert election_day(day.year - 4) < on


@given(DAYS)
def test_the_day_after_an_election_the_next_one_is_four_years_on(on):
    day = next_election(on)

    assert next_election(day + timedelta(days=1)).year == day.year + 4
