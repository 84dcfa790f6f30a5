"""Row A7: hours and meetings, so that the board sees what alliances cost."""

from datetime import UTC, date, datetime

import pytest

from plugins.alliances.queries import Cost, cost_this_year, handovers_made
from portal import clock
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import words_of

TODAY = date(2026, 11, 22)
PAGE = "/o/hjertelag/alliances/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def roskilde(factory, organisation):
    factory.plugin(organisation, "alliances")
    return factory.unit(organisation, "Roskilde")


@pytest.fixture
def meet(make_activity):
    def register(organisation, unit_id, on, hours=3, kind="alliances.partner_meeting"):
        numbers = {"participants": 5, "hours": hours}
        make_activity(organisation, activity_type=kind, unit_id=unit_id, on_date=on, numbers=numbers)

    return register


def costs_of(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return cost_this_year(organisation.id, factory.setup(organisation).units, TODAY)


def handovers_of(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return handovers_made(organisation.id, TODAY)


def test_meetings_and_hours_of_this_year_are_added_up(factory, organisation, roskilde, meet):
    meet(organisation, roskilde, date(2026, 1, 1), hours=2)
    meet(organisation, roskilde, TODAY, hours=5)
    meet(organisation, roskilde, date(2025, 12, 31), hours=40)

    assert costs_of(factory, organisation) == [Cost("Roskilde", 2, 7)]


def test_a_meeting_that_took_no_hours_is_still_a_meeting(factory, organisation, roskilde, meet):
    meet(organisation, roskilde, TODAY, hours=0)

    assert costs_of(factory, organisation) == [Cost("Roskilde", 1, 0)]


def test_handovers_are_counted_and_cost_no_meetings(factory, organisation, roskilde, meet):
    meet(organisation, roskilde, TODAY, kind="alliances.handover")
    meet(organisation, roskilde, date(2025, 12, 31), kind="alliances.handover")

    assert handovers_of(factory, organisation) == 1
    assert costs_of(factory, organisation) == []


def test_another_organisations_alliances_are_not_counted(
    factory, organisation, other_organisation, roskilde, meet
):
    elsewhere = factory.unit(other_organisation, "Andeby")
    meet(other_organisation, elsewhere, TODAY)
    meet(other_organisation, elsewhere, TODAY, kind="alliances.handover")

    assert costs_of(factory, organisation) == []
    assert handovers_of(factory, organisation) == 0


def test_a_unit_leader_sees_what_her_own_branch_spent(factory, organisation, roskilde, meet, actor, browser):
    meet(organisation, roskilde, TODAY, hours=321)
    meet(organisation, factory.unit(organisation, "Slagelse"), TODAY, hours=654)

    page = words_of(browser(actor(organisation, Role.UNIT_LEADER, roskilde)).get(PAGE))

    assert "321" in page
    assert "Slagelse" not in page
    assert "654" not in page
    assert "975" not in page


def test_the_page_counts_the_days_to_the_next_election(organisation, roskilde, actor, browser):
    page = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert "20. november 2029" in page
    assert "1\u00a0094 dager" in page


def test_the_empty_page_shows_staff_how_to_begin(organisation, roskilde, actor, browser):
    page = browser(actor(organisation, Role.STAFF)).get(PAGE).text

    assert "/o/hjertelag/activities/register/alliances.partner_meeting" in page
    assert "<table" not in page


def test_switched_off_there_is_no_such_page(organisation, actor, browser):
    assert browser(actor(organisation, Role.ADMINISTRATOR)).get(PAGE).status_code == 404
