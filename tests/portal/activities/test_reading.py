"""Who sees which activities; and every row once, however one pages."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal import clock
from portal.activities.queries import PAGE, Position, figures_by_unit, newest
from portal.extensions import db
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


def following(page):
    found = re.search(r'rel="next" href="([^"]+)"', page.text)
    return found[1] if found else None


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


def test_somebody_who_moved_still_sees_what_she_registered(factory, organisation, browser, make_activity, all_of, innlandet):
    people, _made = all_of
    moved = make_activity(organisation, unit_id=innlandet, by=people["agder"].id)

    assert str(moved) in rows(browser(people["agder"]).get(LIST))


def test_another_organisations_activities_are_nowhere(organisation, other_organisation, actor, browser, make_activity):
    theirs, missing = make_activity(other_organisation), "01890000-0000-7000-8000-000000000000"
    boss = browser(actor(organisation, Role.ADMINISTRATOR))

    assert rows(boss.get(LIST)) == []
    foreign = boss.get(f"{LIST}{theirs}")
    assert (foreign.status_code, foreign.data) == (404, boss.get(f"{LIST}{missing}").data)


def make_many(factory, organisation, days):
    root = factory.root(organisation)
    from portal.activities.services import register_activity

    with factory.working_as(scope_of(organisation.id)):
        made = [
            register_activity(
                activity_type="core.meeting", unit_id=root, on_date=day, numbers={"participants": 1}, note="", by=None
            ).id
            for day in days
        ]
        db.session.commit()
        return made


def test_paging_shows_each_row_once_newest_first_also_with_many_on_one_day(factory, organisation, actor, browser):
    day = clock.today()
    days = [day] * 45 + [day - timedelta(days=turn % 3) for turn in range(30)]
    made = make_many(factory, organisation, days)
    reader = browser(actor(organisation, Role.READER))

    seen, path = [], LIST
    while path:
        page = reader.get(path)
        found = rows(page)
        assert len(found) <= PAGE
        seen, path = seen + found, following(page)

    expected = sorted(zip(days, made, strict=True), reverse=True)
    assert seen == [str(activity_id) for _day, activity_id in expected]


def test_exactly_one_page_has_no_next(factory, organisation, actor, browser):
    make_many(factory, organisation, [clock.today()] * PAGE)
    page = browser(actor(organisation, Role.READER)).get(LIST)

    assert len(rows(page)) == PAGE
    assert following(page) is None


@pytest.mark.parametrize(
    "after",
    ["", "x", "2026-11-22", "2026-11-22_", "_", "2026-13-45_" + "0" * 32, "2026-11-22_xyz", "2026-11-22_" + "0" * 31,
     "%00", "2026-11-22_" + "g" * 32, "' or 1=1 --", "9" * 5000, "0000-00-00_" + "0" * 32],
)  # fmt: skip
def test_a_mangled_position_begins_at_the_beginning(factory, organisation, actor, browser, after):
    made = make_many(factory, organisation, [clock.today()] * 2)

    page = browser(actor(organisation, Role.READER)).client.get(LIST, query_string={"after": after})

    assert page.status_code == 200
    assert set(rows(page)) == {str(one) for one in made}


@pytest.mark.parametrize("after", ["0001-01-01_" + "0" * 32, "2000-01-01_" + "f" * 32])
def test_a_position_after_the_last_row_shows_an_empty_page(factory, organisation, actor, browser, after):
    make_many(factory, organisation, [clock.today()])

    page = browser(actor(organisation, Role.READER)).get(f"{LIST}?after={after}")

    assert page.status_code == 200
    assert rows(page) == []


@given(on=st.dates(), row=st.uuids())
def test_a_position_reads_what_it_wrote(on, row):
    assert Position.read(str(Position(on, row))) == Position(on, row)


@given(text=st.text(max_size=60))
def test_whatever_stands_in_an_address_is_a_position_or_none(text):
    assert Position.read(text) is None or isinstance(Position.read(text), Position)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(limit=st.integers(1, 9))
def test_pages_of_any_size_add_up_to_the_whole(factory, organisation, limit):
    viewer = factory.viewer(organisation, Role.READER)
    with factory.working_as(scope_of(organisation.id)):
        if not newest(viewer, limit=99)[0]:
            make_many(factory, organisation, [date(2026, 1, 1 + turn % 4) for turn in range(17)])
    with factory.working_as(scope_of(organisation.id)):
        whole = [line.id for line in newest(viewer, limit=99)[0]]
        parts, after = [], None
        while True:
            lines, after = newest(viewer, after=after, limit=limit)
            parts += [line.id for line in lines]
            if after is None:
                break

    assert len(whole) == 17
    assert parts == whole


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
