"""What belongs to a closed plan stays as it was, and stays readable."""

from io import BytesIO

import pytest

from portal.actions.models import ActionPick, ActionResult
from portal.extensions import db
from portal.goals.models import Action, ActionStep, Plan
from portal.plans.services import close_plan
from portal.sheets.writing import OutSheet, write_workbook
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.actions.conftest import HERE
from tests.reading import says

SENTENCE = "This plan is closed, so it is not changed any more. Open it again first."


@pytest.fixture
def closed(work, staff):
    """Ids of an action with a step, a result and an answer, in a plan that was closed since."""
    action = work.action("Brosjyrer", in_catalogue=True)
    staff.post(f"{HERE}{action}/steps/new", {"title": "Ring", "due_on": "2030-01-01"})
    staff.post(f"{HERE}{action}/results/new", {"result": "Tolv kom."})
    staff.post(f"{HERE}{action}/units/{work.north}", {"status": "planned"})
    close(work)
    return {
        "action": action,
        "area": work.plan[1],
        "unit": work.north,
        "step": work.rows(ActionStep)[0].id,
        "result": work.rows(ActionResult)[0].id,
    }


def close(work):
    with work.factory.working_as(scope_of(work.organisation.id)):
        close_plan(db.session.get_one(Plan, (work.organisation.id, work.plan[0])), by=uuid7())
        db.session.commit()


WRITTEN = [
    ("areas/{area}/new", {"title": "Et til"}),
    ("{action}/change", {"title": "Annet"}),
    ("{action}/quick", {"status": "done"}),
    ("{action}/remove", {}),
    ("{action}/steps/new", {"title": "Et til"}),
    ("steps/{step}", {"title": "Annet"}),
    ("steps/{step}/tick", {"to": "done"}),
    ("steps/{step}/remove", {}),
    ("{action}/results/new", {"result": "Annet"}),
    ("results/{result}", {"result": "Annet"}),
    ("results/{result}/remove", {}),
    ("{action}/units/{unit}", {"status": "done"}),
]


@pytest.mark.parametrize(("path", "typed"), WRITTEN)
def test_nothing_below_it_is_changed_and_it_is_said_why(work, staff, closed, path, typed):
    before = everything(work)
    fields = {"csrf_token": staff.token(), "form_key": uuid7().hex, "version": "1"}

    answer = staff.send(HERE + path.format(**closed), {**fields, **typed})

    assert answer.status_code == 409
    assert says(answer, SENTENCE)
    assert everything(work) == before


def everything(work):
    """Every column of every row."""
    return [
        [getattr(row, column.key) for column in model.__table__.columns]
        for model in (Action, ActionStep, ActionResult, ActionPick)
        for row in work.rows(model)
    ]


def test_a_sheet_is_not_taken_in(work, staff, closed):
    sheet = write_workbook([OutSheet(name="A", header=["Tiltak", "Status"], rows=[["Et til", None]])])
    answer = staff.send(
        f"{HERE}sheet?plan={work.plan[0]}",
        {"csrf_token": staff.token(), "form_key": uuid7().hex, "file": (BytesIO(sheet), "a.xlsx")},
    )
    assert answer.status_code == 409


def test_a_sheet_that_was_read_before_the_plan_was_closed_changes_nothing(work, staff):
    header = ["Satsingsområde", "Tiltak", "Status"]
    sheet = write_workbook([OutSheet(name="A", header=header, rows=[["Plan: area", "Et til", None]])])
    preview = staff.post(f"{HERE}sheet", {"file": (BytesIO(sheet), "a.xlsx")}).location
    fields = staff.fields(preview)
    close(work)

    answer = staff.send(preview, fields)

    assert (answer.status_code, work.rows(Action)) == (409, [])


def test_all_of_it_is_read_and_nothing_is_offered(work, staff, closed):
    page, matrix = staff.get(f"{HERE}{closed['action']}"), staff.get(f"{HERE}?plan={work.plan[0]}")
    for text in (page.text, matrix.text):
        assert "Brosjyrer" in text
        assert f"{closed['action']}/change" not in text
        assert "edit=" not in text
        assert "/new" not in text
    assert "Tolv kom." in page.text
    assert staff.get(f"{HERE}matrix.xlsx?plan={work.plan[0]}").status_code == 200


def test_opened_again_it_is_changed_as_before(work, staff, closed):
    staff.post(f"/o/hjertelag/plans/{work.plan[0]}/reopen")
    staff.post(f"{HERE}{closed['action']}/quick", {"status": "done"})
    assert work.stored(closed["action"]).status == "done"
