"""What belongs to a draft is there for those who write it, and for nobody else."""

import pytest

from portal.actions.models import ActionResult
from portal.drafts.models import Draft
from portal.extensions import db
from portal.goals.models import ActionStep, Plan
from portal.tenancy.scope import organisation as scope_of
from tests.portal.actions.conftest import HERE
from tests.portal.actions.test_sheet import send

PAGES = [
    "{action}", "{action}/change", "{action}/quick", "{action}/remove", "{action}/steps/new", "{action}/results/new",
    "{action}/units/{unit}", "steps/{step}", "steps/{step}/remove", "results/{result}", "results/{result}/remove",
    "areas/{area}/new", "sheet/{sheet}", "sheet/{sheet}/drop", "?plan={plan}", "matrix.xlsx?plan={plan}",
]  # fmt: skip


@pytest.fixture
def places(work, leader):
    """The leader's own action, with a step and a result, and a sheet that she sent in while the plan was in force."""
    action = work.action("Ring", unit_id=work.north, in_catalogue=True)
    leader.post(f"{HERE}{action}/steps/new", {"title": "Finn nummeret"})
    leader.post(f"{HERE}{action}/results/new", {"result": "Tolv svarte.", "unit_id": str(work.north)})
    send(leader, ["Satsingsområde", "Tiltak"], [["Plan: area", "Ring igjen"]])
    return {
        "plan": work.plan[0],
        "area": work.plan[1],
        "unit": work.north,
        "action": action,
        "step": work.rows(ActionStep)[0].id,
        "result": work.rows(ActionResult)[0].id,
        "sheet": work.rows(Draft)[0].id,
    }


def make_draft_of(work):
    with work.factory.working_as(scope_of(work.organisation.id)):
        db.session.get_one(Plan, (work.organisation.id, work.plan[0])).status = "draft"
        db.session.commit()


@pytest.mark.parametrize("page", PAGES)
def test_a_leader_sees_a_page_of_her_own_when_the_plan_is_no_draft(work, leader, staff, places, page):
    address = HERE + page.format(**places)
    assert leader.get(address).status_code == 200

    make_draft_of(work)

    assert leader.get(address).status_code == 404
    assert staff.get(address).status_code == 200


def test_of_a_plan_that_is_gone_a_sheet_is_left_to_those_who_write_plans(work, leader, staff, places):
    with work.factory.working_as(scope_of(work.organisation.id)):
        db.session.delete(db.session.get_one(Plan, (work.organisation.id, work.plan[0])))
        db.session.commit()

    address = f"{HERE}sheet/{places['sheet']}/drop"

    assert leader.get(address).status_code == 404
    assert staff.get(address).status_code == 200
