"""Row D2: counties with and without local activity."""

from datetime import UTC, date, datetime

import pytest

from plugins.digital_inclusion.queries import County, activity_by_county, counties_with_activity
from portal import clock
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

TODAY = date(2026, 11, 22)
PAGE = "/o/hjertelag/digital-inclusion/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def agder(factory, organisation):
    factory.plugin(organisation, "digital_inclusion")
    return factory.unit(organisation, "Agder", kind="county")


@pytest.fixture
def hold(make_activity):
    def register(organisation, unit_id, on, kind="digital_inclusion.course"):
        make_activity(organisation, activity_type=kind, unit_id=unit_id, on_date=on)

    return register


def counties_of(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return activity_by_county(organisation.id, factory.setup(organisation), TODAY)


def counted(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return counties_with_activity(organisation.id, TODAY)


def test_a_county_counts_with_all_that_lies_below_it(factory, organisation, agder, hold):
    branch = factory.unit(organisation, "Lillesand", parent_id=agder)
    group = factory.unit(organisation, "Brekkestø", parent_id=branch)
    hold(organisation, branch, TODAY)
    hold(organisation, group, TODAY, kind="digital_inclusion.drop_in")

    assert counties_of(factory, organisation) == [County("Agder", 2)]
    assert counted(factory, organisation) == 1


def test_a_branch_outside_every_county_gives_none_of_them_activity(factory, organisation, agder, hold):
    hold(organisation, factory.unit(organisation, "Nettforeningen"), TODAY)

    assert counties_of(factory, organisation) == [County("Agder", 0)]
    assert counted(factory, organisation) == 0


def test_older_courses_and_other_activities_are_left_out(factory, organisation, agder, hold):
    hold(organisation, agder, date(2025, 10, 31))
    hold(organisation, agder, TODAY, kind="core.meeting")

    assert counted(factory, organisation) == 0


def test_no_course_of_the_last_twelve_months_is_forgotten(factory, organisation, agder, hold):
    hold(organisation, agder, date(2025, 11, 23))

    assert counted(factory, organisation) == 1


def test_another_organisations_courses_are_not_counted(factory, organisation, other_organisation, agder, hold):
    hold(other_organisation, factory.unit(other_organisation, "Andeby", kind="county"), TODAY)

    assert counted(factory, organisation) == 0
    assert [county.name for county in counties_of(factory, organisation)] == ["Agder"]


def test_the_page_tells_counties_with_activity_from_those_without(factory, organisation, agder, hold, actor, browser):
    factory.unit(organisation, "Troms", kind="county")
    hold(organisation, agder, TODAY)

    page = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert "1 av 2 fylker" in page
    assert "<li>Troms</li>" in page
    assert "<li>Agder</li>" not in page


def test_who_leads_one_branch_does_not_see_the_whole_country(factory, organisation, agder, actor, browser):
    assert browser(actor(organisation, Role.UNIT_LEADER, agder)).get(PAGE).status_code == 403


def test_without_counties_staff_are_led_to_the_units(factory, organisation, actor, browser):
    factory.plugin(organisation, "digital_inclusion")

    page = browser(actor(organisation, Role.STAFF)).get(PAGE).text

    assert "/o/hjertelag/units/" in page.partition("<main")[2]


def test_switched_off_there_is_no_such_page(organisation, actor, browser):
    assert browser(actor(organisation, Role.ADMINISTRATOR)).get(PAGE).status_code == 404
