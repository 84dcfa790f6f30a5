"""Rows R11, R12: dues are asked for once a year, and what comes in finds its invoice."""

import re
from datetime import date
from io import BytesIO

import pytest

from plugins.recruitment.dues.forms import BankFileForm
from plugins.recruitment.dues.models import Invoice, Payment
from plugins.recruitment.dues.services import REMINDER
from portal.extensions import db
from portal.messages.models import Message
from portal.messages.services import Letter, send_to_person
from portal.organisations.services import change_settings
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.contract.counting import statements
from tests.plugins.recruitment.bank import csv_file, ocr_file, together
from tests.reading import words_of

HOUSE = "/o/hjertelag/recruitment/"
RATES = {"patient": "300", "next_of_kin": "200", "supporter": "0"}


@pytest.fixture
def ask(factory, staff):
    """The staff say what is paid and ask for it; the worker writes the invoices."""

    def asked():
        staff.post(f"{HOUSE}dues/rates", RATES)
        staff.post(f"{HOUSE}dues/ask", {"due_on": "2026-12-20"})
        with factory.app.app_context():
            while work_once():
                pass

    return asked


@pytest.fixture
def invoices(factory, association):
    def found():
        with factory.working_as(scope_of(association.id)):
            rows = db.session.query(Invoice).order_by(Invoice.number)
            return {row.kid: (row.amount, row.paid, row.status, row.paid_on) for row in rows}

    return found


@pytest.fixture
def payments(factory, association):
    def found():
        with factory.working_as(scope_of(association.id)):
            return [
                (row.amount, row.invoice_id is not None, row.note)
                for row in db.session.query(Payment).order_by(Payment.id)
            ]

    return found


def bring(staff, content, name="OCR.txt"):
    return staff.post(f"{HOUSE}bank/", {"file": (BytesIO(content), name)})


def test_every_member_is_asked_once_and_each_invoice_has_a_kid_of_its_own(staff, association, member, ask, invoices):
    member(association, "Kari Nordmann")
    member(association, "Ola Nordmann", kind="next_of_kin")
    member(association, "Støtte Nordmann", kind="supporter")
    ask()
    ask()

    found = invoices()
    assert sorted(row[:3] for row in found.values()) == [(0, 0, "waived"), (20000, 0, "open"), (30000, 0, "open")]
    assert len(found) == 3
    assert all(len(kid) == 10 for kid in found)


def test_a_file_from_the_bank_pays_what_it_matches_and_lists_the_rest(
    staff, association, member, ask, invoices, payments
):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()

    bring(staff, ocr_file([(kid, 30000), ("", 15000), ("9999999999", 100), (kid[:-1] + "x", 100)]))

    assert invoices()[kid] == (30000, 30000, "paid", date(2026, 3, 5))
    assert sorted(payments()) == [(100, False, ""), (100, False, ""), (15000, False, ""), (30000, True, "")]
    page = staff.get(f"{HOUSE}bank/unmatched").text
    assert "Den har ingen KID" in page
    assert "Ingen av fakturaene deres" in page
    assert "Kontrollsifferet stemmer ikke" in page


def test_the_same_file_twice_and_the_same_payment_in_two_files_count_once(
    staff, association, member, ask, invoices, payments
):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()
    content = ocr_file([(kid, 10000)])

    bring(staff, content)
    again = bring(staff, content)
    bring(staff, content + b"\r\n")

    assert "Ingenting er endret" in again.text
    assert invoices()[kid][:3] == (30000, 10000, "open")
    assert len(payments()) == 1


def test_paid_in_parts_it_is_paid_when_all_is_in_and_open_when_the_bank_takes_some_back(
    staff, association, member, ask, invoices
):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()

    bring(staff, ocr_file([(kid, 10000)], day=date(2026, 3, 5)))
    bring(staff, ocr_file([(kid, 20000)], day=date(2026, 4, 5), assignment=2))
    assert invoices()[kid][2:] == ("paid", date(2026, 4, 5))

    bring(staff, ocr_file([(kid, -20000)], day=date(2026, 4, 6), assignment=3))
    assert invoices()[kid][1:] == (10000, "open", None)


def test_a_file_with_a_wrong_sum_is_refused_and_nothing_is_lost_or_doubled(
    staff, association, member, ask, invoices, payments
):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()

    answer = bring(staff, ocr_file([(kid, 30000)], total=1))

    assert "Ingenting er lagret" in answer.text
    assert payments() == []
    assert invoices()[kid][2] == "open"


@pytest.fixture
def two_accounts(staff, association, member, ask, invoices):
    """A file with the dues of Kari, paid to the association's account, and of Ola, paid to another."""
    for name in ("Kari Nordmann", "Ola Nordmann"):
        member(association, name)
    ask()
    kari, ola = invoices()
    other = ocr_file([(ola, 30000)], account="98765432109", assignment=2)
    return together(ocr_file([(kari, 30000)]), other)


# row R12
def test_what_was_paid_to_another_account_than_the_stated_one_is_looked_at_first(
    staff, inside, association, two_accounts, invoices, payments
):
    with inside():
        change_settings(association.id, "recruitment", {"account": "1234.56.78903"}, by=uuid7())
        db.session.commit()
    bring(staff, two_accounts)

    assert [row[2] for row in invoices().values()] == ["paid", "open"]
    assert sorted(payments()) == [(30000, False, ""), (30000, True, "")]
    page = words_of(staff.get(f"{HOUSE}bank/unmatched"))
    assert "Den er betalt til konto 9876.54.32109, og kontingenten betales til 1234.56.78903." in page
    assert page.count("KID:") == 1


def test_where_no_account_is_stated_the_kid_alone_says_what_was_paid(staff, two_accounts, invoices):
    bring(staff, two_accounts)
    assert [row[2] for row in invoices().values()] == ["paid", "paid"]


def test_a_kid_of_another_organisation_matches_nothing_here(
    factory, staff, association, other_organisation, member, payments
):
    factory.plugin(other_organisation, "recruitment")
    theirs = member(other_organisation, "Fru Fremmed")
    with factory.working_as(scope_of(other_organisation.id)):
        db.session.add(Invoice(person_id=theirs, kid="0000000018", **bill(2026)))
        db.session.commit()

    bring(staff, ocr_file([("0000000018", 300)]))

    assert payments() == [(300, False, "")]
    with factory.working_as(scope_of(other_organisation.id)):
        assert db.session.query(Invoice).one().status == "open"


# row R12
def test_a_kid_that_lost_its_noughts_in_a_spreadsheet_finds_its_invoice_and_none_of_another_organisation(
    factory, staff, association, other_organisation, member, ask, invoices, payments
):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()
    factory.plugin(other_organisation, "recruitment")
    theirs = member(other_organisation, "Fru Fremmed")
    with factory.working_as(scope_of(other_organisation.id)):
        db.session.add_all(Invoice(person_id=theirs, kid=one, **bill(year)) for year, one in ((2025, "26"), (2026, "18")))
        db.session.commit()

    rows = [("05-03-2026", "300", kid.lstrip("0"), ""), ("05-03-2026", "300", "26", "")]
    bring(staff, csv_file(rows), "konto.csv")

    assert invoices()[kid][2] == "paid"
    assert sorted(payments()) == [(30000, False, ""), (30000, True, "")]
    with factory.working_as(scope_of(other_organisation.id)):
        assert {one.status for one in db.session.query(Invoice)} == {"open"}


# row R12
def test_a_reference_that_may_be_a_short_kid_pays_nothing_unless_its_amount_is_what_is_owed(
    staff, association, member, ask, invoices, payments
):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()

    bring(staff, csv_file([("05-03-2026", "5000", kid.lstrip("0"), "")]), "konto.csv")

    assert invoices()[kid][2] == "open"
    assert payments() == [(500000, False, "")]
    assert "beløpet er et annet enn det som skal betales" in staff.get(f"{HOUSE}bank/unmatched").text


# row R12
def test_of_a_kid_and_a_reference_in_one_file_the_kid_counts(staff, association, member, ask, invoices):
    member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()

    bring(staff, f"Dato;Beløp;KID;Referanse\n05.03.2026;300;{kid};99\n".encode(), "konto.csv")

    assert invoices()[kid][2] == "paid"


def bill(year):
    day = date(year, 3, 1)
    return {"year": year, "number": 1, "kind": "patient", "amount": 300, "invoiced_on": day, "due_on": day}


def test_a_short_kid_that_may_be_several_is_for_somebody_to_decide(
    inside, staff, association, member, ask, invoices, payments
):
    her = member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()
    with inside():
        db.session.add(Invoice(person_id=her, kid=kid[1:], **bill(2025)))
        db.session.commit()

    rows = [("05-03-2026", "300", kid.lstrip("0"), ""), ("05-03-2026", "300", "1,23457E+14", "")]
    bring(staff, csv_file(rows), "konto.csv")

    assert payments() == [(30000, False, "")] * 2
    page = staff.get(f"{HOUSE}bank/unmatched").text
    assert "Flere fakturaer kan ha denne KID-en" in page
    assert "Et regneark har kortet av KID-en" in page


def test_a_payment_without_kid_finds_its_invoice_by_hand(staff, association, member, ask, invoices, payments):
    member(association, "Bo Ødegård")
    ask()
    bring(staff, csv_file([("05-03-2026", "300,00", "", "Ødegård kontingent")]), "konto.csv")
    path = f"{HOUSE}bank/unmatched/" + staff.get(f"{HOUSE}bank/unmatched").text.partition("/bank/unmatched/")[2][:36]

    assert "Bo Ødegård, 2026" in staff.get(path).text
    page = staff.get(path, query_string={"q": "ode"}).text
    invoice = page.partition('name="invoice_id" type="radio" value="')[2][:36]
    assert "Bo Ødegård, 2026" in page
    staff.post(path, {"invoice_id": invoice})

    assert [row[2] for row in invoices().values()] == ["paid"]
    assert payments() == [(30000, True, "")]


def test_a_gift_is_put_aside_with_what_it_is(staff, association, payments):
    bring(staff, ocr_file([("", 50000)]))
    path = f"{HOUSE}bank/unmatched/" + staff.get(f"{HOUSE}bank/unmatched").text.partition("/bank/unmatched/")[2][:36]
    staff.post(path, {"note": "En gave"})

    assert payments() == [(50000, False, "En gave")]
    assert "Alle betalinger har funnet plassen sin" in staff.get(f"{HOUSE}bank/unmatched").text


def test_dues_are_written_down_by_hand_or_waived(staff, association, member, ask, invoices):
    her, his = member(association, "Kari Nordmann"), member(association, "Ola Nordmann")
    ask()
    pages = [staff.get(f"{HOUSE}members/{one}").text for one in (her, his)]
    pay, waive = (
        "/o/hjertelag/recruitment/dues/invoices/" + page.partition("/dues/invoices/")[2][:36] for page in pages
    )
    staff.post(f"{pay}/pay", {"amount": "300", "on_date": "2026-11-20"})
    staff.post(f"{waive}/waive")

    assert sorted(row[2] for row in invoices().values()) == ["paid", "waived"]


def first_of(staff, page):
    """The payment that a page of the bank names first."""
    return re.search(r"/bank/(?:unmatched|payments)/([0-9a-f-]{36})", staff.get(f"{HOUSE}{page}").text)[1]


def test_a_payment_that_found_the_wrong_invoice_is_taken_back_and_waits_again(
    staff, association, member, ask, invoices, payments
):
    her = member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()
    bring(staff, ocr_file([(kid, 30000)]))
    staff.post(f"{HOUSE}bank/payments/{first_of(staff, f'members/{her}')}/take-back")

    assert invoices()[kid] == (30000, 0, "open", None)
    assert payments() == [(30000, False, "")]
    assert "5. mars 2026" in staff.get(f"{HOUSE}bank/unmatched").text


def test_a_payment_that_was_written_down_by_hand_by_mistake_is_gone_when_it_is_taken_back(
    staff, association, member, ask, invoices, payments
):
    her = member(association, "Kari Nordmann")
    ask()
    [kid] = invoices()
    pay = "dues/invoices/" + staff.get(f"{HOUSE}members/{her}").text.partition("/dues/invoices/")[2][:36]
    staff.post(f"{HOUSE}{pay}/pay", {"amount": "300", "on_date": "2026-11-20"})
    address = f"{HOUSE}bank/payments/{first_of(staff, f'members/{her}')}/take-back"

    assert "Betalingen er skrevet inn her" in staff.get(address).text
    staff.post(address)
    assert (invoices()[kid][1:], payments()) == ((0, "open", None), [])
    assert staff.get(address).status_code == 404


def test_a_gift_that_was_none_is_taken_back(staff, payments):
    bring(staff, ocr_file([("", 50000)]))
    path = f"{HOUSE}bank/unmatched/{first_of(staff, 'bank/unmatched')}"
    staff.post(path, {"note": "En gave"})
    staff.post(f"{HOUSE}bank/payments/{first_of(staff, 'bank/aside')}/take-back")

    assert payments() == [(50000, False, "")]
    assert staff.get(path).status_code == 200


def test_an_invoice_that_was_settled_meanwhile_takes_no_second_payment(staff, association, member, ask, invoices, payments):
    her = member(association, "Kari Nordmann")
    ask()
    bring(staff, ocr_file([("", 30000)]))
    path = f"{HOUSE}bank/unmatched/{first_of(staff, 'bank/unmatched')}"
    invoice = staff.get(f"{HOUSE}members/{her}").text.partition("/dues/invoices/")[2][:36]
    staff.post(f"{HOUSE}dues/invoices/{invoice}/pay", {"amount": "300", "on_date": "2026-11-20"})

    answer = staff.post(path, {"invoice_id": invoice})

    assert "Dette er allerede gjort opp." in answer.text
    assert [row[1:3] for row in invoices().values()] == [(30000, "paid")]


# row R12
def test_who_pays_a_part_or_too_much_or_twice_is_seen_on_her_page_and_the_list(staff, association, member, ask, invoices):
    people = [member(association, name) for name in ("Kari Deler", "Ola Mye", "Per Dobbel")]
    ask()
    hers, his, theirs = (re.search(r"KID (\d+)", staff.get(f"{HOUSE}members/{one}").text)[1] for one in people)
    bring(staff, ocr_file([(hers, 10000), (his, 35000), (theirs, 30000), (theirs, 30000)]))

    listed = words_of(staff.get(f"{HOUSE}members/"))
    part, more, twice = (words_of(staff.get(f"{HOUSE}members/{one}")) for one in people)
    assert "Ikke betalt 2026, 100 av 300 kr er kommet inn" in listed
    assert "Betalt 2026, 50 kr for mye" in listed
    assert "100 av 300 kr er kommet inn" in part
    assert "50 kr for mye" in more
    assert ("for mye" in twice, twice.count("300 kr, 5. mars 2026."), "Må ses på" in twice) == (False, 2, True)
    page = words_of(staff.get(f"{HOUSE}bank/unmatched"))
    assert "Kontingenten for 2026 med denne KID-en er betalt allerede." in page
    assert "Se medlemmet" in page


def test_what_went_out_of_the_account_is_no_payment_of_dues(staff, payments):
    rows = [("05-03-2026", "-1.200,00", "", "Bo Modtager"), ("05-03-2026", "300,00", "", "Kari")]
    bring(staff, csv_file(rows), "konto.csv")

    assert payments() == [(30000, False, "")]


def test_reminders_of_all_who_have_paid_are_taken_back_in_one_statement(app, staff, association, member, ask, invoices, inside):
    people = [member(association, f"Kari Nummer {number}") for number in range(12)]
    ask()
    with inside():
        for invoice in db.session.query(Invoice):
            invoice.reminded_on, invoice.reminders = date(2026, 11, 1), 1
        for person_id in people:
            send_to_person(Letter(subject="Husk", paragraphs=("Hei",), sender="Oss"), "a@example.org", person_id, REMINDER)
        db.session.commit()

    with statements(app) as said:
        bring(staff, ocr_file([(kid, 30000) for kid in invoices()]))

    assert sum("DELETE FROM message" in one for one in said) == 1
    with inside():
        assert db.session.query(Message).count() == 0


def test_a_bank_file_is_read_again_where_the_page_begins_again(app):
    with app.test_request_context(method="POST", data={"file": (BytesIO(b"NY00"), "OCR.txt")}):
        form = BankFileForm()
        assert form.content == form.content == b"NY00"
