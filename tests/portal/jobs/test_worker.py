"""The worker: what is due is done, once, and one fault stops nothing else."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.accounts.models import LoginSession, MailedLink
from portal.extensions import db
from portal.jobs.models import Job
from portal.jobs.services import ask_for
from portal.messages.models import Message
from portal.messages.services import Letter, send
from portal.organisations.models import Organisation
from portal.plugin_api import JobKind, Role
from portal.tenancy import current_organisation_id
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.worker import LEASE, TRIES, forget_what_is_over, run, work_once
from tests.portal.reading import letters_to

LETTER = Letter(subject="Et brev", paragraphs=("Ord.",))


@pytest.fixture
def kinds(app, monkeypatch) -> dict[str, JobKind]:
    """The kinds of work that are known here; tests add their own."""
    known: dict[str, JobKind] = {}
    monkeypatch.setattr(app.extensions["medvirke"], "job_kinds", known)
    return known


@pytest.fixture
def learn(kinds) -> Callable[..., None]:
    def kind(name: str, work: Callable[..., None], *, daily: bool = False) -> None:
        kinds[f"core.{name}"] = JobKind(name=f"core.{name}", work=work, daily=daily)

    return kind


@pytest.fixture
def ask(factory, organisation):
    def asked(name, inside=organisation):
        with factory.working_as(scope_of(inside.id)):
            ask_for(f"core.{name}")
            db.session.commit()

    return asked


@pytest.fixture
def jobs(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            return {row.kind.removeprefix("core."): row for row in db.session.scalars(select(Job))}

    return found


@pytest.fixture
def work(app):
    def once():
        with app.app_context():
            return work_once()

    return once


def test_a_job_is_done_inside_its_organisation_and_struck_off(
    organisation, other_organisation, learn, ask, jobs, work
):
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


def test_a_worker_that_died_leaves_its_job_to_be_done_after_the_lease(app, learn, ask, work):
    class Died(BaseException):
        """As a kill is: nothing catches it."""

    done = []

    def die(organisation_id):
        if not done:
            done.append("died")
            raise Died
        done.append("done")

    learn("die", die)
    ask("die")
    with app.app_context(), pytest.raises(Died):
        work_once()

    assert work() == 0
    with clock.stopped_at(clock.now() + LEASE + timedelta(seconds=1)):
        assert work() == 1
    assert done == ["died", "done"]


def test_two_workers_at_once_do_each_job_once(app, learn, ask):
    done = []
    names = [f"job{number}" for number in range(8)]
    for name in names:
        learn(name, lambda organisation_id, name=name: done.append(name))
        ask(name)
    begin = threading.Barrier(3)

    def worker():
        begin.wait()
        with app.app_context():
            work_once()

    workers = [threading.Thread(target=worker) for _turn in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)

    assert sorted(done) == names


def test_work_of_a_plugin_that_is_off_is_not_done_and_forgotten(factory, organisation, kinds, jobs, work):
    kinds["recruitment.count"] = JobKind(
        name="recruitment.count", work=lambda organisation_id: pytest.fail("it is off")
    )
    with factory.working_as(scope_of(organisation.id)):
        ask_for("recruitment.count")
        db.session.commit()
    work()

    assert jobs() == {}


def test_each_day_every_open_organisation_does_its_daily_work_once(
    app, factory, organisation, other_organisation, learn
):
    done = []
    learn("daily", done.append, daily=True)
    learn("seldom", lambda organisation_id: pytest.fail("nobody asked"))
    closed = factory.organisation("stengt")
    with factory.working_as(NOBODY):
        db.session.get_one(Organisation, closed.id).status = "suspended"
        db.session.commit()

    with app.app_context():
        run(pause=0, rounds=3)

    assert sorted(done) == sorted([organisation.id, other_organisation.id])


def test_what_is_over_is_forgotten_and_nothing_else(factory, organisation, actor, browser):
    kari = actor(organisation, Role.STAFF)
    moment = clock.now()
    with clock.stopped_at(moment):
        browser(kari).post("/forgotten-password", {"email": kari.email})
    with clock.stopped_at(moment + timedelta(days=20)):
        opened = browser(kari)
        opened.post("/forgotten-password", {"email": kari.email})

    with clock.stopped_at(moment + timedelta(days=31)), factory.working_as(NOBODY):
        forget_what_is_over()
        assert len(db.session.scalars(select(LoginSession)).all()) == 1
        assert db.session.scalars(select(MailedLink)).all() == []
    with clock.stopped_at(moment + timedelta(days=31)):
        assert opened.get("/profile/").status_code == 200


def test_letters_that_a_job_writes_go_out_in_the_same_organisation(app, organisation, factory, learn, ask, work):
    learn("write", lambda organisation_id: send(LETTER, "gry@example.org"))
    ask("write")
    work()
    work()

    letters = letters_to(factory, "gry@example.org")
    assert [letter.organisation_id for letter in letters] == [organisation.id]
    assert letters[0].sent_at


def test_a_database_that_is_away_ends_no_worker(app, monkeypatch):
    """It waits and tries anew: the second round finds the database again."""
    from sqlalchemy.exc import OperationalError

    rounds = []

    def work():
        rounds.append(1)
        if len(rounds) == 1:
            raise OperationalError("select 1", {}, Exception("away"))
        return 0

    monkeypatch.setattr("portal.worker.work_once", work)
    with app.app_context():
        run(pause=0, rounds=2)

    assert len(rounds) == 2
