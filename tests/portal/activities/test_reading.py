"""Who sees which activities."""

import re
from datetime import date

import pytest

from portal.activities.queries import figures_beside_last_year, figures_by_unit
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

LIST = "/o/hjertelag/activities/"


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def arendal(factory, organisation, agder):
    return factory.unit(organisation, "Arendal", parent_id=agder)


@pytest.fixture
def innlandet(factory, organisation):
    return factory.unit(organisation, "Innlandet")


def rows(page):
    return re.findall(r'activities/([0-9a-f-]{36})"', page.text)


@pytest.fixture
def all_of(organisation, actor, make_activity, agder, arendal, innlandet):
    """One activity by each of: a volunteer of Agder, one of Arendal, one of Innlandet."""
    people = {name: actor(organisation, Role.VOLUNTEER, unit) for name, unit in
              (("agder", agder), ("arendal", arendal), ("innlandet", innlandet))}  # fmt: skip
    units = {"agder": agder, "arendal": arendal, "innlandet": innlandet}
    made = {
        name: make_activity(organisation, unit_id=units[name], by=people[name].id, note=f"notat fra {name}")
        for name in people
    }
    return people, made


def test_a_volunteer_sees_only_her_own(browser, all_of):
    people, made = all_of

    assert rows(browser(people["agder"]).get(LIST)) == [str(made["agder"])]


def test_a_unit_leader_sees_her_unit_and_what_lies_below(organisation, actor, browser, agder, all_of):
    _people, made = all_of
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))

    assert set(rows(leader.get(LIST))) == {str(made["agder"]), str(made["arendal"])}
    assert leader.get(f"{LIST}{made['innlandet']}").status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.STAFF, Role.READER])
def test_staff_and_readers_see_all(organisation, actor, browser, all_of, role):
    _people, made = all_of

    assert set(rows(browser(actor(organisation, role)).get(LIST))) == {str(one) for one in made.values()}


def test_a_reader_sees_no_notes_and_everybody_else_who_sees_the_activity_does(
    organisation, actor, browser, agder, all_of
):
    people, made = all_of
    path, note = f"{LIST}{made['agder']}", "notat fra agder"

    assert note not in browser(actor(organisation, Role.READER)).get(path).text
    assert note in browser(people["agder"]).get(path).text
    assert note in browser(actor(organisation, Role.UNIT_LEADER, agder)).get(path).text


def test_somebody_who_moved_still_sees_what_she_registered(
    factory, organisation, browser, make_activity, all_of, innlandet
):
    people, _made = all_of
    moved = make_activity(organisation, unit_id=innlandet, by=people["agder"].id)

    assert str(moved) in rows(browser(people["agder"]).get(LIST))


def test_another_organisations_activities_are_nowhere(organisation, other_organisation, actor, browser, make_activity):
    theirs, missing = make_activity(other_organisation), "01890000-0000-7000-8000-000000000000"
    boss = browser(actor(organisation, Role.ADMINISTRATOR))

    assert rows(boss.get(LIST)) == []
    foreign = boss.get(f"{LIST}{theirs}")
    assert (foreign.status_code, foreign.data) == (404, boss.get(f"{LIST}{missing}").data)


def test_figures_by_unit_count_whole_months_and_leave_out_units_without_any(
    factory, organisation, other_organisation, make_activity, agder, innlandet
):
    make_activity(organisation, unit_id=agder, on_date=date(2026, 3, 31))
    make_activity(organisation, unit_id=agder, on_date=date(2026, 4, 1), numbers={"participants": 30})
    make_activity(organisation, unit_id=agder, on_date=date(2026, 6, 30))
    make_activity(organisation, unit_id=agder, on_date=date(2026, 7, 1))
    make_activity(organisation, unit_id=agder, on_date=date(2026, 5, 1), activity_type="core.talk")
    make_activity(other_organisation, on_date=date(2026, 5, 1))

    with factory.working_as(scope_of(organisation.id)):
        asked = (organisation.id, ["core.meeting"], date(2026, 4, 17), date(2026, 6, 2))
        assert figures_by_unit(*asked) == {agder: 2}
        assert figures_by_unit(*asked, measure="participants") == {agder: 38}


def test_figures_beside_last_year_are_of_the_same_months_of_both_years(
    factory, organisation, other_organisation, make_activity, agder, innlandet
):
    for on in ((2026, 1, 1), (2026, 4, 30), (2026, 5, 1), (2025, 4, 30), (2025, 5, 1), (2024, 12, 31)):
        make_activity(organisation, unit_id=agder, on_date=date(*on), numbers={"participants": on[0] - 2020})
    make_activity(organisation, unit_id=innlandet, on_date=date(2025, 1, 1), activity_type="core.talk")
    make_activity(other_organisation, on_date=date(2026, 2, 1))

    with factory.working_as(scope_of(organisation.id)):
        asked = (organisation.id, ["core.meeting"], date(2026, 4, 17), ("activities", "participants"))
        assert figures_beside_last_year(*asked) == {
            ("activities", 2026): {agder: 2},
            ("activities", 2025): {agder: 1},
            ("participants", 2026): {agder: 12},
            ("participants", 2025): {agder: 5},
        }
