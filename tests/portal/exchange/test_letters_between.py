"""A letter is written at both ends at once, holds what its kind names, arrives once, and is never lost."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from portal import clock
from portal.audit.models import AuditEntry
from portal.errors import NotFound, PortalError
from portal.exchange import services
from portal.exchange.models import ExchangeLetter, Partner
from portal.exchange.schemas import DoesNotFit, plain, read_content
from portal.exchange.services import send_letter
from portal.exchange.sides import inside_of
from portal.extensions import db
from portal.organisations.services import switch_off
from portal.plugin_api import Role
from portal.tenancy import TenancyError, current_organisation_id
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.letter_kinds import NOTE, Note
from tests.portal.at_once import all_at_once


def arrived(rows, organisation):
    return [entry.changes["text"] for entry in rows(organisation, AuditEntry) if entry.action == "test.arrived"]


def test_it_stands_at_both_ends_with_an_entry_in_both_trails(send, rows, organisation, other_organisation):
    sent = send("hei")

    for here, is_ours, action in ((organisation, True, "letter.sent"), (other_organisation, False, "letter.received")):
        [letter] = rows(here, ExchangeLetter)
        assert (letter.id, letter.is_ours, letter.content) == (sent, is_ours, {"text": "hei", "number": "12.5"})
        assert [entry.subject_id for entry in rows(here, AuditEntry) if entry.action == action] == [sent]
    assert arrived(rows, other_organisation) == ["hei"]
    assert arrived(rows, organisation) == []


def test_the_same_letter_twice_is_one(send, rows, other_organisation):
    key = uuid4()

    assert {send("hei", letter_id=key), send("hei", letter_id=key)} == {key}

    assert arrived(rows, other_organisation) == ["hei"]


def test_nothing_of_it_stands_anywhere_when_the_transaction_is_undone(
    factory, connection, rows, organisation, other_organisation
):
    with factory.working_as(scope_of(organisation.id)):
        send_letter(connection, NOTE, Note("hei", Decimal(1)), by=None)
        db.session.rollback()

    assert rows(organisation, ExchangeLetter) == rows(other_organisation, ExchangeLetter) == []


def test_the_sender_is_back_at_home_afterwards(factory, connection, organisation):
    with factory.working_as(scope_of(organisation.id)):
        send_letter(connection, NOTE, Note("hei", Decimal(1)), by=None)

        assert current_organisation_id() == organisation.id
        assert [row.organisation_id for row in db.session.query(Partner)] == [organisation.id]


def test_whoever_fails_at_the_other_end_is_back_at_home(factory, organisation, other_organisation):
    with factory.working_as(scope_of(organisation.id)):
        with pytest.raises(ValueError), inside_of(other_organisation.id):
            raise ValueError

        assert current_organisation_id() == organisation.id


def test_inside_the_other_end_nothing_of_home_is_within_reach(factory, connection, organisation, other_organisation):
    with factory.working_as(scope_of(organisation.id)):
        ours = db.session.query(Partner).one()
        with inside_of(other_organisation.id):
            assert ours not in db.session
            assert db.session.get(Partner, (organisation.id, connection)) is None
            db.session.add(Partner(organisation_id=organisation.id, name="x", is_ours=True))
            with pytest.raises(TenancyError):
                db.session.flush()
            db.session.expunge_all()


def test_the_database_sees_the_change_of_side(factory, connection, organisation, other_organisation, on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has no row-level security")
    with factory.working_as(scope_of(organisation.id)):
        for here in (organisation, other_organisation, organisation):
            with inside_of(here.id):
                said = db.session.connection().exec_driver_sql("SELECT current_setting('app.organisation_id')").scalar()
                assert said == str(here.id)


def test_a_handler_that_raises_is_shown_and_loses_nothing(
    send, rows, organisation, other_organisation, actor, browser, app, monkeypatch
):
    sent = send("raise")

    [letter] = rows(other_organisation, ExchangeLetter)
    assert (letter.id, letter.handled_at, letter.fault) == (sent, None, "RuntimeError")
    assert arrived(rows, other_organisation) == [], "what it wrote before it failed is undone"
    staff = browser(actor(other_organisation, Role.STAFF))
    page = f"/o/lungelag/partners/{letter.connection_id}"
    assert "Venter" in staff.get(page).text

    kinds = app.extensions["medvirke"].letter_kinds
    monkeypatch.setitem(kinds, NOTE, _mended(kinds[NOTE]))
    staff.post(f"/o/lungelag/partners/letters/{sent}/again")

    assert rows(other_organisation, ExchangeLetter)[0].handled_at
    assert "Venter" not in staff.get(page).text


def test_the_worker_tries_again_with_longer_and_longer_pauses(
    send, rows, other_organisation, app, actor, browser, monkeypatch
):
    begun = clock.now()
    sent = send("raise")
    tried = []
    for minutes in (0.5, 2, 8, 40, 200, 1000, 2500, 4000, 5500, 9000):
        with app.app_context(), clock.stopped_at(begun + timedelta(minutes=minutes)):
            work_once()
        [letter] = rows(other_organisation, ExchangeLetter)
        tried.append(letter.tries)

    assert tried == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9], "the first half minute was too early, and there is an end"
    assert letter.again_at is None
    staff = browser(actor(other_organisation, Role.STAFF))
    assert "Det prøves ikke igjen av seg selv." in staff.get(f"/o/lungelag/partners/{letter.connection_id}").text

    kinds = app.extensions["medvirke"].letter_kinds
    monkeypatch.setitem(kinds, NOTE, _mended(kinds[NOTE]))
    staff.post(f"/o/lungelag/partners/letters/{sent}/again")
    assert rows(other_organisation, ExchangeLetter)[0].handled_at, "somebody can always try it"


def test_what_is_mended_is_taken_in_by_itself_once_and_stands_in_the_log(
    send, rows, other_organisation, app, actor, browser
):
    send("raise")
    send("hei")
    staff = browser(actor(other_organisation, Role.STAFF))
    [waits, _done] = rows(other_organisation, ExchangeLetter)
    assert "Noe kunne ikke tas imot" in staff.get("/o/lungelag/partners/").text
    assert "Det prøves igjen av seg selv" in staff.get(f"/o/lungelag/partners/{waits.connection_id}").text

    kinds = app.extensions["medvirke"].letter_kinds
    came: list[Any] = []
    kinds[NOTE] = replace(kinds[NOTE], arrive=lambda arrived: came.append(arrived.letter_id))
    for minutes in (2, 3):
        with app.app_context(), clock.stopped_at(clock.now() + timedelta(minutes=minutes)):
            work_once()

    assert came == [waits.id]
    assert all(letter.handled_at for letter in rows(other_organisation, ExchangeLetter))
    entries = [entry for entry in rows(other_organisation, AuditEntry) if entry.action == "letter.tried_again"]
    assert [(entry.subject_id, entry.user_id) for entry in entries] == [(waits.id, None)]
    assert "Noe kunne ikke tas imot" not in staff.get("/o/lungelag/partners/").text


def test_a_plugin_that_is_switched_on_again_gets_what_waited(send, rows, factory, app, other_organisation):
    with factory.working_as(scope_of(other_organisation.id)):
        switch_off(other_organisation.id, "recruitment", by=None)
        db.session.commit()
    send("hei")
    factory.plugin(other_organisation, "recruitment")

    with app.app_context(), clock.stopped_at(clock.now() + timedelta(days=2)):
        work_once()

    assert arrived(rows, other_organisation) == ["hei"]


def _mended(kind):
    return replace(kind, arrive=lambda arrived: None)


def test_where_the_plugin_is_off_it_waits_until_it_is_on(send, rows, factory, other_organisation, actor, browser):
    with factory.working_as(scope_of(other_organisation.id)):
        switch_off(other_organisation.id, "recruitment", by=None)
        db.session.commit()

    sent = send("hei")
    assert arrived(rows, other_organisation) == []

    factory.plugin(other_organisation, "recruitment")
    browser(actor(other_organisation, Role.STAFF)).post(f"/o/lungelag/partners/letters/{sent}/again")
    assert arrived(rows, other_organisation) == ["hei"]


def test_two_organisations_that_write_to_each_other_at_once_do_not_wait_for_each_other_for_ever(
    send, config, rows, organisation, other_organisation
):
    works = [
        lambda here=here, n=n: send(f"hei {n}", by=here)
        for n in range(4)
        for here in (organisation, other_organisation)
    ]

    outcomes = all_at_once(config, "partner", *works)

    assert [one for one in outcomes if isinstance(one, Exception)] == []
    assert (
        sorted(arrived(rows, organisation))
        == sorted(arrived(rows, other_organisation))
        == [f"hei {n}" for n in range(4)]
    )


def test_without_the_order_of_locks_they_would(
    send, config, organisation, other_organisation, monkeypatch, on_postgresql
):
    """The control: each locks its own end first."""
    if not on_postgresql:
        pytest.skip("SQLite lets in one writer at a time")

    def own_end_first(connection_id, other_id):
        for here in (current_organisation_id(), other_id):
            with inside_of(here):
                db.session.execute(
                    Partner.__table__.select()
                    .where(Partner.organisation_id == here, Partner.id == connection_id)
                    .with_for_update()
                    .with_only_columns(Partner.id)
                )
                db.session.execute(text("SELECT pg_sleep(0.2)"))

    monkeypatch.setattr(services, "lock_both", own_end_first)

    outcomes = all_at_once(config, "partner", lambda: send("a"), lambda: send("b", by=other_organisation))

    assert [one for one in outcomes if "deadlock" in str(one)]


def test_nothing_goes_where_the_two_are_not_connected(factory, connection, rows, organisation, other_organisation):
    with factory.working_as(scope_of(organisation.id)):
        db.session.query(Partner).one().status = "ended"
        db.session.commit()
        with pytest.raises(PortalError):
            send_letter(connection, NOTE, Note("hei", Decimal(1)), by=None)
        db.session.rollback()
        with pytest.raises(NotFound):
            send_letter(uuid4(), NOTE, Note("hei", Decimal(1)), by=None)

    assert rows(other_organisation, ExchangeLetter) == []


def test_nothing_goes_to_an_organisation_that_is_closed(factory, send, rows, app, other_organisation):
    from portal.organisations.models import Organisation
    from portal.tenancy.scope import NOBODY

    with factory.working_as(NOBODY):
        db.session.query(Organisation).filter_by(id=other_organisation.id).one().status = "suspended"
        db.session.commit()

    with pytest.raises(PortalError):
        send("hei")


@dataclass(frozen=True)
class Part:
    on: date
    value: Decimal | None


@dataclass(frozen=True)
class Whole:
    title: str
    counts: bool
    parts: tuple[Part, ...]


FITS = {
    "title": "x",
    "counts": True,
    "parts": [{"on": "2026-01-02", "value": "1.5"}, {"on": "2026-01-03", "value": None}],
}


def test_what_fits_is_read_back_as_it_was():
    found = read_content(Whole, FITS)

    assert found == Whole("x", True, (Part(date(2026, 1, 2), Decimal("1.5")), Part(date(2026, 1, 3), None)))
    assert plain(found) == FITS


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": 5}, {"title": "x" * 4001}, {"counts": 1}, {"counts": "yes"}, {"parts": "x"}, {"parts": [{}]},
        {"parts": [{"on": "x", "value": None}]}, {"parts": [{"on": "2026-01-02", "value": "NaN"}]},
        {"parts": [{"on": "2026-01-02", "value": 1.5}]}, {"more": "x"}, {"parts": [{"on": "2026-01-02", "value": None, "note": "x"}]},
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(wrong):
    with pytest.raises(DoesNotFit):
        read_content(Whole, {**FITS, **wrong})


def test_a_field_too_few_is_refused():
    with pytest.raises(DoesNotFit):
        read_content(Whole, {"title": "x", "counts": True})
