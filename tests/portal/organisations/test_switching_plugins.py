"""Plugins are switched on and off by each organisation for itself."""

import pytest
from sqlalchemy import select

from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says, words_of

PAGE = "/o/hjertelag/plugins/recruitment"
ADDED = ("/o/hjertelag/recruitment/", "/o/hjertelag/activities/register/recruitment.peer_support")


@pytest.fixture
def boss(organisation, actor, browser):
    return browser(actor(organisation, Role.ADMINISTRATOR))


@pytest.fixture
def theirs(other_organisation, actor, browser):
    return browser(actor(other_organisation, Role.ADMINISTRATOR))


def answers(browser, slug="hjertelag"):
    return [browser.get(path.replace("hjertelag", slug)).status_code for path in ADDED]


def test_switched_on_its_pages_menu_and_activity_types_are_there_at_once_and_nowhere_else(boss, theirs):
    assert answers(boss) == [404, 404]

    boss.post(PAGE)

    assert answers(boss) == [200, 200]
    assert ADDED[0] in boss.get("/o/hjertelag/").text
    assert ADDED[1] in boss.get("/o/hjertelag/activities/register").text
    assert answers(theirs, "lungelag") == [404, 404]
    assert "recruitment" not in theirs.get("/o/lungelag/").text
    assert "recruitment" not in theirs.get("/o/lungelag/activities/register").text


def test_switched_off_all_is_gone_and_switched_on_again_all_is_back(
    factory, organisation, boss, make_activity, actor, browser
):
    boss.post(PAGE)
    member = browser(actor(organisation, Role.STAFF))
    boss.post(ADDED[1], {"number_participants": "777", "number_new_people": "1"})

    boss.post(PAGE)
    assert answers(member) == [404, 404]
    assert "recruitment" not in member.get("/o/hjertelag/").text
    with factory.working_as(scope_of(organisation.id)):
        assert len(db.session.scalars(select(Activity)).all()) == 1

    boss.post(PAGE)
    assert answers(member) == [200, 200]
    assert "777" in words_of(member.get("/o/hjertelag/activities/"))


def test_switched_off_nothing_tells_that_it_exists(boss):
    off, never = boss.get("/o/hjertelag/recruitment/"), boss.get("/o/hjertelag/no-such-plugin/")

    assert (off.status_code, off.data) == (never.status_code, never.data)


def test_the_page_says_what_the_plugin_adds_before_it_is_switched_on(boss):
    page = boss.get(PAGE)

    assert says(page, "Switch on")
    assert says(page, "In the menu")
    assert says(page, "Activities to register")


@pytest.mark.parametrize("role", [Role.STAFF, Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_only_administrators_switch(organisation, actor, browser, role):
    opened = browser(actor(organisation, role))

    assert opened.get(PAGE).status_code == 403
    assert opened.send(PAGE, {"csrf_token": opened.token(), "form_key": "0" * 32}).status_code == 403
    assert answers(opened)[0] == 404


@pytest.mark.parametrize("name", ["goals", "health", "no-such", "core"])
def test_what_is_no_plugin_cannot_be_switched(boss, name):
    path = f"/o/hjertelag/plugins/{name}"

    assert boss.get(path).status_code == 404
    assert boss.send(path, {"csrf_token": boss.token(), "form_key": "0" * 32}).status_code == 404


def test_pressing_twice_switches_once(boss):
    typed = boss.fields(PAGE)

    assert [boss.send(PAGE, typed).location for _turn in range(2)] == ["/o/hjertelag/plugins/"] * 2

    assert answers(boss) == [200, 200]


def test_two_administrators_who_switch_it_on_have_it_on(organisation, actor, browser, boss):
    other = browser(actor(organisation, Role.ADMINISTRATOR))
    typed = [opened.fields(PAGE) for opened in (boss, other)]

    boss.send(PAGE, typed[0])
    other.send(PAGE, typed[1])

    assert answers(boss) == [200, 200]
