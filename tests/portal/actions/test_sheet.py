"""The matrix out to a spreadsheet and in again."""  # row R6

import io
from datetime import date

import pytest

from portal.actions.models import ActionSurface, ContactSurface
from portal.drafts.models import Draft
from portal.extensions import db
from portal.goals.models import Action
from portal.sheets.reading import read_workbook
from portal.sheets.writing import OutSheet, write_workbook
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.portal.actions.conftest import HERE


def taken_out(browser):
    """(headings, rows) as a spreadsheet opens them."""
    sheet = read_workbook(browser.get(f"{HERE}matrix.xlsx").data, "matrise.xlsx")[0]
    return list(sheet.rows[0]), [list(row) + [None] * (len(sheet.rows[0]) - len(row)) for row in sheet.rows[1:]]


def send(browser, heading, rows, name="matrise.xlsx"):
    """The address of what would change."""
    content = write_workbook([OutSheet(name="Tiltak", header=heading, rows=rows)])
    answer = browser.post(f"{HERE}sheet", {"file": (io.BytesIO(content), name)})
    assert answer.status_code == 303, answer.text
    return answer.location


def cell(heading, row, name):
    return row[heading.index(name)]


def put(heading, row, **cells):
    for name, value in cells.items():
        row[heading.index(name.replace("_", " "))] = value


def test_everything_goes_out_and_the_same_file_changes_nothing(work, staff):
    action_id = work.action(
        "=SUM(1)", unit_id=work.north, quarters=[1, 3], rhythm="yearly", times_a_year=4, ends_on=date(2027, 6, 30),
        responsible="Styret", level="local",
    )  # fmt: skip
    heading, rows = taken_out(staff)

    page = staff.get(send(staff, heading, rows)).text

    row = rows[0]
    said = [cell(heading, row, name) for name in ("Tiltak", "Enhet", "Kvartaler", "Hvor ofte?", "Siste dag", "Nivå")]
    assert said == ["=SUM(1)", "Nordlaget", "1, 3", "4 ganger i året", date(2027, 6, 30), "Lokalt"]
    assert "Ett tiltak er uendret." in page
    assert "Lagre dette" not in page
    assert work.stored(action_id).version == 1


def test_changed_and_new_rows_are_shown_first_and_saved_after_a_yes(work, staff):
    action_id = work.action("Ring", responsible="Styret")
    with work.factory.working_as(scope_of(work.organisation.id)):
        db.session.add(ContactSurface(id=uuid7(), name="Sengepost"))
        db.session.commit()
    heading, rows = taken_out(staff)
    put(heading, rows[0], Ansvarlig="Kontoret", Status="Gjennomført", Kontaktflater="sengepost")
    new = [None] * len(heading)
    put(heading, new, Satsingsområde="1 Plan: area", Tiltak="Skriv brev", Enhet="sørlaget", Kvartaler="1-2")

    where = send(staff, heading, [*rows, new])
    page = staff.get(where).text
    assert [word for word in ("Styret", "Kontoret", "Skriv brev", "Sørlaget") if word not in page] == []
    assert work.stored(action_id).responsible == "Styret"

    assert staff.post(where).status_code == 303

    by_title = {row.title: row for row in work.rows(Action)}
    assert (by_title["Ring"].responsible, by_title["Ring"].status) == ("Kontoret", "done")
    assert (by_title["Skriv brev"].unit_id, by_title["Skriv brev"].quarters) == (work.south, [1, 2])
    assert [row.action_id for row in work.rows(ActionSurface)] == [action_id]
    assert work.rows(Draft) == []


def test_the_same_file_twice_changes_nothing(work, staff):
    """New rows too: they have no id in the sheet, and are found by their place and words."""
    work.action("Ring")
    heading, rows = taken_out(staff)
    put(heading, rows[0], Ansvarlig="Kontoret")
    new = [None] * len(heading)
    put(heading, new, Satsingsområde="Plan: area", Tiltak="Skriv brev")
    staff.post(send(staff, heading, [*rows, new]))
    once = [(row.id, row.version) for row in work.rows(Action)]

    page = staff.get(send(staff, heading, [*rows, new])).text

    assert "2 tiltak er uendret." in page
    assert "Lagre dette" not in page
    assert [(row.id, row.version) for row in work.rows(Action)] == once


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("Status", "Kanskje", "Skriv ett av disse:"),
        ("Kvartaler", "1, 5", "Skriv tall fra 1 til 4"),
        ("Enhet", "Vestlaget", "Ingen enhet heter «Vestlaget»."),
        ("Kontaktflater", "Månen", "Ingen kontaktflate heter «Månen»."),
        ("Siste dag", "i fjor", "Skriv en dato"),
        ("Første dag", "1.1.2099", "Dette er før den første dagen."),
        ("Hvor ofte?", "av og til", "eller hvor mange ganger i året"),
        ("Tiltak", None, "Skriv hva som skal gjøres."),
        ("Tiltak", "x" * 401, "Høyst 400 tegn."),
        ("Id", "noe helt annet", "Planen har ikke noe tiltak med denne id-en."),
    ],
)
def test_a_bad_row_is_named_and_the_others_can_still_be_saved(work, staff, column, value, sentence):
    bad, good = work.action("Ring", ends_on=date(2027, 1, 1)), work.action("Skriv")
    heading, rows = taken_out(staff)
    rows[0][heading.index(column)] = value
    put(heading, rows[1], Ansvarlig="Kontoret")

    where = send(staff, heading, rows)
    page = staff.get(where).text
    assert sentence in page
    assert '<td data-label="Rad">2</td>' in page
    assert '<td data-label="Ark">Tiltak</td>' in page
    staff.post(where)

    assert (work.stored(bad).version, work.stored(good).responsible) == (1, "Kontoret")


def test_what_somebody_changed_since_the_sheet_was_taken_out_is_said_and_kept(work, staff):
    action_id = work.action("Ring", responsible="Styret")
    heading, rows = taken_out(staff)
    put(heading, rows[0], Ansvarlig="Kontoret")
    staff.post(f"{HERE}{action_id}/quick", {"responsible": "Kari"})

    where = send(staff, heading, rows)
    page = staff.get(where).text
    assert "Ett tiltak er endret av andre." in page
    assert [name for name in ("Kari", "Kontoret") if name not in page] == []

    staff.post(where)
    assert work.stored(action_id).responsible == "Kari"
    staff.post(send(staff, heading, rows), {"late_too": "y"})
    assert work.stored(action_id).responsible == "Kontoret"


def test_what_somebody_changes_while_she_looks_is_shown_before_anything_is_saved(work, staff):
    action_id = work.action("Ring", responsible="Styret")
    heading, rows = taken_out(staff)
    put(heading, rows[0], Ansvarlig="Kontoret")
    where = send(staff, heading, rows)
    open_form = staff.fields(where)
    staff.post(f"{HERE}{action_id}/quick", {"responsible": "Kari"})

    page = staff.send(where, open_form)

    assert page.status_code == 200
    assert "Noen har endret noe i mellomtiden." in page.text
    assert work.stored(action_id).responsible == "Kari"


def test_a_leader_takes_in_her_own_units_rows_only(work, leader):
    ours, others = work.action("Nords", unit_id=work.north), work.action("Sørs", unit_id=work.south)
    heading, rows = taken_out(leader)
    for row in rows:
        put(heading, row, Ansvarlig="Lederen")

    where = send(leader, heading, rows)
    assert "Dette hører til en annen enhet." in leader.get(where).text
    leader.post(where)

    assert (work.stored(ours).responsible, work.stored(others).responsible) == ("Lederen", "")


def test_an_action_of_another_organisation_is_not_found_by_its_id(work, staff, factory, other_organisation):
    theirs = factory.action(other_organisation, factory.plan(other_organisation), "Deres")
    where = send(staff, ["Id", "Tiltak", "Ansvarlig"], [[f"{theirs}/1", "Vårt nå", "Oss"]])
    assert "Planen har ikke noe tiltak med denne id-en." in staff.get(where).text


def test_a_row_that_stands_twice_is_taken_once(work, staff):
    work.action("Ring")
    heading, rows = taken_out(staff)
    put(heading, rows[0], Ansvarlig="Kontoret")
    page = staff.get(send(staff, heading, [rows[0], rows[0]])).text
    assert "Dette tiltaket står allerede i rad 2." in page


def test_danish_headings_and_words_are_read_as_well(work, staff):
    action_id = work.action("Ring")
    staff.post(send(staff, ["Id", "Indsats", "Status", "Niveau"], [[str(action_id), "Ring", "Gennemført", "centralt"]]))
    stored = work.stored(action_id)
    assert (stored.status, stored.level) == ("done", "central")


@pytest.mark.parametrize("content", [b"", b"Navn;Alder\nKari;8\n", b"%PDF-1.7", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_matrix_gets_a_sentence(work, staff, content):
    page = staff.post(f"{HERE}sheet", {"file": (io.BytesIO(content), "matrise.csv")})
    assert page.status_code == 200
    assert "ds-error-summary" in page.text
    assert work.rows(Draft) == []
