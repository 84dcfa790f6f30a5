"""What she registered this year, the goals it moved, and the thank-you that leads there."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import update

from portal import clock
from portal.extensions import db
from portal.goals.models import Plan
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says, words_of

MINE = "/o/hjertelag/mine/"
CHOOSE = "/o/hjertelag/activities/register"
MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_that_day():
    with clock.stopped_at(MOMENT):
        yield


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def kari(organisation, actor, agder):
    return actor(organisation, Role.VOLUNTEER, agder)


@pytest.fixture
def hers(organisation, make_activity, kari, agder):
    """`hers(on_date=…)`: an activity that she registered."""

    def make(**values):
        return make_activity(organisation, **{"unit_id": agder, "by": kari.id, **values})

    return make


@pytest.fixture
def following(factory, organisation):
    """`following("Flere", ["core.meeting"])`: a goal that counts these types."""
    plan = factory.plan(organisation)

    def make(title, types, **said):
        values = {"kind": "yearly", "source": "activities", "activity_types": types, **said}
        return factory.goal(organisation, plan, title, milestones=[(date(2026, 12, 31), Decimal(10))], **values)[0]

    return make


def rows(page):
    return re.findall(r'activities/([0-9a-f-]{36})"', page.text)


def test_an_empty_year_says_how_to_begin(browser, kari):
    page = browser(kari).get(MINE)

    assert says(page, "You have not registered anything in %(year)s yet", year=2026)
    assert CHOOSE in page.text.partition("<main")[2]


def test_it_is_counted_by_type_and_month(browser, kari, hers):
    hers(on_date=date(2026, 3, 1), numbers={"participants": 4})
    hers(on_date=date(2026, 3, 31), numbers={"participants": 5})
    hers(on_date=date(2026, 11, 2), numbers={})
    hers(on_date=date(2026, 5, 9), activity_type="core.talk", numbers={"participants": 30})

    words = words_of(browser(kari).get(MINE))

    assert "Du har registrert 4 aktiviteter i 2026. Takk!" in words
    assert "Møte 3 aktiviteter, 9 personer" in words
    assert "mars 2 9 november 1 0" in words
    assert "mai 1 30" in words


def test_only_what_she_registered_herself_this_year_and_was_held_is_hers(
    organisation, other_organisation, browser, kari, hers, make_activity, agder
):
    kept = hers(on_date=date(2026, 1, 1))
    hers(on_date=date(2025, 12, 31))
    hers(on_date=date(2026, 12, 1), status="planned")
    hers(status="cancelled")
    make_activity(organisation, unit_id=agder)
    make_activity(other_organisation, by=kari.id)

    page = browser(kari).get(MINE)

    assert rows(page) == [str(kept)]
    assert "Du har registrert 1 aktivitet i 2026." in words_of(page)


def test_beside_it_stands_each_goal_that_it_moved(factory, organisation, browser, kari, hers, following, agder):
    hers()
    beside = factory.unit(organisation, "Innlandet")
    moved = [
        following("Flere møter", ["core.meeting", "core.talk"]),
        following("I Agder", ["core.meeting"], unit_id=agder),
    ]
    following("Andre webinarer", ["core.webinar"])
    following("I Innlandet", ["core.meeting"], unit_id=beside)

    page = browser(kari).get(MINE)

    assert re.findall(r'/goals/([0-9a-f-]{36})"', page.text) == [str(one) for one in moved]
    assert "Flere møter" in words_of(page)
    assert "Ligger etter" in words_of(page)


def test_a_goal_of_a_plan_that_is_not_in_force_is_left_out(factory, organisation, browser, kari, hers):
    plan = factory.plan(organisation, "Gammel")
    factory.goal(organisation, plan, "Gammelt mål", source="activities", activity_types=["core.meeting"], kind="yearly")
    hers()
    assert "Gammelt mål" in words_of(browser(kari).get(MINE))
    with factory.working_as(scope_of(organisation.id)):
        db.session.execute(update(Plan).where(Plan.organisation_id == organisation.id).values(status="closed"))
        db.session.commit()

    assert "Gammelt mål" not in words_of(browser(kari).get(MINE))


def test_a_long_year_comes_in_pages_each_row_once(browser, kari, hers):
    made = [str(hers(on_date=date(2026, 1, 1 + turn % 9))) for turn in range(33)]
    opened = browser(kari)

    first = opened.get(MINE)
    second = opened.get(re.search(r'rel="next" href="([^"]+)"', first.text)[1])

    assert len(rows(first)) == 30
    assert sorted(rows(first) + rows(second)) == sorted(made)
    assert "33 aktiviteter" in words_of(second)


@pytest.mark.parametrize("after", ["x", "2026-11-22_", "9" * 500, "%00"])
def test_a_mangled_position_begins_at_the_beginning(browser, kari, hers, after):
    made = hers()
    assert rows(browser(kari).get(f"{MINE}?after={after}")) == [str(made)]


def test_a_reader_registers_nothing_and_has_no_such_page(organisation, actor, browser):
    assert browser(actor(organisation, Role.READER)).get(MINE).status_code == 403


def test_the_form_leads_to_a_thank_you_that_says_what_happened(browser, kari, hers, agder, following):
    """Registered on the phone, and told at once what it counts towards."""  # row R15
    for _one in range(6):
        hers()
    following("Flere møter", ["core.meeting"])
    opened = browser(kari)

    page = opened.post(f"{CHOOSE}/core.meeting", {"number_participants": "7"}, follow_redirects=True)

    words = words_of(page)
    assert "Møte, Agder, 22. november 2026 : 7 personer" in words.replace("2026:", "2026 :")
    assert "I år har du registrert 7 aktiviteter." in words
    assert "Flere møter" in words
    assert f"{CHOOSE}/core.meeting?unit={agder}" in page.text
    assert re.search(r"activities/[0-9a-f-]{36}/remove", page.text)
    assert re.search(r"activities/[0-9a-f-]{36}/correct", page.text)


def test_participants_feed_the_goal_that_sums_them(browser, kari, following):
    """Participants counted per activity and feeding a goal."""  # row D6
    goal = following("Flere deltakere", ["core.meeting"], measure="participants")
    opened = browser(kari)

    for number in ("7", "5"):
        page = opened.post(f"{CHOOSE}/core.meeting", {"number_participants": number}, follow_redirects=True)

    assert str(goal) in page.text
    assert "Nådd" in words_of(page)
    assert "12 members så langt" in words_of(opened.get(f"/o/hjertelag/goals/{goal}"))


def test_after_fourteen_days_the_thank_you_offers_no_undoing(browser, kari, hers):
    made = hers()
    opened = browser(kari)
    assert f"{made}/remove" in opened.get(f"{MINE}registered/{made}").text

    with clock.stopped_at(datetime(2026, 12, 7, 12, tzinfo=UTC)):
        assert f"{made}/remove" not in browser(kari).get(f"{MINE}registered/{made}").text


def test_what_somebody_else_registered_is_no_thank_you_of_hers(
    organisation, other_organisation, actor, browser, kari, hers, make_activity
):
    made, missing = hers(), "01890000-0000-7000-8000-000000000000"
    boss = browser(actor(organisation, Role.ADMINISTRATOR))
    asked = [f"{MINE}registered/{one}" for one in (made, make_activity(other_organisation), missing)]

    answers = [boss.get(path) for path in asked]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
