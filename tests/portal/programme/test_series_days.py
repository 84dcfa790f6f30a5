"""The days of a series: pure arithmetic, held against the calendar."""

from calendar import monthrange
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.programme.dates import MOST, ONCE, REPEATS, days_of

some_day = st.dates(date(2020, 1, 1), date(2090, 12, 31))
some_repeat = st.sampled_from([repeat for repeat in REPEATS if repeat != ONCE])


@given(first=some_day, repeat=some_repeat, times=st.integers(2, MOST))
def test_so_many_times_are_so_many_days_ever_later(first, repeat, times):
    found = days_of(first, repeat, times=times)

    assert len(found) == times
    assert found[0] == first
    assert all(one < other for one, other in pairwise(found))


@given(first=some_day, times=st.integers(2, MOST))
def test_weeks_are_seven_and_fourteen_days(first, times):
    for repeat, step in (("week", 7), ("fortnight", 14)):
        assert days_of(first, repeat, times=times) == [first + timedelta(days=step * n) for n in range(times)]


@given(first=some_day, times=st.integers(2, MOST))
def test_each_month_has_one_on_the_same_weekday_of_the_same_week(first, times):
    found = days_of(first, "weekday", times=times)

    assert {day.weekday() for day in found} == {first.weekday()}
    months = [12 * day.year + day.month for day in found]
    assert months == list(range(months[0], months[0] + times))
    for day in found:
        is_last = day.day + 7 > monthrange(day.year, day.month)[1]
        assert (day.day - 1) // 7 == (first.day - 1) // 7 or (first.day > 28 and is_last)


@given(first=some_day, times=st.integers(2, MOST))
def test_each_month_has_one_on_the_same_date_or_its_last_day(first, times):
    for day in days_of(first, "date", times=times):
        assert day.day == min(first.day, monthrange(day.year, day.month)[1])


@given(first=some_day, repeat=some_repeat, until=st.integers(0, 400))
def test_until_a_day_is_as_far_as_it_goes(first, repeat, until):
    last = first + timedelta(days=until)
    found = days_of(first, repeat, until=last)

    assert found[-1] <= last
    assert days_of(first, repeat, times=len(found) + 1)[-1] > last if len(found) < MOST else True


def test_whichever_comes_first_ends_it():
    first = date(2026, 9, 8)
    assert len(days_of(first, "week", until=date(2026, 9, 30), times=10)) == 4
    assert len(days_of(first, "week", until=date(2026, 12, 31), times=3)) == 3


def test_the_second_tuesday_of_each_month():
    found = days_of(date(2026, 9, 8), "weekday", times=4)
    assert found == [date(2026, 9, 8), date(2026, 10, 13), date(2026, 11, 10), date(2026, 12, 8)]


def test_a_fifth_thursday_is_the_last_where_there_are_four():
    found = days_of(date(2026, 10, 29), "weekday", times=3)
    assert found == [date(2026, 10, 29), date(2026, 11, 26), date(2026, 12, 31)]


@pytest.mark.parametrize(
    "said",
    [{}, {"until": date(2026, 9, 7)}, {"until": date(2028, 9, 8)}],
    ids=["no end", "ends before it begins", "more than sixty"],
)
def test_what_cannot_be_is_refused_at_its_field(said):
    with pytest.raises(PortalError) as fault:
        days_of(date(2026, 9, 8), "week", **said)
    assert fault.value.field == "until"


def test_exactly_sixty_are_taken():
    first = date(2026, 9, 8)
    assert len(days_of(first, "week", until=first + timedelta(weeks=MOST - 1))) == MOST
