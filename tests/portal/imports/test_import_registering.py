"""Earlier years brought in from a sheet: looked at, registered once, undone."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from portal import clock
from portal.activities.models import Activity
from portal.activities.services import correct_activity
from portal.audit.models import AuditEntry
from portal.drafts.models import Draft
from portal.extensions import db
from portal.imports import work as importing
from portal.jobs.errands import LEASE
from portal.plugin_api import Role
from tests.portal.activities.reckoning import recount, tally
from tests.portal.imports.earlier import HEAD, IMPORTS, Staff, csv, told

GOOD = csv("31.12.2024;Møte;Agder;12;Fint", "1/2-2023;Møte;agder;7,0;", "1/2-2023;Møte;AGDER;7;")


def test_what_would_happen_is_seen_and_nothing_is_registered_before_the_yes(staff, registered, work):
    _address, page = staff.look(GOOD)

    assert "3 aktiviteter blir registrert" in told(page)
    assert "Ja, registrer 3" in told(page)
    work()
    assert registered() == []


def test_a_yes_registers_all_good_rows(staff, registered, work):
    job = staff.bring(GOOD)
    work()

    assert "3 aktiviteter er registrert." in told(staff.browser.get(job))
    assert registered() == [
        ("core.meeting", "2023-02-01", {"participants": 7}, ""),
        ("core.meeting", "2023-02-01", {"participants": 7}, ""),
        ("core.meeting", "2024-12-31", {"participants": 12}, "Fint"),
    ]


def test_the_counters_move_with_it(staff, inside, work):
    staff.bring(GOOD)
    work()
    with inside():
        assert tally() == recount() != {}


def test_the_same_file_twice_changes_nothing(staff, registered, work, inside):
    staff.bring(GOOD)
    work()
    before = registered()

    address, page = staff.look(GOOD)
    assert "3 finnes fra før" in told(page)
    assert "Ja, registrer" not in told(page)
    staff.browser.post(address)
    work()

    assert registered() == before
    with inside():
        assert tally() == recount()


def test_a_row_that_stands_twice_in_a_sheet_is_two_activities_and_sorted_anew_no_more(staff, registered, work):
    staff.bring(GOOD)
    work()
    _address, page = staff.look(
        csv("1/2-2023;Møte;AGDER;7;", "01.02.2023;core.meeting;Agder;7;", "31.12.2024;møte;Agder;12;Fint")
    )
    assert "3 finnes fra før" in told(page)


def test_two_who_say_yes_to_the_same_rows_register_them_once(staff, registered, work, inside):
    first, second = (staff.look(GOOD)[0] for _turn in range(2))
    staff.browser.post(first)
    staff.browser.post(second)
    work()

    assert len(registered()) == 3
    with inside():
        assert tally() == recount()


class Killed(BaseException):
    """As a kill is: nothing catches it."""


def test_a_worker_that_is_killed_midway_leaves_nothing_doubled_and_nothing_out(
    app, staff, registered, work, inside, monkeypatch
):
    monkeypatch.setattr(importing, "CHUNK", 2)
    register, done = importing.register_missing, []

    def killed_in_the_third(rows):
        if len(done) == 2:
            raise Killed
        done.append(len(rows))
        return register(rows)

    monkeypatch.setattr(importing, "register_missing", killed_in_the_third)
    staff.bring(csv(*(f"{day}.03.2024;Møte;Agder;{day};" for day in range(1, 10))))
    with pytest.raises(Killed):
        work()
    assert len(registered()) == 4

    monkeypatch.setattr(importing, "register_missing", register)
    with clock.stopped_at(clock.now() + LEASE + timedelta(seconds=1)):
        work()

    assert [row[2]["participants"] for row in registered()] == list(range(1, 10))
    with inside():
        assert tally() == recount()
    assert "Registrert 9 Fantes fra før 0" in told(staff.browser.get(staff.latest()))


def test_the_same_file_completes_what_a_killed_worker_left(staff, registered, work, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 1)
    register, done = importing.register_missing, []

    def killed(rows):
        if done:
            raise Killed
        done.append(register(rows))
        return done[0]

    monkeypatch.setattr(importing, "register_missing", killed)
    staff.bring(GOOD)
    with pytest.raises(Killed):
        work()
    monkeypatch.setattr(importing, "register_missing", register)

    _address, page = staff.look(GOOD)
    assert "2 aktiviteter blir registrert" in told(page)
    assert "Én finnes fra før" in told(page)
    staff.browser.post(_address)
    work()
    assert len(registered()) == 3


def test_bad_rows_are_told_by_number_column_and_reason(staff):
    rows = csv(
        "31.12.2024;Møte;Agder;12;", "2024;Møte;Agder;12;", ";Møte;Agder;12;", "31.12.2024;Fest;Agder;12;",
        "31.12.2024;Møte;Narnia;12;", "31.12.2024;Møte;Agder;ca. 12;", "31.12.1999;Møte;Agder;12;",
        "31.12.2099;Møte;Agder;12;",
    )  # fmt: skip
    page = told(staff.look(rows)[1])

    for sentence in (
        "7 rader kan ikke brukes", "3 Dato Her står bare et årstall", "4 Dato Datoen mangler", "5 Type Ingen type heter «Fest»",
        "6 Lag Ingen enhet som du kan registrere for, heter «Narnia»", "7 Deltakere «ca. 12» er ikke et helt tall",
        "8 Dato Du kan registrere aktiviteter tilbake til", "9 Dato Denne dagen",
    ):  # fmt: skip
        assert sentence in page


def test_bad_rows_come_back_as_a_sheet_with_the_reason_last_and_no_formula(staff, work):
    address, _page = staff.look(csv("2024;Møte;Agder;12;=1+1", "31.12.2024;Møte;Agder;12;"))
    fetched = staff.browser.get(address.replace("/look", "/bad.xlsx"))
    rows = list(load_workbook(io.BytesIO(fetched.data)).active.iter_rows())

    assert [cell.value for cell in rows[0]] == [*HEAD.split(";"), "Hva er galt?"]
    assert [cell.value for cell in rows[1]] == [
        "2024", "Møte", "Agder", "12", "=1+1", "Dato: Her står bare et årstall. Skriv dagen også, slik: 31.12.2025."
    ]  # fmt: skip
    assert rows[1][4].data_type == "s"
    assert len(rows) == 2

    staff.browser.post(address)
    work()
    again = staff.browser.get(address.replace("/look", "/bad.xlsx"))
    assert load_workbook(io.BytesIO(again.data)).active.max_row == 2


def test_two_units_of_one_name_are_told_apart_by_the_one_above(staff, factory, organisation):
    for county in ("Nord", "Sør"):
        factory.unit(organisation, "Sentrum", parent_id=factory.unit(organisation, county))
    page = told(staff.look(csv("1.3.2024;Møte;Sentrum;3;", "1.3.2024;Møte;sentrum (nord);3;"))[1])

    assert "Flere enheter heter dette. Skriv hvilken: Sentrum (Nord), Sentrum (Sør)." in page
    assert "Én aktivitet blir registrert" in page


def test_a_type_is_known_by_its_danish_name_and_its_key(staff):
    rows = csv("1.3.2024;MØDE;Agder;3;", "1.3.2024;core.meeting;Agder;3;", "1.3.2024;Meeting;Agder;3;")
    assert "3 aktiviteter blir registrert" in told(staff.look(rows)[1])


def test_one_type_and_one_unit_can_be_chosen_for_all_rows(staff, registered, work, factory, organisation):
    root = str(factory.root(organisation))
    staff.bring(csv("1.3.2024;4", head="Dato;Antall"), type="core.talk", unit=root)
    work()
    assert registered() == [("core.talk", "2024-03-01", {"participants": 4}, "")]


def test_what_the_columns_hold_is_remembered_for_the_next_sheet(staff):
    head = "Tid;Slag;Hvem;Folk;Annet"
    said = {"column_0": "day", "column_1": "type", "column_2": "unit", "column_3": "", "column_4": "place"}
    assert "1.3.2024" in staff.browser.get(staff.give(csv("1.3.2024;Møte;Agder;4;Huset", head=head)).location).text
    staff.look(csv("1.3.2024;Møte;Agder;4;Huset", head=head), **said)

    fields = staff.browser.fields(staff.give(csv("2.3.2024;Møte;Agder;4;Huset", head=head)).location)
    assert {name: fields[name] for name in said} == said


def test_an_import_is_written_down_as_a_whole_and_in_chunks(staff, work, inside, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    staff.bring(GOOD)
    work()
    with inside():
        found = [
            (row.action, row.changes)
            for row in db.session.scalars(select(AuditEntry).order_by(AuditEntry.at, AuditEntry.id))
        ]
    ours = [one for one in found if one[0].startswith("import.")]
    assert ours == [
        ("import.begun", {"file": "fjor.csv", "rows": 3}),
        ("import.registered", {"rows": 2}),
        ("import.registered", {"rows": 1}),
        ("import.done", {"file": "fjor.csv", "rows": 3, "bad": 0}),
    ]


def test_undo_takes_back_these_rows_and_leaves_what_was_changed_since(
    staff, registered, work, inside, factory, organisation
):
    factory.activity(organisation, note="Egen")
    staff.bring(GOOD)
    work()
    with inside():
        row = db.session.scalars(select(Activity).where(Activity.note == "Fint")).one()
        correct_activity(row, by=row.registered_by, note="Rettet")
        db.session.commit()

    page = staff.latest()
    staff.browser.post(f"{page}/undo")
    work()

    assert {row[3] for row in registered()} == {"Egen", "Rettet"}
    with inside():
        assert tally() == recount()
    assert "2 aktiviteter er fjernet. Én er endret siden, og blir stående." in told(staff.browser.get(page))
    assert staff.browser.get(f"{page}/undo").status_code == 404


def test_undoing_an_import_leaves_what_another_one_had_registered(staff, registered, work):
    staff.bring(csv("31.12.2024;Møte;Agder;12;Fint"))
    work()
    staff.bring(GOOD)
    work()
    staff.browser.post(f"{staff.latest()}/undo")
    work()
    assert [row[3] for row in registered()] == ["Fint"]


def test_after_thirty_days_nothing_is_undone(staff, work, inside):
    staff.bring(GOOD)
    work()
    page = staff.latest()
    assert staff.browser.get(f"{page}/undo").status_code == 200
    with inside():
        db.session.scalars(select(Draft)).one().made_at -= timedelta(days=31)
        db.session.commit()

    assert staff.browser.get(f"{page}/undo").status_code == 404
    assert "Angre dette" not in told(staff.browser.get(page))


def test_a_yes_to_something_that_changed_meanwhile_is_asked_again(staff, registered, work, factory, organisation):
    rows = csv("31.12.2024;Møte;Agder;12;", "31.12.2024;Møte;Lista;9;")
    address, _page = staff.look(rows)
    fields = staff.browser.fields(address)
    factory.unit(organisation, "Lista")

    answer = staff.browser.send(address, fields)
    assert "Noe er endret" in told(answer)
    work()
    assert registered() == []


def test_staff_of_one_unit_sees_her_own_sheets_and_registers_for_her_own_units(
    staff, browser, actor, organisation, factory, work
):
    county = factory.unit(organisation, "Rogaland")
    hers = Staff(browser(actor(organisation, Role.STAFF, county)))
    page = told(hers.look(csv("1.3.2024;Møte;Rogaland;3;", "1.3.2024;Møte;Agder;3;"))[1])
    assert "Én aktivitet blir registrert" in page
    assert "Ingen enhet som du kan registrere for, heter «Agder»" in page

    staff.bring(GOOD, "hemmelig.csv")
    work()
    assert "hemmelig.csv" not in hers.browser.get(f"{IMPORTS}/").text
    assert hers.browser.get(staff.latest()).status_code == 404
