"""The five plans that the portal was built for fit as they are: their numbers, their tree, their ways to measure."""

from datetime import date
from decimal import Decimal

import pytest

from portal.extensions import db
from portal.goals.measuring.queries import places_of
from portal.goals.models import FocusArea, Goal, Indicator
from portal.plans import queries
from portal.plans.definition import Definition, Spot, Stop
from portal.plans.order import bough, family
from portal.plans.outlines import plan_and_outline
from portal.plans.services import add_area, add_goal, adopt_plan, define_indicator, write_plan
from portal.plans.shapes import SHAPES
from portal.tenancy.scope import organisation as scope_of

#: (number of the area, numbers of its goals, how many sub-goals each has)
CARCINOR = [
    ("3.1", [("3.1", 2)]), ("3.2", [("3.2", 2)]), ("3.3", [("3.3", 2)]), ("5.1", []), ("5.2", []), ("5.2", []),
    ("5.3", []), ("5.3", []), ("5.5", []),
]  # fmt: skip
NETWORK = [(str(n), [("", below)]) for n, below in enumerate((5, 4, 3, 5, 3), 1)]
FUNDER = [("", [("", 0)] * 3)] * 4
ALLIANCES = [("", [("", 0)] * 3)] * 4
SENIORNETT = [("", [(str(n), 0) for n in range(1, 7)]), ("1", []), ("", []), ("", []), ("", []), ("", [])]
PLANS = {
    "recruitment": ("2026-01-01", "2028-12-31", CARCINOR, 3 + 6),  # row R1
    "care_network": ("2026-01-01", "2026-12-31", NETWORK, 5 + 20),  # row N1
    "coordinator_funding": ("2020-01-01", "2024-12-31", FUNDER, 12),
    "alliances": ("2025-01-01", "2029-12-31", ALLIANCES, 12),  # row A4
    "digital_inclusion": ("2026-01-01", "2026-12-31", SENIORNETT, 6),  # row D1
}


@pytest.fixture
def work(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        yield organisation.id


def build(title, starts_on, ends_on, areas, **values):
    """The plan's tree through the services."""
    plan = write_plan(
        title=title, starts_on=date.fromisoformat(starts_on), ends_on=date.fromisoformat(ends_on), by=None, **values
    )
    db.session.flush()
    for at, (number, goals) in enumerate(areas):
        area = add_area(plan, title=f"Område {at}", number=number, by=None)
        db.session.flush()
        for goal_number, below in goals:
            goal = add_goal(plan, area.id, title="Mål", number=goal_number, by=None)
            db.session.flush()
            for n in range(below):
                add_goal(plan, area.id, parent_id=goal.id, title=f"Delmål {n}", by=None)
                db.session.flush()
    return plan


@pytest.mark.parametrize("name", PLANS)
def test_the_plan_comes_out_as_it_went_in(work, name):
    starts_on, ends_on, areas, goals = PLANS[name]

    plan = build(name, starts_on, ends_on, areas)

    lines = bough(plan_and_outline(work, plan.id)[1])
    assert [line.number for line in lines] == [number for number, _goals in areas]
    assert sum(len(line.goals) for line in lines) == goals
    depths = [[line.depth for line in area.goals] for area in lines]
    assert depths == [[depth for _number, below in goals for depth in (0, *[1] * below)] for _area, goals in areas]


def test_the_yearly_plan_stands_below_its_strategy_of_several_years(work):  # row N1
    strategy = build("Strategi 2025-2029", "2025-01-01", "2029-12-31", [])
    build("Årsplan 2026", *PLANS["care_network"][:3], parent_id=strategy.id)
    listed = [(line.row.title, line.depth) for line in family(queries.plans_of(work, drafts=True))]
    assert listed == [("Strategi 2025-2029", 0), ("Årsplan 2026", 1)]


def test_a_plan_of_two_years_is_adopted(work):
    plan = build("Toårsplan", "2026-01-01", "2027-12-31", [("1", [("1", 0)])])
    adopt_plan(plan, adopted_by="Årsmøtet", adopted_on=date(2026, 3, 1), by=None)
    assert (plan.status, plan.adopted_by) == ("adopted", "Årsmøtet")


ENDS = date(2030, 12, 31)
GROWTH = {"baseline_on": date(2025, 12, 31), "growth_until": ENDS}
WAYS = [
    ("number", {"baseline_on": date(2024, 12, 31), "baseline_value": Decimal(697)}, [801, 1001, 1500]),  # row R2
    ("growth", {**GROWTH, "growth_percent": Decimal(50)}, []),  # row R4
    ("compound", {**GROWTH, "growth_percent": Decimal(10), "compounding": True}, []),  # row D1
    ("compound", {**GROWTH, "growth_percent": Decimal(25), "compounding": True}, []),  # row D1
    ("per_period", {"period": "year"}, [4, 4, 4]),  # row R16
    ("share", {}, [100]),
    ("coverage", {}, [3]),
    ("yes_no", {}, [1]),
    ("told", {}, []),  # row R5
    ("number", {}, []),  # row N1: to be increased, without saying by how much
    ("yearly", {}, [900, 1100]),
]


@pytest.mark.parametrize(("name", "columns", "values"), WAYS)
def test_every_way_to_measure_that_they_need_can_be_said(work, name, columns, values):
    plan = build("Plan", "2026-01-01", "2028-12-31", [("1", [("1", 0)])])
    [goal] = queries.goals_in(work, plan.id)
    stops = [Stop(row, date(2026 + 2 * row, 12, 31), Decimal(value)) for row, value in enumerate(values)]
    places = [Spot(name=name) for name in ("Agder", "Finnmark", "Troms")] if name == "coverage" else []

    shape = SHAPES[name]
    said = Definition(
        shape=shape, kind=shape.kind, source="typed", columns={"name": "Måltall", **columns}, stops=stops, places=places
    )
    made = define_indicator(goal, plan, said, by=None)
    db.session.flush()

    found = queries.defined(work, made.id)
    assert [int(stop.value) for stop in found.milestones] == values
    assert len(places_of(work, [made.id])) == len(places)


def test_positions_never_meet(work):
    """Two that were added in the same plan never stand on the same place."""
    plan = build("Plan", *PLANS["care_network"][:3])
    for rows in (queries.goals_in(work, plan.id), queries.areas_in(work, plan.id)):
        assert len({row.position for row in rows}) == len(rows)
    assert {type(row) for row in queries.areas_in(work, plan.id)} == {FocusArea}
    assert db.session.query(Goal).count() == 25
    assert db.session.query(Indicator).count() == 0
