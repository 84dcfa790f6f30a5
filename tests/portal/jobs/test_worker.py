"""The worker: what is due is done, once, and one fault stops nothing else."""

import threading
from datetime import timedelta

import pytest

from portal import clock
from portal.extensions import db
from portal.jobs.services import ask_for
from portal.messages.models import Message
from portal.tenancy import current_organisation_id
from portal.tenancy.scope import organisation as scope_of
from portal.worker import TRIES
from tests.reading import letters_to


def test_a_job_is_done_inside_its_organisation_and_struck_off(organisation, other_organisation, learn, ask, jobs, work):
    done = []
    learn("count", lambda organisation_id: done.append((organisation_id, current_organisation_id())))
    ask("count")
    ask("count", inside=other_organisation)

    assert work() == 2
    assert work() == 0

    assert sorted(done) == sorted((one.id, one.id) for one in (organisation, other_organisation))
    assert jobs() == {}


def test_asked_for_twice_before_it_is_done_it_is_done_once(learn, ask, work):
    done = []
    learn("count", done.append)
    ask("count")
    ask("count")

    assert work() == 1
    assert len(done) == 1


def test_a_job_asked_for_in_work_that_was_undone_is_not_done(factory, organisation, learn, jobs, work):
    learn("count", lambda organisation_id: pytest.fail("nobody asked"))
    with factory.working_as(scope_of(organisation.id)):
        ask_for("core.count")
        db.session.rollback()

    assert work() == 0
    assert jobs() == {}


def test_asked_for_while_it_runs_it_is_done_again(config, learn, ask, jobs, work):
    """Somebody else asks in a transaction of her own, as a page does."""
    done = []

    def count(organisation_id):
        db.session.commit()  # so that SQLite's one writer can be somebody else
        done.append(organisation_id)
        if len(done) == 1:
            other = threading.Thread(target=ask, args=("count",))
            other.start()
            other.join(10)

    learn("count", count)
    ask("count")

    work()
    assert set(jobs()) == {"count"}
    work()

    assert len(done) == 2
    assert jobs() == {}


def test_a_job_that_fails_is_put_off_undone_and_stops_no_other(organisation, factory, learn, ask, jobs, work):
    done = []

    def fail(organisation_id):
        db.session.add(Message(**draft()))
        db.session.flush()
        raise RuntimeError("det gikk galt")

    learn("fail", fail)
    learn("count", done.append)
    for name in ("fail", "count"):
        ask(name)
    moment = clock.now()

    with clock.stopped_at(moment):
        work()

    assert len(done) == 1
    assert set(jobs()) == {"fail"}
    assert jobs()["fail"].fault == "RuntimeError: det gikk galt"
    assert jobs()["fail"].due_at == moment + timedelta(minutes=5)
    assert letters_to(factory, "gry@example.org") == []


def draft():
    moment = clock.now()
    return {
        "recipient": "gry@example.org", "subject": "x", "text": "x", "html": "x", "language": "nb",
        "message_id": "<x@y>", "created_at": moment, "due_at": None, "attempts": 0,
    }  # fmt: skip


def test_a_fault_in_one_organisation_stops_no_other(organisation, other_organisation, learn, ask, work):
    done = []

    def fail_here(organisation_id):
        if organisation_id == organisation.id:
            raise RuntimeError
        done.append(organisation_id)

    learn("fail", fail_here)
    ask("fail")
    ask("fail", inside=other_organisation)
    work()

    assert done == [other_organisation.id]


def test_a_job_that_always_fails_is_tried_once_a_day_in_the_end(learn, ask, jobs, work):
    def fail(organisation_id):
        raise RuntimeError

    learn("fail", fail)
    ask("fail")
    moment, waits = clock.now() + timedelta(seconds=1), []
    for _turn in range(TRIES + 1):
        with clock.stopped_at(moment):
            work()
        waits.append(jobs()["fail"].due_at - moment)
        moment = jobs()["fail"].due_at

    assert waits == [timedelta(minutes=5)] * (TRIES - 1) + [timedelta(days=1)] * 2
