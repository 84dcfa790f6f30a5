"""Row R11: a list of members from a spreadsheet, with its columns mapped, a preview and a report of bad rows."""

import io
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.members.figures import paying_members
from plugins.recruitment.members.models import Membership
from portal import clock
from portal.audit.models import AuditEntry
from portal.drafts.models import Draft
from portal.erasure.services import erase
from portal.extensions import db
from portal.lists import work as working
from portal.people.models import Person
from portal.plugin_api import Role, house
from portal.sheets.reading import read_workbook
from portal.sheets.writing import OutSheet, write_workbook
from tests.plugins.recruitment.lists import HEAD, KARI, LISTS, OLA, PER, sheet
from tests.reading import words_of


@pytest.fixture
def register(inside):
    """By name: (e-mail, phone, postal code, year of birth, kind, from, until, why) of whoever is there."""

    def found():
        with inside():
            rows = db.session.execute(
                select(Person, Membership).outerjoin(Membership, Membership.person_id == Person.id)
            ).all()
            return {
                one.name: (one.email, one.phone, one.postal_code, one.birth_year)
                + ((row.kind, row.starts_on, row.ends_on, row.ending) if row else ())
                for one, row in rows
            }

    return found


@pytest.fixture
def counts(inside):
    def found():
        with inside():
            return [
                db.session.scalar(select(func.count()).select_from(model))
                for model in (Person, Membership, Invoice, Magazine)
            ]

    return found


# row R11
def test_a_list_becomes_people_with_their_memberships_dues_and_magazine(keeper, register, inside, association):
    address = keeper.give(sheet(KARI, OLA, PER))

    assert "3 rader er nye." in keeper.look(address)
    assert "Kari Hansen, 4611 Kristiansand, Pasient, Agder" in keeper.look(address)
    assert register() == {}

    assert "3" in keeper.yes(address)
    assert register() == {
        "Kari Hansen": ("kari@example.org", "+4740000001", "4611", 1958, "patient", date(2019, 2, 1), None, None),
        "Ola Hansen": ("kari@example.org", "", "4611", 1960, "next_of_kin", date(2020, 1, 1), None, None),
        "Per Ås": ("", "+4740000002", "0570", None, "supporter", date(2015, 6, 15), date(2026, 1, 1), "other"),
    }
    with inside():
        assert [(one.amount, one.paid, one.status, one.year) for one in db.session.scalars(select(Invoice))] == [
            (40000, 40000, "paid", 2026)
        ]
        assert [one.way for one in db.session.scalars(select(Magazine))] == ["post"]
        assert paying_members(association.id, date(2026, 3, 5)) == 1
        assert paying_members(association.id, date(2026, 3, 4)) == 0


# row R11
@pytest.mark.parametrize("name", ["medlemmer.csv", "the same in another order.csv"])
def test_the_same_list_twice_changes_nothing(keeper, counts, register, name):
    keeper.bring(sheet(KARI, OLA, PER))
    before, there = counts(), register()
    again = keeper.give(sheet(PER, KARI, OLA), name)

    assert "3 rader står der allerede" in keeper.look(again)
    assert "Det er ingenting å hente inn." in keeper.look(again)
    assert (counts(), register()) == (before, there)


def test_a_list_that_says_more_adds_it_and_overwrites_nothing(keeper, register):
    keeper.bring(sheet(KARI))
    more = "Kari;Hansen;kari@example.org;400 00 009;Ny vei 2;0570;Oslo;1958;Pårørende;;;31.10.2026;;;"

    address = keeper.give(sheet(more))
    assert "Én rad legger noe til det som står der." in keeper.look(address)
    keeper.yes(address)

    her = register()["Kari Hansen"]
    assert her[1:5] == ("+4740000001", "4611", 1958, "patient")
    assert her[6:] == (date(2026, 11, 1), "other")


# row R11
def test_bad_rows_are_named_with_row_column_and_reason_and_can_be_fetched(keeper, register):
    bad = "Eva;Lie;eva@@example;12;Lia 3;99999;Oslo;1890;Hovedmedlem;Utopia;31.02.2020;;Kanskje;2026;mye"
    address = keeper.give(sheet(KARI, bad))

    page = keeper.look(address)
    for said in (
        "3 E-post “eva@@example”", "Postnummer 99999 finnes ikke", "Medlemstype “Hovedmedlem”", "Utopia",
        "31.02.2020", "“Kanskje”", "“mye”",
    ):  # fmt: skip
        assert said.replace("“", "«").replace("”", "»") in page or said in page, said
    rows = read_workbook(keeper.browser.get(f"{address}/bad.xlsx").data, "rows.xlsx")[0].rows
    assert rows[0][:3] == ("Fornavn", "Etternavn", "E-post")
    assert rows[1][:2] == ("Eva", "Lie")
    assert rows[1][-2] == 3
    assert "99999" in rows[1][-1]
    keeper.yes(address)
    assert list(register()) == ["Kari Hansen"]
    assert read_workbook(keeper.browser.get(f"{address}/bad.xlsx").data, "rows.xlsx")[0].rows[1][:2] == ("Eva", "Lie")


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-1", "1e400", "sNaN", "9999999999999"])
def test_an_amount_that_is_none_is_a_bad_row_and_keeps_no_other_back(keeper, register, amount):
    odd = "Eva;Lie;;;Lia 3;4611;;;Pasient;;01.01.2020;;;05.03.2026;" + amount
    page = keeper.look(address := keeper.give(sheet(KARI, odd)))
    assert "Én rad kan ikke brukes slik den er." in page
    keeper.yes(address)

    assert sorted(register()) == ["Kari Hansen"]


def test_the_bad_rows_corrected_are_taken_as_they_were_fetched(keeper, register):
    address = keeper.give(sheet(KARI, PER.replace("570", "99999")))
    keeper.yes(address)
    [page] = read_workbook(keeper.browser.get(f"{address}/bad.xlsx").data, "rows.xlsx")
    corrected = [[*page.rows[1][:5], "0570", *page.rows[1][6:]]]
    made = write_workbook([OutSheet(name="Rett", header=[str(one) for one in page.rows[0]], rows=corrected)])

    keeper.bring(made, "rettet.xlsx")

    assert register()["Per Ås"][2] == "0570"


# row R11
def test_who_may_be_there_already_is_asked_about(keeper, register, person, association):
    person(association, "Kari Hansen", postal_code="4611")
    person(association, "Anne Moe", email="anne@example.org")
    anna = "Anna;Moe;anne@example.org;;;;;;Pasient;;2024;;;;"
    eva = "Eva;Vik;eva@example.org;;;;;;Pasient;;2024;;;;"
    address = keeper.give(sheet(KARI, anna, eva))

    page = keeper.look(address)
    assert "2 rader kan være noen som står i registeret." in page
    assert "Én rad er ny." in page
    asked = keeper.browser.get(f"{address}/who")
    choices = dict.fromkeys(["row_2", "row_3"])
    for row in choices:
        choices[row] = asked.text.split(f'name="{row}"')[1].split('value="')[1].split('"')[0]
    assert len({*choices.values()}) == 2
    assert keeper.browser.post(f"{address}/who", {"row_2": choices["row_2"], "row_3": "new"}).status_code == 303
    keeper.yes(address)

    there = register()
    assert sorted(there) == ["Anna Moe", "Anne Moe", "Eva Vik", "Kari Hansen"]
    assert there["Kari Hansen"][:2] == ("kari@example.org", "+4740000001")
    assert there["Kari Hansen"][4] == "patient"
    assert len(there["Anne Moe"]) == 4


def test_rows_that_nobody_answered_stay_out_and_can_be_fetched(keeper, register, person, association):
    person(association, "Kari Hansen", postal_code="4611")
    address = keeper.give(sheet(KARI, PER))
    keeper.yes(address)

    assert "Per Ås" in register()
    assert len(register()["Kari Hansen"]) == 4
    rows = read_workbook(keeper.browser.get(f"{address}/bad.xlsx").data, "rows.xlsx")[0].rows
    assert rows[1][:2] == ("Kari", "Hansen")
    assert "Kari Hansen, 4611" in rows[1][-1]


LEFT = "Kari;Hansen;;;;4611;;;Pasient;;01.02.2019;31.12.2020;;;"
BACK = "Kari;Hansen;kari@example.org;;;4611;;;Pasient;;;;;;"


def say_the_same(keeper, address, row):
    """Row `row` is about the first of those whom it may be about."""
    asked = keeper.browser.get(f"{address}/who").text
    her = asked.split(f'name="{row}"')[1].split('value="')[1].split('"')[0]
    assert keeper.browser.post(f"{address}/who", {row: her}).status_code == 303


# row R11
def test_an_answered_row_that_cannot_be_is_told_and_can_be_fetched(keeper, register, inside):
    keeper.bring(sheet(LEFT))
    address = keeper.give(sheet(BACK, PER), "nye.csv")
    say_the_same(keeper, address, "row_2")

    page = keeper.yes(address)

    assert "Hentet inn 1" in page
    assert "Kunne ikke brukes 1" in page
    assert register()["Kari Hansen"][0] == ""
    assert "Per Ås" in register()
    rows = read_workbook(keeper.browser.get(f"{address}/bad.xlsx").data, "rows.xlsx")[0].rows
    assert [row[:2] for row in rows[1:]] == [("Kari", "Hansen")]
    assert rows[1][-2] == 2
    assert rows[1][-1] == "Innmeldt dato: Medlemskapet tok slutt 1. januar 2021. Skriv dagen for ny innmelding."
    with inside():
        said = [entry.changes for entry in db.session.scalars(
            select(AuditEntry).where(AuditEntry.action == "list.done").order_by(AuditEntry.id))]  # fmt: skip
    assert [one["rows"] for one in said] == [1, 1]


# row R11
def test_where_no_row_could_be_brought_in_nobody_says_that_all_was_there(keeper):
    keeper.bring(sheet(LEFT))
    address = keeper.give(sheet(BACK), "nye.csv")
    say_the_same(keeper, address, "row_2")
    begun = keeper.browser.post(f"{address}/look")
    keeper.work()

    page = words_of(keeper.browser.get(begun.location))
    assert "Én rad kan ikke brukes slik den er." in page
    assert "Alt fantes fra før" not in page


# row R11
def test_who_was_chosen_for_a_row_and_erased_since_is_not_added_anew(keeper, register, person, association, inside):
    her = person(association, "Kari Hansen", postal_code="4611")
    address = keeper.give(sheet(KARI, PER))
    say_the_same(keeper, address, "row_2")
    with inside():
        erase(db.session.get(Person, (association.id, her)), by=None)
        db.session.commit()

    page = keeper.yes(address)

    assert "Kunne ikke brukes 1" in page
    assert {name for name in register() if name} == {"Per Ås"}
    rows = read_workbook(keeper.browser.get(f"{address}/bad.xlsx").data, "rows.xlsx")[0].rows
    assert "Personen som ble valgt for denne raden, er slettet siden." in rows[1][-1]


# row R11
def test_who_was_chosen_for_a_row_and_merged_since_gets_it_where_she_is_now(keeper, register, person, association, staff):
    her = person(association, "Kari Hansen", postal_code="4611")
    address = keeper.give(sheet(KARI))
    say_the_same(keeper, address, "row_2")
    kept = person(association, "Kari Hansen Berg", postal_code="4611", birth_year=1958)
    page = f"/o/hjertelag/doubles/{kept}/{her}"
    assert staff.send(page, staff.fields(page)).status_code == 303

    keeper.yes(address)

    there = {name: said for name, said in register().items() if name}
    assert list(there) == ["Kari Hansen Berg"]
    assert there["Kari Hansen Berg"][0] == "kari@example.org"


def test_an_answer_that_was_not_offered_is_none(keeper, person, association):
    person(association, "Kari Hansen", postal_code="4611")
    stranger = person(association, "Noen Annen")
    address = keeper.give(sheet(KARI))

    assert keeper.browser.post(f"{address}/who", {"row_2": str(stranger)}).status_code == 200
    assert "Én rad kan være noen som står i registeret." in keeper.look(address)


# row R11
def test_two_header_rows_semicolons_and_old_letters_are_read(keeper, register):
    above = ";".join(["Person", "", "", "", "Adresse", "", "", "", "Medlemskap"] + [""] * 6)
    content = sheet(HEAD, PER, HEAD, "", KARI, head=above, letters="cp1252")

    address = keeper.give(content)
    assert "2 rader er nye." in keeper.look(address)
    keeper.yes(address)
    assert sorted(register()) == ["Kari Hansen", "Per Ås"]


def test_a_row_that_says_nothing_of_use_is_bad_and_not_lost(keeper):
    page = keeper.look(keeper.give(sheet(KARI, ";;ukjent@example.org;;;;;;;;;;;;")))

    assert "Navnet mangler." in page
    assert "Hvilken linje" not in page


def test_the_same_person_twice_in_a_list_is_told(keeper):
    assert "Rad 2 handler om samme person." in keeper.look(keeper.give(sheet(KARI, KARI)))


def test_a_couple_with_one_address_and_one_mailbox_are_two(keeper, register):
    keeper.bring(sheet(KARI, OLA))

    assert sorted(register()) == ["Kari Hansen", "Ola Hansen"]


# row R11
def test_what_the_columns_hold_is_remembered_for_the_next_list(keeper):
    head = "Hvem;Kode;Slags"
    first = keeper.give(sheet("Kari Hansen;4611;Pasient", head=head + ";Navn"), column_0="name", column_1="postal_code",
                        column_2="kind", column_3="")  # fmt: skip
    assert "Én rad er ny." in keeper.look(first)

    given = keeper.browser.post(
        f"{LISTS}/of/recruitment.members/new",
        {"file": (io.BytesIO(sheet("Per Ås;0570;Pasient", head=head + ";Navn")), "ny.csv")},
    )
    fields = keeper.browser.fields(given.location)
    assert [fields[f"column_{n}"] for n in range(4)] == ["name", "postal_code", "kind", ""]


def test_what_no_column_says_can_be_said_for_all(keeper, register):
    keeper.bring(sheet("Kari Hansen;4611", head="Navn;Postnr"), all_kind="patient")

    assert register()["Kari Hansen"][4] == "patient"


def test_a_postal_code_proposes_the_branch(keeper, staff, inside):
    staff.post("/o/hjertelag/recruitment/postal-codes/", {"text": "4600-4699 Agder"})
    keeper.bring(sheet("Kari Hansen;4611;Pasient", head="Navn;Postnr;Medlemstype"))

    with inside():
        assert db.session.scalars(select(Membership.unit_id)).one() is not None


def die_in_the_second_part(keeper):
    """The worker takes some rows in, and is killed at those after them."""
    kinds, calls = house().list_kinds, []
    kind = kinds["recruitment.members"]

    def dying(organisation_id, rows, *, by):
        calls.append(len(rows))
        if len(calls) == 2:
            raise RuntimeError("killed")
        return kind.take(organisation_id, rows, by=by)

    kinds["recruitment.members"] = replace(kind, take=dying)
    try:
        keeper.work()
    finally:
        kinds["recruitment.members"] = kind
    assert len(calls) == 2


def test_a_worker_that_dies_in_the_middle_brings_nobody_in_twice(keeper, counts, app):
    rows = [f"Nr{n};Hansen;nr{n}@example.org;;;;;;Pasient;;2024;;;;" for n in range(500)]
    address = keeper.give(sheet(*rows))
    keeper.browser.post(f"{address}/look")

    with app.app_context():
        die_in_the_second_part(keeper)
    assert counts()[0] == working.CHUNK
    with clock.stopped_at(clock.in_the_future(minutes=20)):
        keeper.work()

    assert counts()[:2] == [500, 500]
    assert "500" in words_of(keeper.browser.get(address))


def test_a_worker_that_died_has_forgotten_no_row_that_could_not_be(keeper, counts, app):
    keeper.bring(sheet(LEFT))
    rows = [f"Nr{n};Hansen;nr{n}@example.org;;;;;;Pasient;;2024;;;;" for n in range(working.CHUNK)]
    address = keeper.give(sheet(BACK, *rows), "nye.csv")
    say_the_same(keeper, address, "row_2")
    keeper.browser.post(f"{address}/look")

    with app.app_context():
        die_in_the_second_part(keeper)
    with clock.stopped_at(clock.in_the_future(minutes=20)):
        keeper.work()

    assert "Hentet inn 200 Står der allerede 0 Kunne ikke brukes 1" in words_of(keeper.browser.get(address))
    assert counts()[0] == 201


def test_what_a_list_held_is_gone_once_it_is_taken_in(keeper, inside):
    keeper.bring(sheet(KARI, PER.replace("570", "99999")))

    with inside():
        kept = str(db.session.scalars(select(Draft.content)).one())
    assert "Per" in kept
    assert "Kari" not in kept


def test_a_list_is_for_staff_of_the_whole_organisation_alone(keeper, association, actor, browser):
    address = keeper.give(sheet(KARI))
    other, leader = browser(actor(association, Role.STAFF)), browser(actor(association, Role.UNIT_LEADER))

    assert leader.get(f"{address}/look").status_code == 403
    assert other.get(f"{LISTS}/of/recruitment.members").status_code == 200
    assert leader.get(f"{LISTS}/of/recruitment.members").status_code == 403


def test_a_list_of_another_kind_or_a_plugin_that_is_off_is_no_page(keeper):
    assert keeper.browser.get(f"{LISTS}/of/recruitment.nothing").status_code == 404


def numbered(n):
    last = "abcdefghijklmnopqrstuvwxyz"
    name = f"{last[n % 26]}{last[n // 26 % 26]}{last[n // 676 % 26]}"
    return f"{name.title()};Hansen;{name}{n}@example.org;4{n:07};Lia {n};4611;Kristiansand;1950;Pasient;Agder;01.02.2019;;Papir;05.03.2026;400,00"


# row R11
@pytest.mark.long
def test_eleven_thousand_rows_are_taken_in_by_the_worker(keeper, counts, app):
    content = sheet(*(numbered(n) for n in range(11_000)))
    address = keeper.give(content, "gnist.csv")
    assert "11 000 rader er nye." in keeper.look(address).replace("\xa0", " ")
    keeper.yes(address)

    assert counts() == [11_000, 11_000, 11_000, 11_000]
    again = keeper.give(content, "gnist.csv")
    assert "11 000 rader står der allerede" in keeper.look(again).replace("\xa0", " ")
    assert counts()[0] == 11_000
