"""Row R12: a large file from the bank is read by the worker, piece by piece, and keeps no page waiting."""

from datetime import date

import pytest

from plugins.recruitment.dues import bank_reading, bank_views
from plugins.recruitment.dues.models import BankFile, Invoice, Payment
from portal import clock
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.services import drop_files_of
from portal.jobs.models import Job
from portal.jobs.services import KEPT, forget_finished
from portal.organisations.services import change_settings
from portal.plugin_api import Role
from portal.tenancy import uuid7
from tests.plugins.recruitment.bank import csv_file, ocr_file
from tests.plugins.recruitment.test_dues import bring
from tests.reading import words_of

BANK = "/o/hjertelag/recruitment/bank/"


@pytest.fixture(autouse=True)
def _everything_is_large(monkeypatch):
    monkeypatch.setattr(bank_views, "LARGE", 0)
    monkeypatch.setattr(bank_reading, "AT_ONCE", 2)


@pytest.fixture
def kids(member, association, inside):
    """Five members who owe 300 kroner."""
    people = [member(association, f"Kari {number}") for number in range(5)]
    day = date(2026, 3, 1)
    with inside():
        for number, person_id in enumerate(people, 1):
            bill = {"year": 2026, "kind": "patient", "amount": 30000, "invoiced_on": day, "due_on": day}
            db.session.add(Invoice(person_id=person_id, number=number, kid=f"{number:02}", **bill))
        db.session.commit()
    return [f"{number:02}" for number in range(1, 6)]


@pytest.fixture
def stands(inside):
    """How many files, payments, and paid invoices there are, and files that are kept."""

    def found():
        with inside():
            paid = db.session.query(Invoice).filter_by(status="paid")
            queries = *map(db.session.query, (BankFile, Payment)), paid, db.session.query(StoredFile)
            return tuple(one.count() for one in queries)

    return found


# row R12
def test_it_is_taken_in_by_the_worker_and_its_page_says_what_came_of_it(staff, work, kids, stands, inside):
    said = bring(staff, ocr_file([*((kid, 30000) for kid in kids), ("", 100)]))
    assert stands() == (0, 0, 0, 1)
    assert "står i kø" in words_of(staff.get(said.location))
    work()

    page = words_of(staff.get(said.location))
    assert "5 betalinger fant fakturaen sin. 1 må ses på." in page
    assert stands() == (1, 6, 5, 0)
    with inside():
        assert db.session.query(AuditEntry).filter_by(action="recruitment.bank_file_read").count() == 1


def test_the_same_file_twice_changes_nothing_whether_the_first_is_done_or_waits(staff, work, kids, stands):
    content = ocr_file([(kid, 10000) for kid in kids])
    bring(staff, content)
    bring(staff, content)
    work()
    again = bring(staff, content)

    assert "Ingenting er endret" in again.text
    assert stands() == (1, 5, 0, 0)


@pytest.mark.parametrize("wrong", [{"total": 1}, {"number_in_all": 2}])
def test_sums_that_do_not_fit_are_told_at_once(staff, work, kids, stands, wrong):
    answer = bring(staff, ocr_file([(kids[0], 30000)], **wrong))
    work()
    assert "Ingenting er lagret" in answer.text
    assert stands() == (0, 0, 0, 0)


def test_another_organisations_account_is_told_at_once(staff, association, kids, stands, inside):
    with inside():
        change_settings(association.id, "recruitment", {"account": "9876.54.32109"}, by=uuid7())
        db.session.commit()
    answer = bring(staff, ocr_file([(kids[0], 30000)]))
    assert "gjelder konto 12345678903" in answer.text
    assert stands() == (0, 0, 0, 0)

    with inside():
        change_settings(association.id, "recruitment", {"account": "1234.56.78903"}, by=uuid7())
        db.session.commit()
    assert bring(staff, ocr_file([(kids[0], 30000)])).status_code == 303


def test_what_shows_only_when_it_is_read_is_told_on_its_page_and_the_file_can_be_read_again(staff, work, stands):
    said = bring(staff, csv_file([("05-03-2026", "300", "", "Kari"), ("05-13-2026", "300", "", "")]), "konto.csv")
    work()
    assert "Rad 3:" in words_of(staff.get(said.location))
    assert stands()[:3] == (0, 0, 0)

    assert bring(staff, b"%PDF-1.4", "konto.pdf").status_code == 200


# row R12
def test_a_worker_that_dies_in_the_middle_leaves_each_payment_once(staff, work, kids, stands, inside, monkeypatch):
    take, calls = bank_reading._take, []

    def dies_twice(*given):
        calls.append(given)
        if len(calls) in (2, 4):
            raise SystemError("killed")
        return take(*given)

    monkeypatch.setattr(bank_reading, "_take", dies_twice)
    content = ocr_file([(kid, 30000) for kid in kids])
    bring(staff, content)
    for _time in range(2):
        work()
        with inside():
            db.session.query(Job).filter(Job.due_at.is_not(None)).update({"due_at": clock.now()})
            db.session.commit()
    assert 0 < stands()[1] < 5  # given up

    said = bring(staff, content)
    work()
    assert "5 betalinger fant fakturaen sin." in words_of(staff.get(said.location))
    assert stands()[:3] == (1, 5, 5)


@pytest.fixture
def half_read(staff, work, kids, inside, monkeypatch):
    """A file whose job was given up after its first piece, and is forgotten since."""
    take, calls = bank_reading._take, []

    def dies(*given):
        calls.append(given)
        if len(calls) > 1:
            raise SystemError("killed")
        return take(*given)

    content = ocr_file([(kid, 30000) for kid in kids])
    with monkeypatch.context() as broken:
        broken.setattr(bank_reading, "_take", dies)
        bring(staff, content)
        for _time in range(2):
            work()
            with inside():
                db.session.query(Job).filter(Job.due_at.is_not(None)).update({"due_at": clock.now()})
                db.session.commit()
    return content


@pytest.fixture
def forgotten(inside, association, half_read):
    """Thirty days later nothing is known any more of the job that failed."""
    with inside():
        db.session.query(Job).filter(Job.outcome.is_not(None)).update({"finished_at": clock.now() - KEPT * 2})
        drop_files_of("job", forget_finished(association.id), by=None)
        db.session.commit()


# row R12
def test_what_a_failed_job_left_unread_is_not_lost_when_the_job_is_forgotten(
    staff, work, half_read, forgotten, stands, inside
):
    with inside():
        assert db.session.query(Job).filter_by(kind=bank_reading.JOB).count() == 0
    assert 0 < stands()[1] < 5

    said = bring(staff, half_read)
    work()

    assert "5 betalinger fant fakturaen sin." in words_of(staff.get(said.location))
    assert stands()[:3] == (1, 5, 5)
    assert "Ingenting er endret" in bring(staff, half_read).text


def test_a_small_file_that_a_job_left_unread_is_read_on_the_page(staff, half_read, forgotten, stands, monkeypatch):
    """What counts as large may be said anew between two versions of the portal."""
    monkeypatch.setattr(bank_views, "LARGE", 50_000)
    bring(staff, half_read)
    assert stands()[:3] == (1, 5, 5)
    assert "Ingenting er endret" in bring(staff, half_read).text


def test_the_page_says_which_file_was_not_read_to_its_end(staff, work, half_read, forgotten):
    assert "Ikke lest til slutt" in words_of(staff.get(BANK))
    bring(staff, half_read)
    work()
    assert "Ikke lest til slutt" not in words_of(staff.get(BANK))


def test_a_file_that_is_being_read_is_not_taken_for_read(staff, work, half_read, inside):
    """Its job is tried once more."""
    with inside():
        again = {"due_at": clock.now(), "finished_at": None, "outcome": None}
        db.session.query(Job).filter_by(kind=bank_reading.JOB).update(again)
        db.session.commit()

    assert "Den blir lest nå" in words_of(staff.get(BANK))
    assert "valgt allerede og blir lest nå" in bring(staff, half_read).text


def test_another_organisation_sees_nothing_of_it(staff, work, kids, factory, other_organisation, actor, browser):
    said = bring(staff, ocr_file([(kids[0], 30000)]))
    factory.plugin(other_organisation, "recruitment")
    hers = browser(actor(other_organisation, Role.STAFF))
    assert hers.get(said.location.replace("hjertelag", "lungelag")).status_code == 404
