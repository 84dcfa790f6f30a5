"""Correcting and removing: one's own for fourteen days, a leader's always."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
LATE = "You can correct what you registered for 14 days. After that, ask your unit leader."


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def kari(organisation, actor, agder):
    return actor(organisation, Role.VOLUNTEER, agder)


@pytest.fixture
def hers(organisation, make_activity, kari, agder):
    """The page of an activity that Kari registered at MOMENT."""
    with clock.stopped_at(MOMENT):
        made = make_activity(organisation, unit_id=agder, by=kari.id)
    return f"/o/hjertelag/activities/{made}"


@pytest.fixture
def number(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            return [row["participants"] for row in db.session.scalars(select(Activity.numbers))]

    return found


def correct(browser, path, participants):
    return browser.post(f"{path}/correct", {"number_participants": str(participants)})


def test_her_own_can_be_corrected_for_fourteen_days(browser, kari, hers, number):
    with clock.stopped_at(MOMENT):
        opened = browser(kari)
    with clock.stopped_at(MOMENT + timedelta(days=13, hours=23, minutes=59)):
        assert correct(opened, hers, 9).status_code == 303

    assert number() == [9]


def test_afterwards_it_cannot_and_she_is_told_whom_to_ask(browser, kari, hers, number):
    with clock.stopped_at(MOMENT):
        opened = browser(kari)
        typed = opened.fields(f"{hers}/correct")
    with clock.stopped_at(MOMENT + timedelta(days=14)):
        page = opened.send(f"{hers}/correct", {**typed, "number_participants": "9"})
        assert page.status_code == 403
        assert says(page, LATE)
        assert opened.send(f"{hers}/remove", typed).status_code == 403
        assert f"{hers}/correct" not in opened.get(hers).text

    assert number() == [8]


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.STAFF, Role.ADMINISTRATOR])
def test_leaders_correct_it_later_too(organisation, actor, browser, agder, hers, number, role):
    leader = actor(organisation, role, agder if role is Role.UNIT_LEADER else None)
    with clock.stopped_at(MOMENT + timedelta(days=100)):
        assert correct(browser(leader), hers, 9).status_code == 303

    assert number() == [9]


def test_a_leader_of_another_unit_does_not_even_see_it(factory, organisation, actor, browser, hers):
    beside = factory.unit(organisation, "Innlandet")
    leader = browser(actor(organisation, Role.UNIT_LEADER, beside))

    assert leader.get(hers).status_code == 404
    assert leader.get(f"{hers}/correct").status_code == 404
    assert leader.send(f"{hers}/remove", {"csrf_token": leader.token()}).status_code == 404


def test_another_volunteer_of_the_unit_neither_sees_nor_corrects_it(organisation, actor, browser, agder, hers):
    other = browser(actor(organisation, Role.VOLUNTEER, agder))

    assert other.get(hers).status_code == 404
    assert other.get(f"{hers}/correct").status_code == 404


def test_the_form_is_filled_with_what_was_registered(browser, kari, hers, agder):
    with clock.stopped_at(MOMENT):
        filled = browser(kari).fields(f"{hers}/correct")

    assert (filled["on_date"], filled["unit_id"], filled["number_participants"]) == ("2026-11-22", str(agder), "8")


def test_a_day_to_come_is_refused_here_too(browser, kari, hers, number):
    with clock.stopped_at(MOMENT):
        page = browser(kari).post(f"{hers}/correct", {"on_date": "2026-11-23", "number_participants": "9"})
        assert says(page, "This day has not come yet. Register the activity when it has taken place.")
        assert form_fields(page.text)["on_date"] == "2026-11-23"

    assert number() == [8]


def test_removing_asks_first(browser, kari, hers, number):
    with clock.stopped_at(MOMENT):
        opened = browser(kari)
        assert opened.get(f"{hers}/remove").status_code == 200
        assert number() == [8]
        assert opened.post(f"{hers}/remove").status_code == 303

    assert number() == []


def test_two_who_correct_it_are_shown_both_and_choose(organisation, actor, browser, kari, hers, number):
    with clock.stopped_at(MOMENT):
        opened, other = browser(kari), browser(actor(organisation, Role.STAFF))
        older = other.fields(f"{hers}/correct")
        correct(opened, hers, 11)

        page = other.send(f"{hers}/correct", {**older, "number_participants": "12"})
        assert page.status_code == 200
        assert says(page, "Somebody else saved this while you were writing")
        assert number() == [11]

        other.send(f"{hers}/correct", form_fields(page.text))
    assert number() == [12]


def test_what_both_wrote_alike_is_no_conflict(organisation, actor, browser, kari, hers, number):
    with clock.stopped_at(MOMENT):
        opened, other = browser(kari), browser(actor(organisation, Role.STAFF))
        older = other.fields(f"{hers}/correct")
        correct(opened, hers, 11)

        assert other.send(f"{hers}/correct", {**older, "number_participants": "11"}).status_code == 303


def test_an_activity_of_a_plugin_that_is_off_stays_readable(factory, organisation, make_activity, actor, browser):
    factory.plugin(organisation, "recruitment")
    numbers = {"participants": 7, "new_people": 2}
    made = make_activity(organisation, activity_type="recruitment.peer_support", numbers=numbers)
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    boss.post("/o/hjertelag/plugins/recruitment")

    assert boss.get(f"/o/hjertelag/activities/{made}").status_code == 200
    assert str(made) in boss.get("/o/hjertelag/activities/").text
