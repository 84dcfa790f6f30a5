"""Public holidays: computed from Easter, and shown where somebody might plan a meeting on one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.calendar.holidays import easter, holidays_of
from portal.calendar.rules import FIRST_YEAR, LAST_YEAR
from portal.calendar.services import add_entry
from portal.extensions import db
from portal.i18n import use_language
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of


@pytest.mark.parametrize("sunday", ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05", "2038-04-25"])
def test_easter_is_the_one_in_the_almanac(sunday):
    assert easter(int(sunday[:4])).isoformat() == sunday


@given(st.integers(FIRST_YEAR, LAST_YEAR))
def test_easter_is_a_sunday_of_march_or_april(year):
    found = easter(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


def names(country, year, language):
    with use_language(language):
        return {day.isoformat()[5:]: name for day, name in holidays_of(country, year).items()}


def test_norway_has_its_two_days_in_may():
    found = names("NO", 2026, "nb")
    assert list(found) == [
        "01-01", "04-02", "04-03", "04-05", "04-06", "05-01", "05-14", "05-17", "05-24", "05-25", "12-25", "12-26",
    ]  # fmt: skip
    assert (found["04-03"], found["05-17"]) == ("langfredag", "grunnlovsdagen")


def test_denmark_had_its_great_prayer_day_until_2023():
    assert names("DK", 2023, "da")["05-05"] == "store bededag"
    assert not {"05-01", "05-17", "04-26"} & names("DK", 2024, "da").keys()


def test_two_holidays_of_one_day_are_both_named():
    assert names("NO", 2008, "nb")["05-01"] == "Kristi himmelfartsdag, arbeidernes dag"


def test_a_meeting_on_a_holiday_is_flagged_in_the_list_and_on_its_page(factory, organisation, actor, browser):
    with factory.working_as(scope_of(organisation.id)):
        root = factory.root(organisation)
        ids = [
            add_entry(kind="meeting", title=title, on_date=on, unit_id=root, by=None).id
            for title, on in (("Styremøte", date(2026, 5, 14)), ("Årsmøte", date(2026, 5, 15)))
        ]
        db.session.commit()
    reader = browser(actor(organisation, Role.READER))

    page = reader.get("/o/hjertelag/yearwheel/?year=2026").text
    shown = [reader.get(f"/o/hjertelag/calendar/{one}").text for one in ids]

    assert page.count("Kristi himmelfartsdag</b>") == 1
    assert "17. mai grunnlovsdagen" in page
    assert ["Kristi himmelfartsdag" in one for one in shown] == [True, False]
