"""Every row once, however one pages."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal import clock
from portal.activities.filter import NEWEST, OLDEST, REGISTERED, Filter
from portal.activities.queries import PAGE, lines_of
from portal.activities.services import register_activity
from portal.extensions import db
from portal.paging import Position
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

LIST = "/o/hjertelag/activities/"


def rows(page):
    return re.findall(r'activities/([0-9a-f-]{36})"', page.text)


def following(page):
    found = re.search(r'rel="next" href="([^"]+)"', page.text)
    return found[1] if found else None


def make_many(factory, organisation, days):
    root = factory.root(organisation)
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


@pytest.mark.parametrize("sort", [NEWEST, OLDEST, REGISTERED])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8, 16, 17, 18])
def test_pages_of_any_size_add_up_to_the_whole(factory, organisation, limit, sort):
    made = make_many(factory, organisation, days := [date(2026, 1, 1 + turn % 4) for turn in range(17)])
    viewer, asked = factory.viewer(organisation, Role.READER), Filter(sort=sort)

    with factory.working_as(scope_of(organisation.id)):
        parts, after = lines_of(viewer, asked, limit=limit)
        while after:
            more, after = lines_of(viewer, asked, after=after, limit=limit)
            parts += more

    by_day = sorted(zip(days, made, strict=True))
    expected = {NEWEST: [row for _day, row in reversed(by_day)], OLDEST: [row for _day, row in by_day]}
    assert [line.id for line in parts] == expected.get(sort, sorted(made, reverse=True))
