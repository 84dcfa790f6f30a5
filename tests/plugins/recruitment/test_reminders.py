"""Row R12: whoever has not paid is reminded, once in a while, and not when she has paid."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.services import REMINDER, pay_by_hand
from portal import clock
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.messages.models import Message
from portal.messages.stops import stop_address
from portal.organisations.services import change_settings
from portal.plugin_api import Role
from portal.tenancy import uuid7
from tests.plugins.recruitment.conftest import TODAY
from tests.reading import words_of

PAGE = "/o/hjertelag/recruitment/reminders/"


@pytest.fixture
def owes(inside, member, association):
    """A member with an open invoice of 400 kroner whose day is over. Returns its id."""

    def owe(name, *, due_on=TODAY - timedelta(days=10), status="open", **values):
        her, key = member(association, name, **values), uuid7()
        with inside():
            number = db.session.query(Invoice).count() + 1
            db.session.add(
                Invoice(
                    id=key, person_id=her, year=2026, number=number, kid=f"{number:09}", kind="patient", amount=40000,
                    paid=10000, invoiced_on=date(2026, 2, 1), due_on=due_on, status=status,
                )
            )  # fmt: skip
            db.session.commit()
        return key

    return owe


@pytest.fixture
def waiting(inside):
    """(to whom, text) of each reminder that is in the outbox."""

    def found():
        with inside():
            rows = db.session.scalars(select(Message).where(Message.purpose == REMINDER))
            return sorted((one.recipient, one.text) for one in rows)

    return found


@pytest.fixture
def remind(staff, work):
    """No mail server answers here, so that the letters stay in the outbox."""

    def once():
        said = staff.post(PAGE, {"pay_by": "2026-12-05"})
        work()
        return said

    return once


# row R12
def test_who_has_not_paid_in_time_gets_a_letter_with_amount_kid_and_day(owes, remind, waiting, inside, association):
    with inside():
        change_settings(association.id, "recruitment", {"account": "1234.56.78903"}, by=uuid7())
        db.session.commit()
    owes("Kari Nordmann", email="kari@example.org")

    assert remind().status_code == 303

    [(to, text)] = waiting()
    assert to == "kari@example.org"
    for said in ("300", "000000001", "5. desember 2026", "1234.56.78903", "Medlem: Kari Nordmann"):
        assert said in text


# row R12
def test_the_page_tells_who_gets_one_and_why_others_do_not(staff, owes, inside, member, association):
    owes("Kari Nordmann", email="kari@example.org")
    owes("Ola Uten")
    owes("Per Tilbake", email="per@example.org")
    owes("Eva Senere", email="eva@example.org", due_on=TODAY)
    owes("Anne Betalt", email="anne@example.org", status="paid")
    with inside():
        stop_address("per@example.org", "550 no such user")
        db.session.commit()

    page = words_of(staff.get(PAGE))
    assert "Har ikke betalt 4 medlemmer" in page
    assert "Send én påminnelse" in page
    assert "Ola Uten" in page
    assert "Anne Betalt" not in page
    assert "Ingen e-postadresse som brev når fram til 2" in page


# row R12
def test_nobody_is_reminded_twice_within_the_days_that_the_association_has_set(owes, remind, waiting, staff):
    owes("Kari Nordmann", email="kari@example.org")
    remind()
    assert "Ingen ville fått et brev nå." in words_of(staff.get(PAGE))

    owes("Ola Nordmann", email="ola@example.org")
    remind()
    assert [to for to, _text in waiting()] == ["kari@example.org", "ola@example.org"]


def test_after_these_days_she_may_be_reminded_again(owes, remind, waiting, inside):
    invoice_id = owes("Kari Nordmann", email="kari@example.org")
    with inside():
        db.session.query(Invoice).filter_by(id=invoice_id).update({"reminded_on": TODAY - timedelta(days=14)})
        db.session.commit()
    remind()

    assert len(waiting()) == 1


def test_the_day_before_they_are_over_she_is_not(owes, staff, inside):
    invoice_id = owes("Kari Nordmann", email="kari@example.org")
    with inside():
        db.session.query(Invoice).filter_by(id=invoice_id).update({"reminded_on": TODAY - timedelta(days=13)})
        db.session.commit()

    assert "Ingen ville fått et brev nå." in words_of(staff.get(PAGE))


def test_no_days_between_two_are_refused(browser, actor, association):
    admin = browser(actor(association, Role.ADMINISTRATOR))
    said = admin.post("/o/hjertelag/plugins/recruitment/settings", {"remind_every": "0"})

    assert "Skriv et tall fra 1 til 365." in words_of(said)


# row R12
def test_with_no_days_between_two_written_before_that_was_refused_each_gets_one_letter(
    owes, remind, waiting, inside, association
):
    owes("Kari Nordmann", email="kari@example.org")
    with inside():
        change_settings(association.id, "recruitment", {"remind_every": 0}, by=uuid7())
        db.session.commit()
    remind()
    remind()

    assert [to for to, _text in waiting()] == ["kari@example.org"]


# row R12
def test_a_reminder_that_waits_is_taken_back_when_she_pays(owes, remind, waiting, inside):
    paying = owes("Kari Nordmann", email="kari@example.org")
    owes("Ola Nordmann", email="ola@example.org")
    remind()
    with inside():
        invoice = db.session.query(Invoice).filter_by(id=paying).one()
        pay_by_hand(invoice, amount=30000, on_date=clock.today(), by=uuid7())
        db.session.commit()

    assert [to for to, _text in waiting()] == ["ola@example.org"]


def test_who_has_left_or_died_is_reminded_of_nothing(owes, staff, inside):
    owes("Kari Nordmann", email="kari@example.org")
    with inside():
        from plugins.recruitment.members.models import Membership

        db.session.query(Membership).update({"ends_on": TODAY, "ending": "died"})
        db.session.commit()

    assert "Ingen skylder kontingent for 2026" in words_of(staff.get(PAGE))


def test_a_danish_member_reads_danish(owes, remind, waiting, inside):
    from portal.people.models import Person

    owes("Karen Hansen", email="karen@example.org")
    with inside():
        db.session.query(Person).update({"language": "da"})
        db.session.commit()
    remind()

    assert "kontingentet for 2026" in waiting()[0][1]


def test_reminders_are_for_staff_and_stand_in_the_log(owes, remind, association, actor, browser, inside):
    owes("Kari Nordmann", email="kari@example.org")
    remind()

    assert browser(actor(association, Role.UNIT_LEADER)).get(PAGE).status_code == 403
    with inside():
        actions = list(db.session.scalars(select(AuditEntry.action)))
    assert actions.count("recruitment.reminded") == 1
