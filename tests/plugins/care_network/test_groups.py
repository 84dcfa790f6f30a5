"""Rows N2, N3: which groups have met, and joint meetings counted once."""

from datetime import UTC, date, datetime

import pytest

from plugins.care_network.queries import Line, groups_met, meetings_by_group
from plugins.care_network.rules import name_of
from portal import clock
from portal.goals.progress.period import period_around
from portal.i18n import use_language
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

TODAY = date(2026, 11, 22)
PAGE = "/o/hjertelag/care-network/"


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def nord(factory, organisation):
    factory.plugin(organisation, "care_network")
    return factory.unit(organisation, "Nord", kind="group")


@pytest.fixture
def meet(make_activity):
    def register(organisation, unit_id, on, kind="care_network.network_meeting"):
        make_activity(organisation, activity_type=kind, unit_id=unit_id, on_date=on)

    return register


def meetings_of(factory, organisation):
    autumn, spring = period_around(TODAY, "half"), period_around(date(2026, 6, 30), "half")
    with factory.working_as(scope_of(organisation.id)):
        return meetings_by_group(organisation.id, factory.setup(organisation).units, autumn, spring)


def counted(factory, organisation, on=TODAY):
    with factory.working_as(scope_of(organisation.id)):
        return groups_met(organisation.id, on)


@pytest.mark.parametrize(("day", "name"), [(date(2026, 6, 30), "Spring 2026"), (date(2026, 7, 1), "Autumn 2026")])
def test_the_year_turns_from_spring_to_autumn_on_1_july(day, name):
    with use_language("en"):
        assert name_of(period_around(day, "half")) == name


def test_a_meeting_belongs_to_its_own_half_year(factory, organisation, nord, meet):
    for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)):
        meet(organisation, nord, day)

    assert meetings_of(factory, organisation).groups == [Line("Nord", 1, 2)]
    assert counted(factory, organisation) == 1


def test_a_joint_meeting_is_counted_once_and_makes_no_group_met(factory, organisation, nord, meet):
    meet(organisation, factory.root(organisation), TODAY)

    found = meetings_of(factory, organisation)

    assert found.groups == [Line("Nord", 0, 0)]
    assert found.joint == Line("", 1, 0)
    assert counted(factory, organisation) == 0


def test_teaching_is_no_network_meeting(factory, organisation, nord, meet):
    meet(organisation, nord, TODAY, kind="care_network.teaching")

    assert counted(factory, organisation) == 0


def test_another_organisations_groups_are_not_counted(factory, organisation, other_organisation, nord, meet):
    meet(other_organisation, factory.unit(other_organisation, "Andeby", kind="group"), TODAY)

    assert counted(factory, organisation) == 0
    assert [group.name for group in meetings_of(factory, organisation).groups] == ["Nord"]


def test_a_group_leader_sees_her_own_group_only(factory, organisation, nord, meet, actor, browser):
    factory.unit(organisation, "Sør", kind="group")
    meet(organisation, factory.root(organisation), TODAY)

    page = browser(actor(organisation, Role.UNIT_LEADER, nord)).get(PAGE).text

    assert "Nord" in page
    assert "Sør" not in page
    assert "Fellesmøter" not in page


def test_the_page_says_how_many_groups_have_met(factory, organisation, nord, meet, actor, browser):
    factory.unit(organisation, "Sør", kind="group")
    meet(organisation, nord, TODAY)

    page = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert "1 av 2 grupper" in page
    assert "<li>Sør</li>" in page
    assert "<li>Nord</li>" not in page


def test_without_groups_staff_are_led_to_the_units(factory, organisation, actor, browser):
    factory.plugin(organisation, "care_network")

    staff = browser(actor(organisation, Role.STAFF)).get(PAGE).text
    reader = browser(actor(organisation, Role.READER)).get(PAGE).text

    assert "/o/hjertelag/units/" in staff.partition("<main")[2]
    assert "/o/hjertelag/units/" not in reader


def test_switched_off_there_is_no_such_page(organisation, actor, browser):
    assert browser(actor(organisation, Role.ADMINISTRATOR)).get(PAGE).status_code == 404
