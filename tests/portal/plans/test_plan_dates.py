"""What is due follows its plan: said when it is adopted, gone when it is closed or something is removed."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from portal.calendar.models import DueItem
from portal.extensions import db
from portal.goals.models import Goal
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields

ACTIONS = "/o/hjertelag/actions"
DRAFT = {"title": "Strategi", "starts_on": "2027-01-01", "ends_on": "2031-12-31"}


@pytest.fixture
def due(factory, organisation):
    """What stands in the calendar: {title: (right, day)}."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            rows = db.session.scalars(select(DueItem).where(DueItem.organisation_id == organisation.id))
            return {row.title: (row.right, row.on_date) for row in rows}

    return found


@pytest.fixture
def step(factory, organisation, staff):
    """`step(plan, "Ring")`: below an action of its own, due in 2030."""

    def make(plan, title, **where):
        action = factory.action(organisation, plan, title, **where)
        staff.post(f"{ACTIONS}/{action}/steps/new", {"title": title, "due_on": "2030-06-01"})
        return action

    return make


@pytest.fixture
def milestone(factory, organisation, staff, house):
    """`milestone(goal, "Medlemmer")`: due in 2030."""

    def make(goal, name):
        typed = {"name": name, "unit_one": "medlem", "unit_many": "medlemmer", "on_0": "2030-12-31", "value_0": "9"}
        staff.post(f"{house}/goals/{goal}/measure/number/typed", typed)

    return make


def test_a_removed_area_leaves_nothing_due(factory, organisation, plan, staff, house, step, milestone, due):
    area = staff.post(f"{house}/{plan[0]}/areas/new", {"title": "Blir"}).location.partition("#r-")[2]
    step((plan[0], UUID(area)), "Blir")
    goal, _indicator = factory.goal(organisation, plan)
    milestone(goal, "Går")
    step(plan, "Går")
    step(plan, "Går også", goal_id=goal)

    staff.post(f"{house}/areas/{plan[1]}/remove")

    assert list(due()) == ["Blir"]


def test_a_removed_goal_leaves_nothing_due_of_what_hung_on_it(
    factory, organisation, plan, staff, house, step, milestone, due
):
    goal, _indicator = factory.goal(organisation, plan)
    below, _indicator = factory.goal(organisation, plan, parent_id=goal)
    step(plan, "Blir")
    step(plan, "Går", goal_id=goal)
    step(plan, "Går også", goal_id=below)
    milestone(below, "Går")

    staff.post(f"{house}/goals/{goal}/remove")

    assert list(due()) == ["Blir"]


def test_a_removed_action_leaves_nothing_due(plan, staff, step, due):
    step(plan, "Blir")
    action = step(plan, "Går")
    staff.post(f"{ACTIONS}/{action}/remove")
    assert list(due()) == ["Blir"]


def test_a_removed_draft_leaves_nothing_due(plan, staff, house, step, due):
    draft = staff.post(f"{house}/new", DRAFT).location.removesuffix("/edit").rpartition("/")[2]
    area = staff.post(f"{house}/{draft}/areas/new", {"title": "Vekst"}).location.partition("#r-")[2]
    step((UUID(draft), UUID(area)), "Går")
    step(plan, "Blir")
    assert due()["Går"][0] == "plans.edit"

    staff.post(f"{house}/{draft}/remove")

    assert list(due()) == ["Blir"]


def test_nothing_is_due_of_a_closed_plan_until_it_is_opened_again(plan, staff, house, step, due):
    step(plan, "Ring")
    before = due()

    staff.post(f"{house}/{plan[0]}/close")
    closed = due()
    staff.post(f"{house}/{plan[0]}/reopen")

    assert (closed, due()) == ({}, before)


def test_steps_that_were_carried_over_are_due_for_all_when_the_new_plan_is_adopted(
    factory, organisation, plan, staff, house, actor, browser, due
):
    factory.goal(organisation, plan, milestones=[])
    action = factory.action(organisation, plan, "Møt opp")
    for title, on in (("I den nye tiden", "2027-06-01"), ("I den gamle", "2026-12-01")):
        staff.post(f"{ACTIONS}/{action}/steps/new", {"title": title, "due_on": on})
    path = f"{house}/{plan[0]}/follow"
    kept = [str(row) for row in (plan[1], *goals(factory, organisation))]

    made = staff.send(path, {**form_fields(staff.get(path).text), **DRAFT, "area_0": kept}).location
    drafted = due()
    staff.post(made.replace("/edit", "/adopt"), {"adopted_by": "Styret", "adopted_on": "2026-11-01"})

    assert drafted["I den nye tiden"][1] == date(2027, 6, 1)
    assert due() == {"I den nye tiden": ("goals.see", date(2027, 6, 1))}, "the old plan is closed: nothing of it is due"
    reader = browser(actor(organisation, Role.READER))
    assert "I den nye tiden" in reader.get("/o/hjertelag/yearwheel/?year=2027").text


def goals(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return list(db.session.scalars(select(Goal.id).where(Goal.organisation_id == organisation.id)))


def test_a_draft_of_carried_steps_is_due_for_those_who_write_it(factory, organisation, plan, staff, house, due):
    action = factory.action(organisation, plan, "Møt opp")
    staff.post(f"{ACTIONS}/{action}/steps/new", {"title": "Ring", "due_on": "2027-06-01"})
    path = f"{house}/{plan[0]}/follow"
    staff.send(path, {**form_fields(staff.get(path).text), **DRAFT, "area_0": [str(plan[1])]})
    with factory.working_as(scope_of(organisation.id)):
        rows = db.session.execute(
            select(DueItem.right).where(DueItem.organisation_id == organisation.id).order_by(DueItem.id)
        )
        assert [row.right for row in rows] == ["goals.see", "plans.edit"]
