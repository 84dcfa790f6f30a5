"""Row R11: a member who is in the register twice becomes one, with one membership and one invoice a year."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from plugins.recruitment.dues.models import Invoice, Payment
from plugins.recruitment.dues.queries import numbers_to_be_invoiced, to_be_invoiced
from plugins.recruitment.dues.services import pay_by_hand
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import latest_membership
from portal import clock
from portal.extensions import db
from portal.organisations.services import switch_off
from portal.tenancy import uuid7
from tests.plugins.recruitment.conftest import TODAY


@pytest.fixture
def two(member, association):
    return [
        member(association, "Kari Nordmann", phone="+4740000000", since=date(2020, 1, 1)),
        member(association, "Kari N.", phone="+4740000000", since=date(2023, 1, 1), kind="next_of_kin"),
    ]


@pytest.fixture
def merge(staff):
    def press(keep, other):
        page = f"/o/hjertelag/doubles/{keep}/{other}"
        said = staff.send(page, staff.fields(page))
        assert said.status_code == 303, said.text

    return press


@pytest.fixture
def asked(inside):
    """An invoice of 400 kroner for 2026, with this many kroner paid."""

    def ask(person_id, number, *, paid=0, status="open"):
        with inside():
            made = Invoice(
                id=uuid7(), person_id=person_id, year=2026, number=number, kid=f"{number:09}", kind="patient",
                amount=40000, paid=0, invoiced_on=date(2026, 2, 1), due_on=date(2026, 3, 1), status=status,
            )  # fmt: skip
            db.session.add(made)
            db.session.flush()
            if paid:
                pay_by_hand(made, amount=paid * 100, on_date=date(2026, 2, number), by=uuid7())
            db.session.commit()

    return ask


@pytest.fixture
def invoices(inside):
    def of(person_id):
        with inside():
            rows = db.session.scalars(select(Invoice).where(Invoice.person_id == person_id))
            return [(one.status, one.paid, one.paid_on) for one in rows]

    return of


# row R11
@pytest.mark.parametrize("kept", [0, 1])
def test_a_member_who_was_there_twice_is_a_member_once_and_asked_once(two, merge, inside, association, kept):
    keep, other = two[kept], two[1 - kept]
    merge(keep, other)

    with inside():
        history = db.session.scalars(select(Membership).order_by(Membership.starts_on)).all()
        assert [(one.person_id, one.ends_on, one.ending) for one in history] == [
            (keep, date(2023, 1, 1), "changed"),
            (keep, None, None),
        ]
        assert [tuple(row) for row in to_be_invoiced(association.id, 2026, TODAY)] == [(keep, "next_of_kin")]


def test_the_same_membership_written_down_twice_began_when_the_first_did(member, association, merge, inside):
    keep = member(association, "Kari Nordmann", since=date(2023, 1, 1))
    other = member(association, "Kari N.", since=date(2020, 1, 1))
    merge(keep, other)

    with inside():
        running = db.session.scalars(select(Membership).where(Membership.ends_on.is_(None))).all()
        assert [one.starts_on for one in running] == [date(2020, 1, 1)]


def test_what_runs_is_the_latest_though_another_time_began_after_it(two, merge, inside, association):
    keep, other = two
    with inside():
        db.session.query(Membership).filter_by(person_id=other).update({"ends_on": date(2024, 1, 1), "ending": "wish"})
        db.session.commit()
    merge(keep, other)

    with inside():
        assert latest_membership(association.id, keep).ends_on is None


def test_of_two_times_that_are_both_today_she_is_asked_once(two, merge, inside, association):
    keep, other = two
    with inside():
        db.session.query(Membership).filter_by(person_id=other).update({"ends_on": date(2026, 12, 31)})
        db.session.commit()
    merge(keep, other)

    with inside():
        assert len(to_be_invoiced(association.id, 2026, TODAY)) == 1
        assert sum(numbers_to_be_invoiced(association.id, 2026, TODAY).values()) == 1


# row R12
@pytest.mark.parametrize("paid", [0, 1])
def test_the_dues_that_one_of_them_has_paid_are_paid(two, merge, asked, invoices, paid):
    keep, other = two
    asked(two[paid], 1, paid=400)
    asked(two[1 - paid], 2)
    merge(keep, other)

    assert invoices(keep) == [("paid", 40000, date(2026, 2, 1))]
    assert invoices(other) == [("waived", 0, None)]


# row R12
def test_what_each_has_paid_of_one_year_is_added_up(two, merge, asked, invoices, inside):
    keep, other = two
    asked(keep, 1, paid=150)
    asked(other, 2, paid=250)
    merge(keep, other)

    assert invoices(keep) == [("paid", 40000, date(2026, 2, 2))]
    with inside():
        assert len(set(db.session.scalars(select(Payment.invoice_id)))) == 1


def test_two_rows_of_a_member_become_one_though_the_plugin_is_off(two, merge, inside, association):
    with inside():
        switch_off(association.id, "recruitment", by=uuid7())
        db.session.commit()
    merge(*two)

    with inside():
        assert db.session.query(Membership).filter(Membership.ends_on.is_(None)).count() == 1


def test_nobody_is_a_member_twice_at_a_time_whatever_writes_it(two, inside):
    with inside():
        again = Membership(
            id=uuid7(), person_id=two[0], kind="patient", starts_on=date(2025, 1, 1), begun_at=clock.now()
        )
        db.session.add(again)
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()


def test_who_was_merged_leaves_with_one_press(two, merge, inside, staff):
    merge(*two)
    page = f"/o/hjertelag/recruitment/members/{two[0]}/leave"
    staff.post(page, {"last_day": "2026-11-21", "ending": "wish"})

    with inside():
        assert db.session.query(Membership).filter(Membership.ends_on.is_(None)).count() == 0
