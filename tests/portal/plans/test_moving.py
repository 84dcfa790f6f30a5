"""Goals that are moved stay a tree, whoever else moves some at the same moment."""

import time
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from portal.errors import PortalError
from portal.extensions import db
from portal.goals.models import Goal, Plan
from portal.plans.order import family
from portal.plans.services import add_area, change_goal
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.at_once import all_at_once


def parents(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        found = db.session.scalars(select(Goal).where(Goal.organisation_id == organisation.id))
        return {row.id: row.parent_id for row in found}


def test_two_goals_that_are_moved_below_each_other_at_the_same_moment_make_no_ring(
    config, factory, organisation, plan, actor, browser, house
):
    one, two = (factory.goal(organisation, plan)[0] for _n in range(2))
    moves = [(browser(actor(organisation, Role.STAFF)), here, there) for here, there in ((one, two), (two, one))]
    typed = [opened.fields(f"{house}/goals/{here}") for opened, here, _there in moves]

    answers = all_at_once(
        config,
        "goal",
        *(
            lambda opened=opened, here=here, there=there, fields=fields: opened.send(
                f"{house}/goals/{here}", {**fields, "place": f"goal:{there}"}
            )
            for (opened, here, there), fields in zip(moves, typed, strict=True)
        ),
    )

    assert sorted(answer.status_code for answer in answers) == [200, 303]
    assert sum(parent is None for parent in parents(factory, organisation).values()) == 1


def test_a_goal_goes_where_the_goal_above_it_is_now(factory, organisation, plan, actor):
    """Somebody moved that one to another area, or removed it, after the form was opened."""
    goal, above = (factory.goal(organisation, plan, title)[0] for title in ("Delmål", "Mål"))
    by = actor(organisation, Role.STAFF).id
    with factory.working_as(scope_of(organisation.id)):
        found = db.session.get_one(Plan, (organisation.id, plan[0]))
        area = add_area(found, title="Nytt område", by=by)
        db.session.flush()
        db.session.get_one(Goal, (organisation.id, above)).focus_area_id = area.id
        moved = db.session.get_one(Goal, (organisation.id, goal))

        change_goal(moved, found, area_id=plan[1], parent_id=above, by=by, title="Delmål")

        assert (moved.focus_area_id, moved.parent_id) == (area.id, above)
        with pytest.raises(PortalError, match="ikke lenger"):
            change_goal(moved, found, area_id=plan[1], parent_id=uuid7(), by=by, title="Delmål")


def test_two_plans_that_are_put_below_each_other_at_the_same_moment_make_no_ring(
    config, factory, organisation, actor, browser, house
):
    one, two = (factory.plan(organisation, title)[0] for title in ("Strategi", "Årsplan"))
    moves = [(browser(actor(organisation, Role.STAFF)), here, there) for here, there in ((one, two), (two, one))]
    typed = [opened.fields(f"{house}/{here}/change") for opened, here, _there in moves]

    answers = all_at_once(
        config,
        "plan",
        *(
            lambda opened=opened, here=here, there=there, fields=fields: opened.send(
                f"{house}/{here}/change", {**fields, "parent_id": str(there)}
            )
            for (opened, here, there), fields in zip(moves, typed, strict=True)
        ),
    )

    with factory.working_as(scope_of(organisation.id)):
        parents = list(db.session.scalars(select(Plan.parent_id).where(Plan.organisation_id == organisation.id)))
    assert sorted(answer.status_code for answer in answers) == [200, 303]
    assert parents.count(None) == 1


def plan_row(number, parent):
    return SimpleNamespace(id=number, parent_id=parent)


def test_a_row_whose_parent_is_elsewhere_is_not_lost():
    lines = family([plan_row(1, None), plan_row(2, 99), plan_row(3, 2)])
    assert [(line.row.id, line.depth) for line in lines] == [(1, 0), (2, 0), (3, 1)]


def test_a_long_plan_is_put_in_order_in_no_time():
    """Ten thousand goals, each below the one before in a chain of a hundred: a walk that looks at all for each is lost."""
    rows = [plan_row(n, n - 1 if n % 100 else None) for n in range(10_000)]
    began = time.process_time()
    lines = family(rows)
    assert [line.row.id for line in lines] == list(range(10_000))
    assert lines[99].depth == 99
    assert time.process_time() - began < 1
