"""Row R4: this year's peer support beside last year's."""

from datetime import UTC, date, datetime

import pytest

from plugins.recruitment.queries import Line, branches_with_peer_support, peer_support_by_unit
from portal import clock
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

TODAY = date(2026, 11, 22)
PAGE = "/o/hjertelag/recruitment/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def agder(factory, organisation):
    factory.plugin(organisation, "recruitment")
    return factory.unit(organisation, "Agder")


@pytest.fixture
def support(make_activity):
    def register(organisation, unit_id, on, participants=8, kind="recruitment.peer_support"):
        numbers = {"participants": participants, "new_people": 1}
        make_activity(organisation, activity_type=kind, unit_id=unit_id, on_date=on, numbers=numbers)

    return register


def lines_of(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return peer_support_by_unit(organisation.id, factory.setup(organisation).units, TODAY)


def counted(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return branches_with_peer_support(organisation.id, TODAY)


def test_a_branch_stands_beside_its_own_last_year(factory, organisation, agder, support):
    support(organisation, agder, date(2026, 3, 1), participants=4)
    support(organisation, agder, TODAY, participants=7)
    support(organisation, agder, date(2025, 11, 30), participants=5)

    assert lines_of(factory, organisation) == [Line("Agder", 2, 1, 11, 5)]


def test_months_of_last_year_that_have_not_come_this_year_are_left_out(factory, organisation, agder, support):
    support(organisation, agder, date(2025, 12, 1))
    support(organisation, agder, date(2024, 11, 1))

    assert lines_of(factory, organisation) == [Line("Agder", 0, 0, 0, 0)]


def test_other_kinds_of_activities_are_no_peer_support(factory, organisation, agder, support):
    support(organisation, agder, TODAY, kind="recruitment.recruitment_talk")
    support(organisation, agder, TODAY, kind="core.meeting")

    assert lines_of(factory, organisation) == [Line("Agder", 0, 0, 0, 0)]
    assert counted(factory, organisation) == 0


def test_an_office_has_a_line_only_with_figures(factory, organisation, agder, support):
    factory.unit(organisation, "Arkivet", kind="office")
    busy = factory.unit(organisation, "Kontoret", kind="office")
    support(organisation, busy, TODAY, participants=3)

    assert [line.name for line in lines_of(factory, organisation)] == ["Agder", "Kontoret"]


def test_the_metric_counts_branches_of_the_last_twelve_months_once(factory, organisation, agder, support):
    support(organisation, agder, date(2025, 11, 23))
    support(organisation, agder, TODAY)
    support(organisation, factory.unit(organisation, "Innlandet"), date(2025, 10, 31))
    support(organisation, factory.unit(organisation, "Kontoret", kind="office"), TODAY)

    assert counted(factory, organisation) == 1


def test_another_organisations_peer_support_is_not_counted(factory, organisation, other_organisation, agder, support):
    support(other_organisation, factory.unit(other_organisation, "Andeby"), TODAY)

    assert counted(factory, organisation) == 0
    assert [line.name for line in lines_of(factory, organisation)] == ["Agder"]


def test_a_unit_leader_sees_her_own_branch_only(factory, organisation, agder, support, actor, browser):
    innlandet = factory.unit(organisation, "Innlandet")
    support(organisation, agder, TODAY, participants=4321)
    support(organisation, innlandet, TODAY, participants=8765)

    page = browser(actor(organisation, Role.UNIT_LEADER, agder)).get(PAGE).text

    assert "Agder" in page
    assert "4\u00a0321" in page
    assert "Innlandet" not in page
    assert "8\u00a0765" not in page
    assert "13\u00a0086" not in page


def test_a_branch_without_activities_this_year_is_named(factory, organisation, agder, support, actor, browser):
    support(organisation, factory.unit(organisation, "Innlandet"), TODAY)

    page = browser(actor(organisation, Role.STAFF)).get(PAGE).text

    assert "<li>Agder</li>" in page
    assert "<li>Innlandet</li>" not in page


def test_the_empty_page_shows_staff_how_to_begin(organisation, agder, actor, browser):
    page = browser(actor(organisation, Role.STAFF)).get(PAGE).text

    assert "/o/hjertelag/activities/register/recruitment.peer_support" in page
    assert "<table" not in page


def test_a_reader_is_not_sent_to_a_form_that_she_may_not_open(organisation, agder, actor, browser):
    page = browser(actor(organisation, Role.READER)).get(PAGE)

    assert page.status_code == 200
    assert "activities/register" not in page.text


def test_a_volunteer_does_not_see_the_figures(organisation, agder, actor, browser):
    opened = browser(actor(organisation, Role.VOLUNTEER, agder))

    assert opened.get(PAGE).status_code == 403
    assert f'"{PAGE}"' not in opened.get("/o/hjertelag/").text


def test_switched_off_there_is_no_such_page(organisation, actor, browser):
    opened = browser(actor(organisation, Role.ADMINISTRATOR))

    assert opened.get(PAGE).status_code == 404
    assert PAGE not in opened.get("/o/hjertelag/").text
