"""A new plan from an old one: what goes on is carried over, with its history."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from portal.extensions import db
from portal.goals.models import Action, Goal, Indicator, Measurement, Milestone, Plan
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields

NEXT = {"title": "Plan 2029", "starts_on": "2029-01-01", "ends_on": "2031-12-31"}


@pytest.fixture
def old(factory, organisation, plan):
    """A plan with two goals, one of them measured twice, and an action for the whole area."""
    kept = factory.goal(organisation, plan, "Går videre")
    dropped = factory.goal(organisation, plan, "Stopper her")
    for month in (1, 2):
        factory.measurement(organisation, kept[1], date(2026, month, 1), 100 * month)
    factory.action(organisation, plan, "Et tiltak")
    return plan[0], kept, dropped


@pytest.fixture
def rows(factory, organisation):
    def found(model, **those):
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).filter_by(**those).order_by(model.id)))

    return found


def follow(staff, house, old, leave=()):
    """All is ticked; what is to be left is unticked."""
    path = f"{house}/{old[0]}/follow"
    page = staff.get(path).text
    boxes = re.findall(r'<input[^>]*name="area_0"[^>]*>', page)
    assert len(boxes) == sum("checked" in box for box in boxes) == 3
    values = [re.search(r'value="([^"]+)"', box)[1] for box in boxes]
    fields = {**form_fields(page), **NEXT, "area_0": [value for value in values if value not in leave]}
    return staff.send(path, fields).location.removesuffix("/edit")


def test_what_goes_on_is_there_with_its_history_and_the_old_plan_as_it_was(staff, house, old, rows):
    made = follow(staff, house, old, leave={str(old[2][0])})

    new = next(row for row in rows(Plan) if str(row.id) in made)
    assert (new.status, new.follows_id) == ("draft", old[0])
    [goal] = rows(Goal, plan_id=new.id)
    [indicator] = rows(Indicator, goal_id=goal.id)
    assert goal.title == "Går videre"
    assert sorted(row.value for row in rows(Measurement, indicator_id=indicator.id)) == [100, 200]
    assert len(rows(Milestone, indicator_id=indicator.id)) == 1
    assert [row.title for row in rows(Action, plan_id=new.id)] == ["Et tiltak"]
    assert len(rows(Goal, plan_id=old[0])) == 2
    assert sorted(row.value for row in rows(Measurement, indicator_id=old[1][1])) == [100, 200]


def test_a_sub_goal_whose_goal_stays_behind_hangs_on_the_area(staff, house, old, rows):
    below = staff.post(f"{house}/goals/{old[2][0]}/goals/new", {"title": "Delmål"}).location.rpartition("/")[2]
    path = f"{house}/{old[0]}/follow"
    area = form_fields(staff.get(path).text)
    answer = staff.send(path, {**area, **NEXT, "area_0": [below]})

    new = next(row for row in rows(Plan) if str(row.id) in answer.location)
    assert [(row.title, row.parent_id) for row in rows(Goal, plan_id=new.id)] == [("Delmål", None)]


def test_adopting_the_new_plan_closes_the_old_one(staff, house, old, rows):
    made = follow(staff, house, old)
    staff.post(f"{made}/adopt", {"adopted_by": "Styret", "adopted_on": "2026-10-01"})
    states = {row.title: row.status for row in rows(Plan)}
    assert states == {"Plan": "closed", "Plan 2029": "adopted"}
    assert staff.get(f"{house}/{old[0]}").status_code == 200


def test_the_old_one_stays_in_force_where_that_is_wished(staff, house, old, rows):
    made = follow(staff, house, old)
    fields = {**staff.fields(f"{made}/adopt"), "adopted_by": "Styret", "adopted_on": "2026-10-01"}
    fields.pop("close_old")
    staff.send(f"{made}/adopt", fields)
    assert {row.status for row in rows(Plan)} == {"adopted"}


def test_a_period_that_cannot_be_keeps_what_was_chosen(staff, house, old, rows):
    path = f"{house}/{old[0]}/follow"
    page = staff.post(path, {**NEXT, "ends_on": "2028-01-01", "area_0": [str(old[1][0])]})
    assert 'id="ends_on-error"' in page.text
    assert page.text.count("checked") == 2, "the goal, and the actions"
    assert len(rows(Plan)) == 1
