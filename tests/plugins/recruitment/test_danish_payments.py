"""Row R12 in Denmark: a payment slip of type 71, with a payment ID of fifteen digits and a creditor number."""

import pytest
from sqlalchemy import select

from plugins.recruitment.dues.asking import LETTER
from plugins.recruitment.dues.kid import is_creditor, is_kid, slip_line
from plugins.recruitment.dues.models import Invoice
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.messages.models import Message
from portal.people.models import Person
from portal.plugin_api import Role
from portal.sheets.reading import read_workbook
from tests.plugins.recruitment.bank import csv_file
from tests.plugins.recruitment.test_dues import bring
from tests.reading import words_of

HOUSE = "/o/hjertelag/recruitment/"
SETTINGS = "/o/hjertelag/plugins/recruitment/settings"
CREDITOR = "81234567"


@pytest.fixture
def organisation(factory):
    return factory.organisation("hjertelag", "Hjertelaget", country="DK", language="da")


@pytest.fixture
def ask(staff, work):
    def asked():
        staff.post(f"{HOUSE}dues/rates", {"patient": "300", "next_of_kin": "200", "supporter": "0"})
        staff.post(f"{HOUSE}dues/ask", {"due_on": "2026-12-20"})
        work()

    return asked


@pytest.fixture
def letter(inside, member, association, ask):
    """To a Danish member who is asked."""
    member(association, "Karen Hansen", email="karen@example.org")
    with inside():
        db.session.query(Person).update({"language": "da"})
        db.session.commit()
    ask()
    with inside():
        return db.session.scalars(select(Message.text).where(Message.purpose == LETTER)).one()


@pytest.fixture
def creditor(staff):
    return staff.post(SETTINGS, {**SAID, "creditor": "8123 4567"})


#: what the page of settings shows beside
SAID = {
    "kid_method": "MOD10", "kid_length": "15", "remind_every": "14", "paying_until_month": "6", "joining_admits": "staff",
    "joining_phone": "may", "joining_birth_year": "no", "joining_many": "100", "patients_in_all": "0",
    "next_of_kin_in_all": "0", "research_quota": "0",
}  # fmt: skip


@pytest.mark.parametrize("text", ["", "1234567", "12345678", "8123456x", "812345678", "٨١٢٣٤٥٦٧"])
def test_what_is_no_creditor_number_is_told(text):
    assert not is_creditor(text)
    assert is_creditor(CREDITOR)


def test_a_wrong_creditor_number_is_refused_and_a_right_one_is_kept_without_its_blanks(staff, factory, association):
    wrong = staff.post(SETTINGS, {**SAID, "creditor": "1234567"})
    staff.post(SETTINGS, {**SAID, "creditor": "8123 4567"})

    assert "Et kreditornummer har otte cifre" in wrong.text
    assert factory.setup(association).decided["recruitment.creditor"] == CREDITOR


# row R12
def test_a_danish_payment_id_has_fifteen_digits_without_anybody_having_said_so(letter, inside):
    with inside():
        kid = db.session.scalars(select(Invoice.kid)).one()
    assert (len(kid), is_kid(kid, "MOD10")) == (15, True)
    assert f"Betalings-id: {kid}" in letter


# row R12
def test_the_letter_says_what_a_danish_member_types_at_her_bank(creditor, letter, inside):
    with inside():
        kid = db.session.scalars(select(Invoice.kid)).one()
    for said in ("Kortart: 71", f"Betalings-id: {kid}", f"Kreditornummer: {CREDITOR}", f"+71<{kid}+{CREDITOR}<"):
        assert said in letter
    assert "Konto" not in letter
    assert "KID" not in letter


def test_on_paper_and_in_the_spreadsheet_it_says_the_same(creditor, staff, work, member, association, ask, inside):
    member(association, "Ole Uden", street="Lien 1", postal_code="8000", town="Aarhus")
    ask()
    staff.post(f"{HOUSE}dues/on-paper", {"format": "xlsx"})
    work()

    with inside():
        kid = db.session.scalars(select(Invoice.kid)).one()
        row = db.session.scalars(select(StoredFile)).one()
        heads, line = read_workbook(store().open(association.id, row.sha256).read(), "a.xlsx")[0].rows
    assert dict(zip(heads, map(str, line), strict=True)) | {
        "Kortart": "71", "Betalings-id": kid, "Kreditornummer": CREDITOR, "Hele betalingslinjen": slip_line(kid, CREDITOR),
    } == dict(zip(heads, map(str, line), strict=True))  # fmt: skip


def test_a_payment_by_slip_finds_an_invoice_that_was_written_before_there_was_a_creditor_number(
    staff, factory, association, member, ask, inside
):
    member(association, "Karen Hansen")
    staff.post(SETTINGS, {**SAID, "kid_length": "8"})
    ask()
    staff.post(SETTINGS, {**SAID, "kid_length": "8", "creditor": CREDITOR})
    with inside():
        kid = db.session.scalars(select(Invoice.kid)).one()

    bring(staff, csv_file([("05-03-2026", "300", slip_line(kid, CREDITOR), "Karen")]), "konto.csv")

    with inside():
        assert (len(kid), db.session.scalars(select(Invoice.status)).one()) == (8, "paid")


def test_a_norwegian_association_is_asked_for_no_creditor_number(factory, actor, browser):
    norwegian = factory.organisation("norsk")
    factory.plugin(norwegian, "recruitment")
    page = browser(actor(norwegian, Role.STAFF)).get("/o/norsk/plugins/recruitment/settings")
    assert "KID" in words_of(page)
    assert "reditornummer" not in page.text
