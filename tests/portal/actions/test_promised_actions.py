"""What each organisation was promised of its actions: where they hang, what they count back from, what is refused."""

import io
from datetime import date
from html import unescape

import pytest

from portal import clock
from portal.actions.models import ActionSurface
from portal.calendar.models import DueItem
from portal.drafts.models import Draft
from portal.goals.models import Action
from portal.plugin_api import Role
from portal.sheets.writing import OutSheet, write_workbook
from tests.portal.actions.conftest import HERE
from tests.portal.sheets.files import with_cells, workbook

ELECTION = date(2029, 11, 20)


def test_an_action_hangs_on_a_goal_or_on_a_whole_area_and_has_steps(work, staff):  # row N1
    goal, _indicator = work.factory.goal(work.organisation, work.plan, "Alle grupper møtes")
    for title, place in (("Innkall", str(goal)), ("Evaluer", "")):
        where = staff.post(f"{HERE}areas/{work.plan[1]}/new", {"title": title, "place": place}).location
        staff.post(f"{where}/steps/new", {"title": f"{title}: steg"})
        page = unescape(staff.get(where).text)
        assert f"{title}: steg" in page
        assert ("Alle grupper møtes" if place else "Plan: area") in page

    assert {row.title: row.goal_id for row in work.rows(Action)} == {"Innkall": goal, "Evaluer": None}
    matrix = unescape(staff.get(HERE).text)
    assert matrix.index("Alle grupper møtes") < matrix.index("Innkall") < matrix.index("Evaluer")


def test_the_plan_counts_back_from_election_day_and_its_first_step_is_early(work, staff, actor, browser):  # row A4
    """Steps of an action are dated before the day; the first stands on the start page when it comes near."""
    action = work.action("Allianse før valget", ends_on=ELECTION)
    first, last = date(2028, 11, 21), date(2029, 10, 9)
    for title, on in (("Spør områdekonsulenten", first), ("Send budskapet", last)):
        staff.post(f"{HERE}{action}/steps/new", {"title": title, "due_on": on.isoformat()})

    assert sorted(item.on_date for item in work.rows(DueItem)) == [first, last]
    assert all(item.on_date < ELECTION for item in work.rows(DueItem))
    assert "Spør områdekonsulenten" not in staff.get("/o/hjertelag/").text
    with clock.stopped_at(clock.now().replace(year=2028, month=11, day=15)):
        later = browser(actor(work.organisation, Role.STAFF))
        assert "Spør områdekonsulenten" in later.get("/o/hjertelag/").text


def sheet(*rows, header=("Satsingsområde", "Tiltak", "Første dag", "Siste dag")):
    return write_workbook([OutSheet(name="Tiltak", header=list(header), rows=[list(row) for row in rows])])


BAD = {
    "a million empty rows": (lambda: with_cells(b"<row/>" * 1_000_000), "a.xlsx", "de tomme medregnet"),
    "a zip bomb": (lambda: with_cells(b" " * 65_000_000), "a.xlsx", "Det er for mye i denne filen."),
    "half a file": (lambda: sheet(("1", "Ring", None, None))[:-300], "a.xlsx", "skadet"),
    "no matrix": (lambda: workbook(("Ring", 1)), "a.xlsx", "Overskriftene"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_sheet_that_would_do_harm_is_refused_with_a_sentence_and_nothing_saved(work, staff, name):  # row R6
    make, filename, sentence = BAD[name]
    page = staff.post(f"{HERE}sheet", {"file": (io.BytesIO(make()), filename)})
    assert page.status_code == 200
    assert sentence in unescape(page.text)
    assert work.rows(Draft) == work.rows(Action) == []


def test_a_formula_in_a_cell_is_a_text_that_nobody_works_out(work, staff):  # row R6
    """Its cell has no saved value; the words of the others come through as they stand."""
    where = staff.post(f"{HERE}sheet", {"file": (io.BytesIO(sheet(("1 Plan: area", "=1+1", None, None))), "a.xlsx")})
    staff.post(where.location)
    assert [row.title for row in work.rows(Action)] == ["=1+1"]
    assert work.rows(ActionSurface) == []


def test_latin_1_keeps_its_letters_in_a_csv_of_actions(work, staff):  # row R6
    text = "Satsingsområde;Tiltak;Ansvarlig\nPlan: area;Møt på Ærø;Blåbærlaget\n"
    where = staff.post(f"{HERE}sheet", {"file": (io.BytesIO(text.encode("latin-1")), "a.csv")})
    staff.post(where.location)
    assert [(row.title, row.responsible) for row in work.rows(Action)] == [("Møt på Ærø", "Blåbærlaget")]


def test_a_row_whose_last_day_lies_before_its_first_is_named_with_the_reason(work, staff):  # row R6
    row = ("1 Plan: area", "Ring", date(2027, 5, 2), date(2027, 5, 1))
    where = staff.post(f"{HERE}sheet", {"file": (io.BytesIO(sheet(row)), "a.xlsx")}).location
    page = staff.get(where).text
    assert "Dette er før den første dagen." in page
    assert '<td data-label="Rad">2</td>' in page
    assert "Lagre dette" not in page
    assert work.rows(Action) == []
