"""What goes along when something is removed, read together with what is to be removed."""

from datetime import date

import pytest

from portal import clock
from portal.extensions import db
from portal.goals.models import StatusReport
from portal.plans.loads import Load, area_to_remove, goal_to_remove, indicator_to_remove, plan_to_remove
from portal.tenancy.scope import organisation as scope_of


@pytest.fixture
def tree(factory, organisation, plan):
    """Three goals, each below the one before, and one beside them; with figures, a report and actions."""
    top, indicator = factory.goal(organisation, plan, "Øverst")
    below, _unmeasured = factory.goal(organisation, plan, "Under", parent_id=top)
    bottom, lowest = factory.goal(organisation, plan, "Nederst", parent_id=below)
    beside, other = factory.goal(organisation, plan, "Ved siden av")
    for of, months in ((indicator, 2), (lowest, 1), (other, 5)):
        for month in range(1, months + 1):
            factory.measurement(organisation, of, date(2026, month, 1), month)
    with factory.working_as(scope_of(organisation.id)):
        told = {"on_date": date(2026, 1, 2), "state": "behind", "text": "Sent", "reported_at": clock.now()}
        db.session.add(StatusReport(indicator_id=indicator, **told))
        db.session.commit()
    for goal in (top, bottom, beside, None):
        factory.action(organisation, plan, "Ring", goal_id=goal)
    return {"top": top, "below": below, "beside": beside, "indicator": indicator}


@pytest.fixture
def elsewhere(factory, organisation, other_organisation):
    """As much in another plan of ours, and in another organisation's."""
    for house in (organisation, other_organisation):
        place = factory.plan(house, "En annen")
        goal, indicator = factory.goal(house, place)
        factory.measurement(house, indicator, date(2026, 1, 1), 1)
        factory.action(house, place, "Ring", goal_id=goal)


@pytest.fixture
def load_of(factory, organisation, elsewhere):
    def found(ask, row_id):
        with factory.working_as(scope_of(organisation.id)):
            return ask(organisation.id, row_id)[-1]

    return found


def test_with_a_plan_or_its_area_goes_all_that_is_in_it(plan, tree, load_of):
    all_of_it = Load(goals=4, indicators=4, measurements=9, actions=4)
    assert load_of(plan_to_remove, plan[0]) == all_of_it
    assert load_of(area_to_remove, plan[1]) == all_of_it


def test_with_a_goal_goes_what_hangs_on_it_at_any_depth_and_nothing_beside_it(tree, load_of):
    assert load_of(goal_to_remove, tree["top"]) == Load(goals=2, indicators=3, measurements=4, actions=2)
    assert load_of(goal_to_remove, tree["below"]) == Load(goals=1, indicators=2, measurements=1, actions=1)
    assert load_of(goal_to_remove, tree["beside"]) == Load(goals=0, indicators=1, measurements=5, actions=1)


def test_with_an_indicator_go_its_figures_and_reports(tree, load_of):
    assert load_of(indicator_to_remove, tree["indicator"]) == Load(goals=0, indicators=0, measurements=3, actions=0)


def test_what_is_another_organisations_is_not_there(factory, plan, tree, other_organisation):
    with factory.working_as(scope_of(other_organisation.id)):
        ours = ((plan_to_remove, plan[0]), (area_to_remove, plan[1]), (goal_to_remove, tree["top"]))
        assert [ask(other_organisation.id, row_id) for ask, row_id in ours] == [None, None, None]
        assert indicator_to_remove(other_organisation.id, tree["indicator"]) is None
