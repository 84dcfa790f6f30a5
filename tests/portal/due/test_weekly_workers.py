"""The weekly letter is written once, however many workers there are and whenever one is killed."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.due import services
from portal.extensions import db
from portal.jobs.models import Job
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.worker import run, work_once
from tests.portal.at_once import all_at_once
from tests.portal.due.conftest import SEVEN
from tests.reading import letters_to


def test_two_workers_at_the_same_moment_write_one(config, factory, organisation, gry, write, due):
    due("Noe", SEVEN.date())
    answers = all_at_once(config, "due_subscription", write, write)
    assert answers == [None, None]
    assert len(letters_to(factory, gry.email)) == 1


def test_a_worker_that_is_killed_between_mark_and_letter_leaves_neither(
    factory, gry, write, due, subscription, monkeypatch
):
    class Killed(BaseException):
        """As a kill is: nothing catches it."""

    due("Noe", SEVEN.date())
    with monkeypatch.context() as patched:
        patched.setattr(services, "send", lambda *said: (_ for _ in ()).throw(Killed))
        with pytest.raises(Killed):
            write()
    assert subscription(gry).written_for is None
    assert letters_to(factory, gry.email) == []

    write()
    assert subscription(gry).written_for == SEVEN.date()
    assert len(letters_to(factory, gry.email)) == 1


def test_who_was_written_to_before_the_kill_is_not_written_to_again(
    factory, organisation, actor, press, write, due, monkeypatch
):
    people = [actor(organisation, Role.STAFF) for _one in range(3)]
    for one in people:
        press(one, "weekly_on")
    due("Noe", SEVEN.date())
    sent, real = [], services.send

    def dies_at_the_second(letter, recipient):
        sent.append(recipient)
        if len(sent) == 2:
            raise KeyboardInterrupt
        return real(letter, recipient)

    with monkeypatch.context() as patched:
        patched.setattr(services, "send", dies_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            write()
    write()
    assert [len(letters_to(factory, one.email)) for one in people] == [1, 1, 1]


def test_the_worker_writes_at_seven_and_not_at_midnight(app, factory, organisation, gry, due):
    """The day's round asks for it; it waits for its hour."""
    due("Noe", SEVEN.date())
    with app.app_context():
        with clock.stopped_at(datetime(2026, 11, 22, 23, 1, tzinfo=UTC)):  # 00:01 in Oslo
            run(pause=0, rounds=1)
        waiting = letters_to(factory, gry.email)
        with factory.working_as(scope_of(organisation.id)):
            job = db.session.scalars(select(Job).where(Job.kind == "write_weeks")).one()
        with clock.stopped_at(SEVEN):
            work_once()

    assert (waiting, job.due_at) == ([], SEVEN)
    assert len(letters_to(factory, gry.email)) == 1


def test_a_worker_that_is_started_late_on_monday_writes_at_once(app, factory, gry, due):
    due("Noe", SEVEN.date())
    with app.app_context(), clock.stopped_at(SEVEN + timedelta(hours=9)):
        run(pause=0, rounds=1)
        run(pause=0, rounds=1)
    assert len(letters_to(factory, gry.email)) == 1


def test_three_workers_that_start_together_write_one(app, factory, gry, due):
    due("Noe", SEVEN.date())
    begin = threading.Barrier(3)

    def worker():
        begin.wait()
        with app.app_context(), clock.stopped_at(SEVEN):
            run(pause=0, rounds=2)

    workers = [threading.Thread(target=worker) for _one in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)
    assert len(letters_to(factory, gry.email)) == 1
