"""Workers that die, that work at once, and what they do each day."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from portal import clock
from portal.accounts.models import LoginSession, MailedLink
from portal.extensions import db
from portal.jobs.services import ask_for
from portal.messages.services import Letter, send
from portal.organisations.models import Organisation
from portal.plugin_api import JobKind, Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.worker import LEASE, forget_what_is_over, run, work_once
from tests.portal.at_once import all_at_once
from tests.reading import letters_to

LETTER = Letter(subject="Et brev", paragraphs=("Ord.",))


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


def test_two_workers_who_reach_for_a_job_at_the_same_moment_do_it_once(config, learn, ask, work, on_postgresql):
    """Where the row is held by another, a worker on PostgreSQL goes on without it: SKIP LOCKED."""
    done = []
    learn("count", done.append)
    ask("count")

    answers = all_at_once(config, "job", work, work)
    answers.append(work())

    assert sum(answers) == len(done) == 1
    assert answers[:2] == [0, 0] or not on_postgresql


def test_three_workers_in_a_hurry_do_each_job_once(app, learn, ask):
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


def test_a_job_of_a_suspended_organisation_waits_until_it_is_opened_again(factory, organisation, learn, ask, work):
    done = []
    learn("count", done.append)
    ask("count")
    factory.set_status(organisation, "suspended")
    assert (work(), done) == (0, [])

    factory.set_status(organisation, "active")

    assert (work(), done) == (1, [organisation.id])


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
    rounds = []

    def work(carrier):
        rounds.append(1)
        if len(rounds) == 1:
            raise OperationalError("select 1", {}, Exception("away"))
        return 0

    monkeypatch.setattr("portal.worker.work_once", work)
    with app.app_context():
        run(pause=0, rounds=2)

    assert len(rounds) == 2
