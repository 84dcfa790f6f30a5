"""Entries are sealed in batches, once, and none is left out."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import ProgrammingError

from portal import clock
from portal.audit.chains import PLATFORM, Chain
from portal.audit.models import AuditEntry, AuditSeal
from portal.audit.sealing import seal_everywhere
from portal.audit.services import record
from portal.audit.verifying import verify
from portal.extensions import db
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from portal.worker import run
from tests.portal.at_once import all_at_once


def _seals(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return [(seal.number, len(seal.contents)) for seal in db.session.query(AuditSeal).order_by(AuditSeal.number)]


def test_the_worker_seals_what_was_written(app, organisation, write, look):
    write(organisation, 3)
    assert look(organisation).waiting >= 3

    with app.app_context():
        run(rounds=1)

    found = look(organisation)
    assert (found.waiting, found.faults) == (0, [])
    assert found.entries >= 3
    assert found.head.number == 1


def test_what_is_new_lies_under_the_next_seal_and_nothing_new_makes_none(organisation, write, seal, factory):
    write(organisation)
    seal()
    write(organisation, 2)
    seal()
    before = _seals(factory, organisation)

    assert seal() == 0
    assert _seals(factory, organisation) == before
    assert before[-1] == (2, 2)


def test_a_great_many_are_sealed_in_batches(organisation, write, seal, factory, look, monkeypatch):
    monkeypatch.setattr("portal.audit.sealing.AT_ONCE", 4)
    write(organisation, 10)

    seal()

    assert [count for _number, count in _seals(factory, organisation)] == [4, 4, 2]
    assert look(organisation).faults == []


def test_each_organisation_has_a_chain_of_its_own(organisation, other_organisation, write, seal, look):
    write(organisation, 1)
    write(other_organisation, 2)
    seal()

    ours, theirs = look(organisation), look(other_organisation)
    assert theirs.entries == ours.entries + 1
    assert ours.head != theirs.head


def test_the_platforms_own_entries_are_sealed_too(app, factory, organisation, seal):
    with factory.working_as(NOBODY):
        record("organisation.created", organisation.id, by=None)
        db.session.commit()
    seal()

    with app.app_context(), working_as(NOBODY):
        found = verify(PLATFORM)
    assert found.faults == []
    assert found.entries >= 2
    assert found.waiting == 0


def test_two_workers_at_the_same_moment_do_not_fork_the_chain(config, app, organisation, write, look):
    write(organisation, 7)

    def work():
        with app.app_context():
            return seal_everywhere()

    answers = all_at_once(config, "audit_entry", work, work)

    found = look(organisation)
    assert (found.faults, found.waiting) == ([], 0), answers
    assert sum(answers) >= 7


def test_without_the_lock_the_number_of_the_seal_still_stops_the_second(
    config, app, organisation, write, look, monkeypatch, on_postgresql
):
    """The control, and the last line: one of them fails and seals nothing twice."""
    if not on_postgresql:
        pytest.skip("SQLite has one writer")
    monkeypatch.setattr(Chain, "keep_for_us", lambda self: None)
    write(organisation, 7)
    both = threading.Barrier(2, timeout=5)
    last_seal = Chain.last_seal

    def slowly(chain):
        found = last_seal(chain)
        if chain.organisation_id and not found:
            both.wait()
        return found

    monkeypatch.setattr(Chain, "last_seal", slowly)

    def work():
        with app.app_context():
            return seal_everywhere()

    threads = [threading.Thread(target=work) for _time in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)

    found = look(organisation)
    assert (found.faults, found.waiting) == ([], 0)


def test_an_entry_whose_transaction_ends_late_is_sealed_in_the_next_batch(
    app, factory, organisation, write, seal, look, on_postgresql
):
    if not on_postgresql:
        pytest.skip("SQLite has one writer: nobody writes beside another")
    write(organisation)
    seal()
    began, may_end = threading.Event(), threading.Event()
    late = []

    def slow():
        with factory.working_as(scope_of(organisation.id)):
            entry = record("import.done", None, by=None, changes={"rows": 3})
            db.session.flush()
            late.append(entry.id)
            began.set()
            may_end.wait(10)
            db.session.commit()

    thread = threading.Thread(target=slow)
    thread.start()
    assert began.wait(10)
    newer = write(organisation, 2)
    seal()
    may_end.set()
    thread.join(10)
    assert late[0] < newer[0]
    assert look(organisation).waiting == 1

    seal()

    found = look(organisation)
    assert (found.faults, found.waiting) == ([], 0)
    with factory.working_as(scope_of(organisation.id)):
        numbers = [db.session.get(AuditEntry, (organisation.id, key)).seal_number for key in (newer[0], late[0])]
    assert numbers == [2, 3]


def test_an_entry_that_lies_about_its_day_is_noticed(organisation, write, seal, look):
    write(organisation)
    seal()
    with clock.stopped_at(clock.now() - timedelta(days=90)):
        write(organisation)
    seal()

    assert "was put in later" in look(organisation).faults[0]


def test_one_chain_that_cannot_be_sealed_keeps_back_no_other(
    organisation, other_organisation, write, seal, look, monkeypatch
):
    write(organisation)
    write(other_organisation)
    real = Chain.last_seal

    def broken(chain):
        if chain.organisation_id == organisation.id:
            raise ProgrammingError("", {}, Exception("broken"))
        return real(chain)

    monkeypatch.setattr(Chain, "last_seal", broken)
    seal()

    assert look(other_organisation).waiting == 0
    monkeypatch.undo()
    assert look(organisation).waiting > 0


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM audit_entry",
        "UPDATE audit_entry SET action = 'goal.removed'",
        "UPDATE audit_entry SET user_id = NULL",
        "UPDATE audit_entry SET at = now()",
        "UPDATE audit_seal SET head = 'x'",
        "DELETE FROM audit_seal",
        "DELETE FROM platform_audit_entry",
        "UPDATE platform_audit_seal SET number = 7",
        "TRUNCATE audit_seal",
    ],
)
def test_the_portals_own_role_cannot_take_back_what_was_written(sql, app, organisation, on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has no roles")
    with app.app_context(), working_as(NOBODY), db.engine.connect() as bare:
        driver = bare.connection.driver_connection
        driver.execute(f"SET LOCAL app.organisation_id = '{organisation.id}'")
        with pytest.raises(Exception, match="permission denied"):
            driver.execute(sql)
        driver.rollback()


def test_counting_the_seals_needs_no_reading_of_the_entries(organisation, write, seal, factory):
    """What waits is found by a small index, however long the trail is."""
    write(organisation, 2)
    seal()
    with factory.working_as(scope_of(organisation.id)):
        waiting = select(func.count()).select_from(AuditEntry).where(AuditEntry.seal_number.is_(None))
        assert db.session.scalar(waiting) == 0
