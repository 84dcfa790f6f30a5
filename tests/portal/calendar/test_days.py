"""On which days an entry falls."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.rules import check_days, falls_on, months_of, same_day
from portal.errors import PortalError

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def entry(on, until=None, yearly=False):
    return SimpleNamespace(on_date=on, until=until, yearly=yearly)


def test_a_day_falls_on_itself():
    assert list(falls_on(entry(date(2026, 2, 12)), *YEAR)) == [(date(2026, 2, 12), date(2026, 2, 12))]


def test_what_begins_in_december_still_lasts_in_january():
    found = list(falls_on(entry(date(2025, 12, 30), date(2026, 1, 2)), *YEAR))
    assert found == [(date(2025, 12, 30), date(2026, 1, 2))]


def test_a_yearly_one_over_new_year_touches_the_year_twice():
    found = list(falls_on(entry(date(2024, 12, 30), date(2025, 1, 2), yearly=True), *YEAR))
    assert [begins.year for begins, _ends in found] == [2025, 2026]


def test_a_yearly_one_does_not_come_before_its_first_year():
    assert list(falls_on(entry(date(2027, 5, 1), yearly=True), *YEAR)) == []


def test_the_29th_of_february_comes_on_the_28th_where_there_is_none():
    assert same_day(date(2024, 2, 29), 2026) == date(2026, 2, 28)


@given(DAYS, st.integers(0, 60), st.booleans(), DAYS, st.integers(0, 400))
def test_what_is_found_touches_the_days_asked_for(on, days, yearly, first, width):
    last = first + timedelta(days=width)
    for begins, ends in falls_on(entry(on, on + timedelta(days=days), yearly), first, last):
        assert begins <= last
        assert ends >= first
        assert (ends - begins).days == days


@given(DAYS, DAYS)
def test_a_yearly_day_comes_exactly_once_in_each_later_year(on, other):
    year = other.year
    found = list(falls_on(entry(on, yearly=True), date(year, 1, 1), date(year, 12, 31)))
    assert len(found) == (year >= on.year)


def test_a_standing_item_stands_only_while_it_stands():
    months = [1, 4, 7, 10]
    assert months_of(date(2026, 4, 1), date(2027, 7, 31), months, 2026) == [4, 7, 10]
    assert months_of(date(2026, 4, 1), date(2027, 7, 31), months, 2027) == [1, 4, 7]
    assert months_of(date(2026, 4, 1), None, months, 2040) == months


@pytest.mark.parametrize(
    ("kind", "on", "until", "field"),
    [
        ("meeting", date(2026, 5, 2), date(2026, 5, 1), "until"),
        ("meeting", date(2026, 5, 2), date(2027, 6, 1), "until"),
        ("meeting", date(1226, 5, 2), None, "on_date"),
        ("standing", date(2026, 5, 2), date(2226, 1, 1), "until"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(app, kind, on, until, field):
    with app.app_context(), pytest.raises(PortalError) as refused:
        check_days(kind, on, until)
    assert refused.value.field == field


def test_a_standing_item_may_stand_for_years(app):
    check_days("standing", date(2026, 1, 1), date(2028, 12, 31))
