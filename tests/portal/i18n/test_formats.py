"""Our formatters say what babel says; where they differ on purpose, it is said here."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from babel import Locale, dates, numbers
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import clock
from portal.i18n import (
    format_clock,
    format_date,
    format_month,
    format_number,
    format_percent,
    format_short_date,
    format_time,
    format_weekday,
    use_language,
)

LANGUAGES = ("nb", "da", "en")
LONG_MINUS = "\u2212"
each_language = pytest.mark.parametrize("language", LANGUAGES)

any_date = st.dates(date(1900, 1, 1), date(2199, 12, 31))
any_decimal = st.decimals(min_value=-(10**12), max_value=10**12, places=6)
any_number = st.one_of(st.integers(-(10**12), 10**12), any_decimal)


def in_each_language(**examples):
    """Many examples in each; without a deadline, because babel reads its data at the first one."""
    return lambda test: each_language(settings(deadline=None)(given(**examples)(test)))


def as_we_write(said: str) -> str:
    """Two differences on purpose: the keyboard's minus, which our forms read back, and none before zero."""
    plain = said.replace(LONG_MINUS, "-")
    return plain if any(sign in "123456789" for sign in plain) else plain.removeprefix("-")


def days_of(*years: int) -> list[date]:
    return [date(year, 1, 1) + timedelta(n) for year in years for n in range(366 if year % 4 == 0 else 365)]


@each_language
def test_every_day_of_several_years_is_written_out_as_babel_does(language):
    with use_language(language):
        for day in days_of(1999, 2024, 2025, 2026):
            assert format_date(day) == dates.format_date(day, "long", locale=language)


@in_each_language(day=any_date)
def test_any_date_is_written_out_as_babel_does(language, day):
    with use_language(language):
        assert format_date(day) == dates.format_date(day, "long", locale=language)
        assert format_month(day) == dates.format_skeleton("yMMMM", day, locale=language)
        assert format_weekday(day) == dates.format_date(day, "full", locale=language)


@pytest.mark.parametrize(("language", "said"), [("nb", "09:05"), ("da", "09.05"), ("en", "09:05")])
def test_the_clock_has_a_dot_in_danish(language, said):
    with use_language(language):
        assert format_clock(time(9, 5)) == said


@in_each_language(day=any_date)
def test_a_short_date_is_the_nordic_one_in_every_language(language, day):
    """English differs on purpose: 5/7/26 is another day to half of its readers."""
    with use_language(language):
        assert format_short_date(day) == dates.format_date(day, "dd.MM.yyyy", locale="nb")
    if language != "en":
        assert dates.format_date(day, "short", locale=language) == dates.format_date(day, "dd.MM.yyyy", locale="nb")


@pytest.mark.parametrize(("language", "pattern"), [("nb", "HH:mm"), ("da", "HH.mm"), ("en", "HH:mm")])
@settings(deadline=None)
@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_a_time_is_the_organisations_own(language, pattern, moment):
    """English differs on purpose: 24 hours, as on every clock in the two countries."""
    there = moment.astimezone(clock.local(moment).tzinfo)
    hour = dates.format_time(there, pattern, locale=language)
    with use_language(language):
        assert format_time(moment) == f"{format_date(there.date())}, {hour}"
    if language != "en":
        assert Locale(language).time_formats["short"].pattern == pattern


@in_each_language(number=any_number)
def test_any_number_is_written_as_babel_does(language, number):
    with use_language(language):
        assert format_number(number) == as_we_write(numbers.format_decimal(number, "#,##0.##", locale=language))


@in_each_language(hundredths=st.integers(-(10**9), 10**9))
def test_a_float_of_two_decimals_is_written_as_its_decimal(language, hundredths):
    with use_language(language):
        assert format_number(hundredths / 100) == format_number(Decimal(hundredths) / 100)


@in_each_language(number=any_number)
def test_any_percentage_is_written_as_babel_does(language, number):
    """Babel takes a share, we the percentage itself."""
    pattern = Locale(language).percent_formats[None].pattern.replace("#,##0", "#,##0.##")
    expected = numbers.format_percent(Decimal(number) / 100, pattern, locale=language)
    with use_language(language):
        assert format_percent(number) == as_we_write(expected)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nb", ["7. mai 2026", "07.05.2026", "mai 2026", "1\u00a0234,5", "12,5\u00a0%", "-3", "0"]),
        ("da", ["7. maj 2026", "07.05.2026", "maj 2026", "1.234,5", "12,5\u00a0%", "-3", "0"]),
        ("en", ["May 7, 2026", "07.05.2026", "May 2026", "1,234.5", "12.5%", "-3", "0"]),
    ],
)
def test_what_it_looks_like(language, expected):
    day = date(2026, 5, 7)
    with use_language(language):
        said = [format_date(day), format_short_date(day), format_month(day)]
        said += [format_number(Decimal("1234.50")), format_percent(12.5), format_number(-3), format_number(-0.001)]

    assert said == expected


def test_the_day_of_a_moment_is_the_one_on_the_organisations_clock():
    with use_language("nb"):
        clock.use_zone("Europe/Oslo")
        assert format_date(datetime(2026, 11, 21, 23, 30, tzinfo=UTC)) == "22. november 2026"
