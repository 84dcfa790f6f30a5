"""Row R12: whoever is asked for dues gets a letter: by e-mail, once, or on paper where she has none."""

import shutil
import subprocess
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from plugins.recruitment.dues import asking
from plugins.recruitment.dues.asking import LETTER
from plugins.recruitment.dues.models import FirstDues, Invoice
from plugins.recruitment.dues.services import pay_by_hand
from plugins.recruitment.joining.admitting import ask_first_dues
from portal import clock
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.store import store
from portal.jobs.models import Job
from portal.messages.models import Message
from portal.messages.stops import stop_address
from portal.organisations.services import change_settings
from portal.people.models import Person
from portal.reports.printing.press import can_print
from portal.sheets.reading import read_workbook
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.reading import words_of

#: poppler's, where it is installed
TEXT = shutil.which("pdftotext")
DUES = "/o/hjertelag/recruitment/dues/"
PAPER = f"{DUES}on-paper"
LIVES = {"street": "Lia 1", "postal_code": "4611", "town": "Kristiansand"}


@pytest.fixture
def ask(staff, work):
    """No mail server answers here, so that the letters stay in the outbox."""

    def asked():
        staff.post(f"{DUES}rates", {"patient": "400", "next_of_kin": "400", "supporter": "0"})
        said = staff.post(f"{DUES}ask", {"due_on": "2026-12-20"})
        work()
        return staff.get(said.location)

    return asked


@pytest.fixture
def letters(inside):
    def found():
        with inside():
            rows = db.session.scalars(select(Message).where(Message.purpose == LETTER))
            return sorted((one.recipient, one.text) for one in rows)

    return found


@pytest.fixture
def printed(staff, work, inside, association):
    """The file that the worker made."""

    def make(ending, **typed):
        staff.post(PAPER, {"format": ending, **typed})
        work()
        with inside():
            row = db.session.scalars(select(StoredFile).order_by(StoredFile.id.desc())).first()
            return row and store().open(association.id, row.sha256).read()

    return make


# row R12
def test_who_is_asked_gets_a_letter_with_amount_kid_account_and_day(member, association, ask, letters, inside, staff):
    with inside():
        change_settings(association.id, "recruitment", {"account": "1234.56.78903"}, by=uuid7())
        db.session.commit()
    member(association, "Kari Nordmann", email="kari@example.org")
    member(association, "Støtte Nordmann", kind="supporter", email="stotte@example.org")
    member(association, "Ola Uten")
    page = words_of(staff.get(DUES))
    told = words_of(ask())

    [(to, text)] = letters()
    with inside():
        kid = db.session.scalars(select(Invoice.kid).where(Invoice.mailed_on == clock.today())).one()
    assert to == "kari@example.org"
    for said in ("Kari Nordmann", "Beløp: 400", f"KID: {kid}", "20. desember 2026", "1234.56.78903"):
        assert said in text
    assert "3 medlemmer er bedt om kontingenten for 2026, 1 av dem med e-post" in told
    page = words_of(staff.get(DUES))
    assert "Har fått brev med e-post 1" in page
    assert "På papir, ikke skrevet ut ennå 1" in page


def test_asked_twice_nobody_gets_two(member, association, ask, letters):
    member(association, "Kari Nordmann", email="kari@example.org")
    ask()
    ask()
    assert len(letters()) == 1


# row R12
def test_a_worker_that_dies_in_the_middle_leaves_each_with_one_invoice_and_one_letter(
    member, association, ask, letters, inside, monkeypatch
):
    for number in range(3):
        member(association, f"Kari {number}", email=f"kari{number}@example.org")
    write, calls = asking.dues_letter, []

    def dies_once(*given, **named):
        calls.append(given)
        if len(calls) == 2:
            raise SystemError("killed")
        return write(*given, **named)

    monkeypatch.setattr(asking, "AT_ONCE", 1)
    monkeypatch.setattr(asking, "dues_letter", dies_once)
    ask()
    with inside():
        db.session.query(Job).filter(Job.due_at.is_not(None)).update({"due_at": clock.now()})
        db.session.commit()
    ask()

    assert [to for to, _text in letters()] == ["kari0@example.org", "kari1@example.org", "kari2@example.org"]
    with inside():
        assert db.session.query(Invoice).count() == 3


def test_a_danish_member_reads_danish(member, association, ask, letters, inside):
    member(association, "Karen Hansen", email="karen@example.org")
    with inside():
        db.session.query(Person).update({"language": "da"})
        db.session.commit()
    ask()
    assert "kontingentet for 2026" in letters()[0][1]


def test_a_letter_that_waits_is_taken_back_when_she_pays(member, association, ask, letters, inside):
    member(association, "Kari Nordmann", email="kari@example.org")
    ask()
    with inside():
        pay_by_hand(db.session.query(Invoice).one(), amount=40000, on_date=clock.today(), by=uuid7())
        db.session.commit()
    assert letters() == []


# row R10
def test_a_new_member_gets_the_letter_that_her_welcome_promised(member, association, letters, inside):
    her = member(association, "Ny Nordmann", email="ny@example.org", since=date(2026, 11, 1))
    with inside():
        promise = FirstDues(
            id=uuid7(), person_id=her, year=2026, kind="patient", amount=10000, said_at=clock.now()
        )  # fmt: skip
        db.session.add(promise)
        db.session.flush()
        ask_first_dues(association.id)
        ask_first_dues(association.id)
        db.session.commit()

    [(to, text)] = letters()
    assert (to, "Beløp: 100 kr" in text) == ("ny@example.org", True)


# row R12
def test_who_has_no_e_mail_gets_hers_on_paper_once(member, association, ask, printed, staff, inside):
    member(association, "Kari Nordmann", email="kari@example.org", **LIVES)
    member(association, "Ola Uten", **LIVES)
    member(association, "Per Tilbake", email="per@example.org")
    member(association, "Helge Hemmelig", is_protected=True, **LIVES)
    with inside():
        stop_address("per@example.org", "550 no such user")
        db.session.commit()
    ask()
    page = words_of(staff.get(PAPER))
    assert "Brev å skrive ut 2" in page
    assert "av dem har ikke full adresse 1" in page
    assert "Helge Hemmelig" in page

    rows = read_workbook(printed("xlsx"), "a.xlsx")[0].rows
    with inside():
        kids = dict(db.session.execute(select(Person.name, Invoice.kid).join(Invoice, Invoice.person_id == Person.id)).all())
    assert [(row[0], row[1], float(row[5]), row[7]) for row in rows[1:]] == [
        ("Per Tilbake", None, 400.0, kids["Per Tilbake"]),
        ("Ola Uten", "Lia 1", 400.0, kids["Ola Uten"]),
    ]
    assert "Brev å skrive ut 0" in words_of(staff.get(PAPER))
    assert len(read_workbook(printed("csv", again="y"), "a.csv")[0].rows) == 3
    with inside():
        assert "recruitment.dues_printed" in set(db.session.scalars(select(AuditEntry.action)))


# row R12
def test_whose_letter_came_back_gets_hers_on_paper_and_stands_among_what_to_do(
    member, association, ask, printed, staff, inside
):
    member(association, "Kari Nordmann", email="kari@example.org", **LIVES)
    member(association, "Per Tilbake", email="Per@example.org", **LIVES)
    member(association, "Pia Betalt", email="pia@example.org", **LIVES)
    member(association, "Ola Uten", **LIVES)
    ask()
    with inside():
        for address in ("per@example.org", "pia@example.org"):
            stop_address(address, "550 no such user")
        hers = select(Invoice).join(Person, Person.id == Invoice.person_id).where(Person.name == "Pia Betalt")
        pay_by_hand(db.session.scalars(hers).one(), amount=40000, on_date=clock.today(), by=uuid7())
        db.session.commit()

    page = words_of(staff.get(PAPER))
    assert "Brev å skrive ut 2" in page
    assert "Brevene deres kom i retur Per Tilbake Per@example.org" in page
    assert "Brev til 1 som skylder kontingent, kommer i retur" in words_of(staff.get("/o/hjertelag/recruitment/board/"))
    rows = read_workbook(printed("xlsx"), "a.xlsx")[0].rows
    assert {row[0]: row[-1] for row in rows[1:]} == {
        "Per Tilbake": "Brev til Per@example.org kommer i retur", "Ola Uten": "Ingen e-post",
    }  # fmt: skip
    assert "i retur" not in words_of(staff.get("/o/hjertelag/recruitment/board/"))


def test_who_is_stopped_in_another_organisation_only_is_not_printed_here(
    member, association, other_organisation, ask, staff, factory
):
    member(association, "Kari Nordmann", email="kari@example.org", **LIVES)
    with factory.working_as(scope_of(other_organisation.id)):
        stop_address("kari@example.org", "550 no such user")
        db.session.commit()
    ask()
    assert "Ingen venter på et brev på papir." in words_of(staff.get(PAPER))


@pytest.mark.skipif(not can_print(), reason="weasyprint's libraries are not here")
def test_letters_are_printed_a_page_each(member, association, ask, printed):
    for number in range(3):
        member(association, f"Ola {number}", **LIVES)
    ask()
    content = printed("pdf")
    assert content.startswith(b"%PDF")
    if TEXT:
        done = subprocess.run([TEXT, "-layout", "-", "-"], input=content, capture_output=True, check=True)
        pages = done.stdout.decode().split("\f")[:-1]
        assert [sum(f"Ola {n}" in page and "400" in page for n in range(3)) for page in pages] == [1, 1, 1]


def test_a_payment_settles_what_was_to_be_printed(member, association, ask, staff, inside):
    member(association, "Ola Uten", **LIVES)
    ask()
    with inside():
        pay_by_hand(
            db.session.query(Invoice).one(), amount=40000, on_date=clock.today() - timedelta(days=1), by=uuid7()
        )
        db.session.commit()
    assert "Ingen venter på et brev på papir." in words_of(staff.get(PAPER))
