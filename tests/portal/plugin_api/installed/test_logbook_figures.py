"""What a plugin from outside counts: activities that move goals, a figure that the worker measures, its daily work."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.goals.models import MetricValue
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import run, work_once
from tests.portal.goals.test_goal_pages import sentence

START = "/o/hjertelag/"
REGISTER = "/o/hjertelag/activities/register"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def work(app):
    def work():
        with app.app_context():
            work_once()

    return work


def values(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return [row.value for row in db.session.scalars(select(MetricValue))]


def write(staff, title):
    staff.post("/o/hjertelag/logbook/new", {"title": title})


def test_its_activity_can_be_registered_where_it_is_on(staff, other_organisation, actor, browser):
    theirs = browser(actor(other_organisation, Role.STAFF))

    assert "logbook.watch" in staff.get(REGISTER).text
    assert staff.get(f"{REGISTER}/logbook.watch").status_code == 200
    assert "logbook.watch" not in theirs.get("/o/lungelag/activities/register").text
    assert theirs.get("/o/lungelag/activities/register/logbook.watch").status_code == 404


def test_its_activity_moves_a_goal(staff, factory, organisation):
    factory.goal(
        organisation, factory.plan(organisation), "Flere timer på vakt", kind="yearly", source="activities",
        activity_types=["logbook.watch"], measure="hours", baseline_on=date(2025, 12, 31),
        baseline_value=Decimal(4), milestones=[(date(2026, 12, 31), Decimal(600))],
    )  # fmt: skip

    staff.post(f"{REGISTER}/logbook.watch", {"number_hours": "347"})

    assert "347 " in sentence(staff.get(START), "Flere timer på vakt")


def test_its_figure_is_measured_by_the_worker_and_a_goal_follows_it(staff, factory, organisation, work):
    factory.goal(
        organisation, factory.plan(organisation), "Skrive mer", kind="level", source="metric",
        metric="logbook.notes_this_year", baseline_on=date(2026, 1, 1), baseline_value=Decimal(0),
    )  # fmt: skip
    for title in ("Storm", "Stille", "Tåke"):
        write(staff, title)

    work()

    assert values(factory, organisation) == [3]
    assert "3 " in sentence(staff.get(START), "Skrive mer")


def test_another_organisations_notes_are_not_counted(staff, factory, other_organisation, organisation, work):
    factory.plugin(other_organisation, "logbook")
    write(staff, "Storm")

    work()

    assert values(factory, organisation) == [1]
    assert values(factory, other_organisation) == [0]


def test_switched_off_nothing_is_measured_and_the_goal_keeps_its_value(
    staff, factory, organisation, actor, browser, work
):
    write(staff, "Storm")
    work()
    browser(actor(organisation, Role.ADMINISTRATOR)).post("/o/hjertelag/plugins/logbook")

    with clock.stopped_at(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        staff.post(f"{REGISTER}/core.meeting", {"number_participants": "3"})
        work()

    assert values(factory, organisation) == [1]


def test_its_daily_work_is_done_once_a_day_where_it_is_on_and_nowhere_else(
    app, staff, factory, other_organisation, actor, browser
):
    for _ in range(2):
        with app.app_context():
            run(rounds=1)
    factory.plugin(other_organisation, "logbook")

    theirs = browser(actor(other_organisation, Role.STAFF)).get("/o/lungelag/logbook/")

    assert staff.get("/o/hjertelag/logbook/").text.count("Arbeideren var innom") == 1
    assert "Arbeideren var innom" not in theirs.text
