"""Which counties were visited, and which were not."""

from datetime import UTC, date, datetime

import pytest

from plugins.coordinator_funding.queries import County, counties_visited, visits_by_county
from portal import clock
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

TODAY = date(2026, 11, 22)
PAGE = "/o/hjertelag/coordinator-funding/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def agder(factory, organisation):
    factory.plugin(organisation, "coordinator_funding")
    return factory.unit(organisation, "Agder", kind="county")


@pytest.fixture
def visit(make_activity):
    def register(organisation, unit_id, on, kind="coordinator_funding.municipality_visit"):
        make_activity(organisation, activity_type=kind, unit_id=unit_id, on_date=on)

    return register


def counties_of(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return visits_by_county(organisation.id, factory.setup(organisation), TODAY)


def counted(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return counties_visited(organisation.id, TODAY)


def test_a_visit_below_a_county_is_the_countys(factory, organisation, agder, visit):
    visit(organisation, agder, TODAY)
    visit(organisation, factory.unit(organisation, "Lillesand", kind="group", parent_id=agder), TODAY)

    assert counties_of(factory, organisation) == [County("Agder", 2)]
    assert counted(factory, organisation) == 1


def test_visits_before_this_month_last_year_are_left_out(factory, organisation, agder, visit):
    visit(organisation, agder, date(2025, 10, 31))

    assert counted(factory, organisation) == 0


def test_no_visit_of_the_last_twelve_months_is_forgotten(factory, organisation, agder, visit):
    visit(organisation, agder, date(2025, 11, 23))

    assert counted(factory, organisation) == 1


def test_gatherings_and_visits_of_the_office_visit_no_county(factory, organisation, agder, visit):
    visit(organisation, agder, TODAY, kind="coordinator_funding.gathering")
    visit(organisation, factory.root(organisation), TODAY)

    assert counties_of(factory, organisation) == [County("Agder", 0)]
    assert counted(factory, organisation) == 0


def test_another_organisations_visits_are_not_counted(factory, organisation, other_organisation, agder, visit):
    visit(other_organisation, factory.unit(other_organisation, "Andeby", kind="county"), TODAY)

    assert counted(factory, organisation) == 0
    assert [county.name for county in counties_of(factory, organisation)] == ["Agder"]


def test_the_page_tells_visited_from_unvisited(factory, organisation, agder, visit, actor, browser):
    factory.unit(organisation, "Troms", kind="county")
    visit(organisation, agder, TODAY)

    page = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert "1 av 2 fylker" in page
    assert "<li>Troms</li>" in page
    assert "<li>Agder</li>" not in page


def test_who_leads_one_county_does_not_see_the_others(factory, organisation, agder, actor, browser):
    opened = browser(actor(organisation, Role.UNIT_LEADER, agder))

    assert opened.get(PAGE).status_code == 403
    assert PAGE not in opened.get("/o/hjertelag/").text


def test_without_counties_staff_are_led_to_the_units(factory, organisation, actor, browser):
    factory.plugin(organisation, "coordinator_funding")

    page = browser(actor(organisation, Role.STAFF)).get(PAGE).text

    assert "/o/hjertelag/units/" in page.partition("<main")[2]


def test_switched_off_there_is_no_such_page(organisation, actor, browser):
    assert browser(actor(organisation, Role.ADMINISTRATOR)).get(PAGE).status_code == 404
