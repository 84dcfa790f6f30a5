"""The start page: what is due for her first, then how it is going."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from portal import clock
from portal.calendar.services import add_entry, set_due
from portal.extensions import db
from portal.goals.models import Goal
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

START = "/o/hjertelag/"
GOALS = {"endpoint": "goals.plan", "arguments": {}, "right": "goals.see"}


@pytest.fixture
def due(factory, organisation):
    def make(title, days, source="actions.step", **said):
        with factory.working_as(scope_of(organisation.id)):
            on = clock.today() + timedelta(days=days)
            set_due(source, uuid7(), on=on, title=title, **{**GOALS, **said})
            db.session.commit()

    return make


@pytest.fixture
def opened(organisation, actor, browser):
    """The page as somebody of this role sees it."""

    def look(role=Role.STAFF, unit_id=None):
        return browser(actor(organisation, role, unit_id)).get(START).text

    return look


def test_late_comes_first_and_is_said_in_words(opened, due):
    due("Kommer", 3)
    due("Glemt", -2)
    page = opened()
    assert page.index("Glemt") < page.index("Kommer")
    assert page.count("Over fristen") == 1


def test_the_four_most_urgent_stand_there_and_all_is_one_press_away(opened, due):
    """The latest two of what is late, then the nearest of what comes."""
    for days in (-9, -7, -5, -3, 2, 4, 6):
        due(f"Sak {days}", days)
    page = opened()
    assert re.findall(r"Sak (-?\d)", page) == ["-5", "-3", "2", "4"]
    assert 'href="/o/hjertelag/due/"' in page


def test_where_little_comes_more_of_what_is_late_stands_there(opened, due):
    for days in (-9, -7, -5, -3, 2):
        due(f"Sak {days}", days)
    assert re.findall(r"Sak (-?\d)", opened()) == ["-7", "-5", "-3", "2"]


def test_what_lies_far_ahead_waits(opened, due):
    due("Til våren", 120)
    assert "Til våren" not in opened()


def test_a_meeting_of_the_whole_is_hers_and_another_unit_s_is_not(opened, factory, organisation):
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    root = factory.root(organisation)
    with factory.working_as(scope_of(organisation.id)):
        for title, unit in (("Alles møte", root), ("Nords møte", north), ("Sørs møte", south)):
            add_entry(kind="meeting", title=title, on_date=clock.today() + timedelta(days=2), unit_id=unit, by=None)
        db.session.commit()
    page = opened(Role.VOLUNTEER, north)
    assert [title in page for title in ("Alles møte", "Nords møte", "Sørs møte")] == [True, True, False]


def test_a_yearly_deadline_of_years_ago_is_due_again(opened, factory, organisation):
    root = factory.root(organisation)
    soon = clock.today() + timedelta(days=5)
    on = soon.replace(year=2020, day=min(soon.day, 28))
    with factory.working_as(scope_of(organisation.id)):
        add_entry(kind="deadline", title="Rapportfrist", on_date=on, unit_id=root, by=None, yearly=True)
        db.session.commit()
    assert "Rapportfrist" in opened()


def test_milestones_of_one_day_are_one_line(opened, due):
    due("Milepæl en", 9, source="goals.milestone")
    due("Milepæl to", 9, source="goals.milestone")
    due("Milepæl tre", 11, source="goals.milestone")
    page = opened()
    assert "Milepæl en" not in page
    assert page.count("Flere milepæler") == 1
    assert "Milepæl tre" in page


def test_what_is_meant_for_a_colleague_is_not_on_her_page(opened, due):
    due("En annens sak", 1, user_id=uuid4())
    assert "En annens sak" not in opened()


def test_a_volunteer_sees_the_button_and_her_own_latest(organisation, factory, actor, browser):
    hers, other = actor(organisation, Role.VOLUNTEER), actor(organisation, Role.VOLUNTEER)
    factory.activity(organisation, by=hers.id, numbers={"participants": 17})
    factory.activity(organisation, by=other.id, numbers={"participants": 23})
    page = browser(hers).get(START).text
    assert "17 personer" in page
    assert "23 personer" not in page
    assert "activities/register" in page


def test_every_goal_is_one_press_away(factory, organisation, actor, browser):
    """Those that have no card stand on the page that the start page leads to. # row R1"""
    plan = factory.plan(organisation)
    for number in range(9):
        factory.goal(organisation, plan, f"Mål {number}.")
    reader = browser(actor(organisation, Role.READER))

    link = re.search(r'href="([^"]+)">Hele planen, med alle målene', reader.get(START).text)

    assert [n for n in range(9) if f"Mål {n}." not in reader.get(link[1]).text] == []


def test_her_own_unit_s_goals_come_first(opened, factory, organisation):
    north = factory.unit(organisation, "Nord")
    plan = factory.plan(organisation)
    for number in range(7):
        factory.goal(organisation, plan, f"Felles mål {number}")
    own, _indicator = factory.goal(organisation, plan, "Nords eget mål")
    with factory.working_as(scope_of(organisation.id)):
        db.session.get(Goal, own).unit_id = north
        db.session.commit()
    page = opened(Role.UNIT_LEADER, north)
    assert page.index("Nords eget mål") < page.index("Felles mål 0")
    assert "Nords eget mål" not in opened()


def test_an_empty_organisation_says_how_to_begin_to_whoever_may(opened):
    assert "Inviter folk" in opened(Role.ADMINISTRATOR)
    assert "Slå på tillegg" in opened(Role.ADMINISTRATOR)
    assert "Slå på tillegg" not in opened(Role.STAFF)
    assert "Inviter folk" not in opened(Role.READER)
    assert "Ingen mål ennå" in opened(Role.READER)


def test_who_has_the_plan_on_paper_is_shown_the_way_to_read_it_in(opened):
    assert 'href="/o/hjertelag/intake/"' in opened(Role.STAFF)
    assert "Les inn en plan" not in opened(Role.READER)


def test_what_leads_nowhere_any_more_is_shown_without_a_link(opened, due):
    due("Fra et gammelt tillegg", 1, endpoint="gone.page")
    assert "<b>Fra et gammelt tillegg</b>" in opened()


def test_whoever_may_write_plans_is_first_led_to_the_first_one_until_there_is_any(opened, factory, organisation):
    def button(role):
        return re.search(r'<a class="ds-button"[^>]*href="([^"]+)"', opened(role))[1]

    assert button(Role.STAFF) == "/o/hjertelag/plans/new"
    assert button(Role.VOLUNTEER) == "/o/hjertelag/activities/register"
    assert "Registrer en aktivitet" in opened(Role.STAFF)
    factory.plan(organisation)
    assert button(Role.STAFF) == "/o/hjertelag/activities/register"
