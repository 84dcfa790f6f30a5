"""What somebody who means ill tried against plans, actions, sheets and files, and what the portal answers."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest

from portal import clock
from portal.actions.steps import add_step
from portal.extensions import db
from portal.goals.models import Action, Plan
from portal.plans.services import adopt_plan
from portal.plugin_api import Role
from portal.sheets.reading import SheetError, read_workbook
from portal.sheets.writing import OutSheet, write_workbook
from portal.tenancy.scope import organisation as scope_of

HERE = "/o/hjertelag"
SECRET = "Hemmelig nedleggelse"


@pytest.fixture
def work(factory, organisation):
    """Runs a piece of work in the organisation, committed."""

    def run(do):
        with factory.working_as(scope_of(organisation.id)):
            found = do()
            db.session.commit()
            return found

    return run


@pytest.fixture
def somebody(actor, browser, organisation, factory):
    def sign_in(role, unit_id=None):
        return browser(factory.actor(organisation, role, unit_id))

    return sign_in


@pytest.fixture
def draft(factory, organisation, work):
    """(plan, area), not adopted yet; its area and its action have secret names."""
    plan = factory.plan(organisation, SECRET)
    work(lambda: setattr(db.session.get_one(Plan, (organisation.id, plan[0])), "status", "draft"))
    return plan


def test_actions_of_a_draft_are_for_those_who_write_plans(factory, organisation, draft, somebody):
    action = factory.action(organisation, draft, SECRET, in_catalogue=True)
    unit = factory.unit(organisation, "Nordlaget")
    pages = [f"?plan={draft[0]}", f"matrix.xlsx?plan={draft[0]}", f"{action}", f"areas/{draft[1]}/new",
             f"{action}/results/new", f"{action}/units/{unit}"]  # fmt: skip
    leader, staff = somebody(Role.UNIT_LEADER, unit), somebody(Role.STAFF)

    assert [leader.get(f"{HERE}/actions/{page}").status_code for page in pages] == [404] * len(pages)
    assert [staff.get(f"{HERE}/actions/{page}").status_code for page in pages] == [200] * len(pages)


def test_a_unit_leaders_own_action_in_a_draft_waits_too(factory, organisation, draft, somebody):
    unit = factory.unit(organisation, "Nordlaget")
    action = factory.action(organisation, draft, SECRET, unit_id=unit)
    leader = somebody(Role.UNIT_LEADER, unit)

    for page in ("change", "quick", "remove", "steps/new"):
        assert leader.get(f"{HERE}/actions/{action}/{page}").status_code == 404
    assert (
        leader.send(
            f"{HERE}/actions/sheet?plan={draft[0]}",
            {"csrf_token": leader.token(), "file": (BytesIO(b"Tiltak;Nr\nA;1"), "a.csv")},
        ).status_code
        != 303
    )


def test_steps_of_a_draft_are_due_for_all_when_it_is_adopted(factory, organisation, draft, somebody, work):
    factory.goal(organisation, draft)
    action, staff = factory.action(organisation, draft, "Tiltak"), factory.actor(organisation, Role.STAFF)
    soon = clock.today() + timedelta(days=3)
    work(
        lambda: add_step(db.session.get_one(Action, (organisation.id, action)), title=SECRET, due_on=soon, by=staff.id)
    )
    reader = somebody(Role.READER)

    before = [reader.get(f"{HERE}/{page}").text for page in ("", f"yearwheel/?year={soon.year}")]
    work(
        lambda: adopt_plan(
            db.session.get_one(Plan, (organisation.id, draft[0])),
            adopted_by="Styret",
            adopted_on=clock.today(),
            by=staff.id,
        )
    )

    assert not any(SECRET in page for page in before)
    assert SECRET in reader.get(f"{HERE}/").text


@pytest.mark.parametrize("row_id", ["{0}/" + "9" * 5000, "{0}/x", "9" * 9000])
def test_an_id_that_somebody_mangled_refuses_its_row_alone(factory, organisation, somebody, row_id):
    action = factory.action(organisation, factory.plan(organisation), "Tiltak")
    sheet = write_workbook(
        [OutSheet(name="A", header=["Id", "Tiltak", "Hvor ofte?"], rows=[[row_id.format(action), "Annet", "9" * 5000]])]
    )
    staff = somebody(Role.STAFF)

    sent = staff.post(f"{HERE}/actions/sheet", {"file": (BytesIO(sheet), "a.xlsx")})
    assert sent.status_code == 303, sent.text
    assert staff.get(sent.location).status_code == 200


def raw_xlsx(cells):
    """A sheet whose cells are written as they stand."""
    plain = write_workbook([OutSheet(name="A", header=["Tiltak", "Nr"], rows=[["Kurs", 7]])])
    found = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, cells(content.decode()) if name.startswith("xl/worksheets/sheet") else content)
    return found.getvalue()


@pytest.mark.parametrize("bad", ["NaN", "inf", "1e999", "-Infinity"])
def test_numbers_that_are_none_go_no_further(bad):
    sheet = raw_xlsx(lambda text: text.replace("<v>7</v>", f"<v>{bad}</v>"))
    assert not any(isinstance(cell, float) for row in read_workbook(sheet, "a.xlsx")[0].rows for cell in row)


def test_what_no_database_keeps_is_left_out_of_a_text():
    sheet = raw_xlsx(lambda text: text.replace("Kurs", "Ku_x0000_rs&#x1;"))
    assert "\0" not in str(read_workbook(sheet, "a.xlsx")[0].rows[1][0]), read_workbook(sheet, "a.xlsx")


def test_a_package_of_a_kind_to_come_is_refused_in_a_sentence():
    content = bytearray(raw_xlsx(str))
    at = content.rfind(b"PK\x01\x02")
    content[at + 6] = 99
    with pytest.raises(SheetError):
        read_workbook(bytes(content), "a.xlsx")


def test_a_small_file_does_not_become_a_large_one():
    long = "a" * 30_000
    cells = "".join("<row>" + f'<c t="s"><v>{0}</v></c>' * 10 + "</row>" for n in range(300))
    plain = write_workbook([OutSheet(name="A", header=["Tiltak", "Nr"], rows=[["Kurs", 7]])])
    found = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            c = old.read(name).decode()
            if "sharedStrings" in name:
                c = re.sub(r"<si><t[^>]*>[^<]*</t></si>", f"<si><t>{long}</t></si>", c, count=1)
            if "worksheets/sheet" in name:
                c = c.replace("</sheetData>", cells + "</sheetData>")
            new.writestr(name, c)
    with pytest.raises(SheetError):
        read_workbook(found.getvalue(), "a.xlsx")


def test_places_of_days_far_away_are_asked_for_in_vain(factory, organisation, somebody):
    _goal, indicator = factory.goal(
        organisation,
        factory.plan(organisation),
        kind="coverage",
        source="activities",
        activity_types=["core.meeting"],
        milestones=[],
    )
    member = somebody(Role.READER)
    for on in ("0001-01-01", "0001-12-31", "9999-12-31"):
        assert member.get(f"{HERE}/goals/indicators/{indicator}/records?on={on}").status_code == 200


@pytest.mark.parametrize(
    ("kind", "source"),
    [("level", "goals"), ("level", "typed"), ("yearly", "activities"), ("level", "metric"), ("level", "units")],
)
def test_figures_of_days_far_away_are_asked_for_in_vain(factory, organisation, somebody, kind, source):
    _goal, indicator = factory.goal(
        organisation,
        factory.plan(organisation),
        kind=kind,
        source=source,
        activity_types=["core.meeting"],
        milestones=[],
    )
    member = somebody(Role.READER)
    for on in ("0001-01-01", "0001-12-31", "9999-12-31"):
        assert member.get(f"{HERE}/goals/indicators/{indicator}/records?on={on}").status_code == 200


def test_figures_of_a_draft_are_for_those_who_write_plans(factory, organisation, draft, somebody):
    unit = factory.unit(organisation, "Nordlaget")
    _goal, indicator = factory.goal(organisation, draft, SECRET, source="units")
    leader = somebody(Role.UNIT_LEADER, unit)
    assert leader.get(f"{HERE}/goals/indicators/{indicator}/records").status_code == 404
    assert leader.get(f"{HERE}/goals/indicators/{indicator}/units").status_code == 404


def test_a_plan_read_in_lasts_no_millennia(somebody):
    staff = somebody(Role.STAFF)
    sent = staff.post(f"{HERE}/intake/", {"text": "Plan 2026\n1. Omrade\nTiltak: kurs"})
    page = staff.post(sent.location, {"starts_on": "0001-01-01", "ends_on": "9999-12-31"})
    assert page.status_code != 303


def test_a_sheet_is_for_whoever_brought_it(factory, organisation, somebody):
    factory.plan(organisation)
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    mine, other, staff = somebody(Role.UNIT_LEADER, north), somebody(Role.UNIT_LEADER, south), somebody(Role.STAFF)
    sheet = write_workbook([OutSheet(name="A", header=["Tiltak", "Status"], rows=[[SECRET, None]])])
    sent = mine.post(f"{HERE}/actions/sheet", {"file": (BytesIO(sheet), "hemmelig-navn.xlsx")})
    assert mine.get(sent.location).status_code == staff.get(sent.location).status_code == 200
    assert other.get(sent.location).status_code == 404
    assert other.get(sent.location + "/drop").status_code == 404
    assert "hemmelig-navn" not in other.get(f"{HERE}/actions/sheet").text
