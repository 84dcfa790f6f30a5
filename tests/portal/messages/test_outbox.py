"""A letter is neither lost nor sent for nothing, and goes out once."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest

from portal import clock
from portal.extensions import db
from portal.messages import outbox as outbox_module
from portal.messages.outbox import LEASE, WAITS
from portal.messages.services import send
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.portal.at_once import all_at_once
from tests.portal.messages.conftest import LETTER
from tests.portal.messages.mail_server import hang_up, not_now, refuse, stall
from tests.reading import letters_to

WORKER = [sys.executable, "-m", "portal.cli", "worker", "--once"]


def test_a_letter_whose_change_was_undone_is_never_sent(factory, organisation, use_mail_server, work, outbox):
    with factory.working_as(scope_of(organisation.id)):
        send(LETTER, "gry@example.org")
        db.session.flush()
        db.session.rollback()

    assert work() == 0
    assert outbox() == []
    assert use_mail_server.tries == 0


def test_letters_of_organisations_and_of_the_platform_go_out_once(
    other_organisation, use_mail_server, work, post_letter, outbox
):
    ids = [post_letter(), post_letter(inside=other_organisation), post_letter(inside=None)]

    assert work() == 3
    assert work() == 0

    assert sorted(use_mail_server.ids) == sorted(ids)
    assert all(letter.sent_at and letter.due_at is None for letter in outbox())


def test_what_waits_in_a_suspended_organisation_goes_out_when_it_is_opened_again(
    factory, organisation, use_mail_server, work, post_letter
):
    kept = post_letter()
    factory.set_status(organisation, "suspended")
    others = post_letter(inside=None)
    assert (work(), use_mail_server.ids) == (1, [others])

    factory.set_status(organisation, "active")

    assert (work(), use_mail_server.ids) == (1, [others, kept])


@pytest.mark.parametrize("answer", [refuse, not_now, hang_up])
def test_a_letter_that_was_not_taken_is_tried_again_under_the_same_id(
    use_mail_server, work, post_letter, outbox, answer
):
    message_id = post_letter()
    use_mail_server.behave(answer)
    moment = clock.now()

    with clock.stopped_at(moment):
        assert work() == 0
        assert outbox()[0].fault
    use_mail_server.behave(lambda connection: None)
    with clock.stopped_at(moment + timedelta(minutes=WAITS[0], seconds=1)):
        assert work() == 1

    assert use_mail_server.ids == [message_id]
    assert use_mail_server.tries == 2
    assert outbox()[0].fault is None


def test_a_server_that_is_away_loses_nothing(use_mail_server, work, post_letter, outbox):
    message_id = post_letter()
    moment = clock.now()
    use_mail_server.stop()
    with clock.stopped_at(moment):
        assert work() == 0
    use_mail_server.start()

    with clock.stopped_at(moment + timedelta(minutes=2)):
        assert work() == 1
    assert use_mail_server.ids == [message_id]


def test_a_server_that_stalls_is_not_waited_for(use_mail_server, work, post_letter, outbox, monkeypatch):
    monkeypatch.setattr("portal.messages.transport.PATIENCE", 0.3)
    post_letter()
    use_mail_server.behave(stall(0.8))

    assert work() == 0
    assert "imed out" in outbox()[0].fault


def test_each_failure_waits_longer_and_in_the_end_it_is_given_up(use_mail_server, work, post_letter, outbox):
    post_letter()
    use_mail_server.behave(refuse)
    moment, waits = clock.now(), []

    for _turn in range(len(WAITS)):
        with clock.stopped_at(moment):
            work()
            due = outbox()[0].due_at
            waits.append((due - moment).total_seconds() / 60)
        with clock.stopped_at(due - timedelta(seconds=1)):
            assert work() == 0
        moment = due
    with clock.stopped_at(moment):
        work()

    assert waits == list(WAITS)
    assert (outbox()[0].due_at, outbox()[0].sent_at) == (None, None)
    with clock.stopped_at(moment + timedelta(days=400)):
        work()
    assert use_mail_server.tries == len(WAITS) + 1


def test_one_letter_that_is_refused_holds_up_no_other(use_mail_server, work, post_letter):
    refused, other = post_letter("nei@example.org"), post_letter("ja@example.org")
    answers = iter(["554 no", None])
    use_mail_server.behave(lambda connection: next(answers))

    assert work() == 1
    assert use_mail_server.ids in ([other], [refused])


@pytest.mark.parametrize("inside", ["organisation", "platform"])
def test_two_workers_at_once_send_each_letter_once(
    app, config, organisation, use_mail_server, post_letter, work, on_postgresql, inside
):
    """Where the rows are held by another, a worker on PostgreSQL goes on without them: SKIP LOCKED."""
    where = organisation if inside == "organisation" else None
    ids = [post_letter(f"gjest{number}@example.org", inside=where) for number in range(5)]

    sent = all_at_once(config, "message" if where else "platform_message", work, work)
    sent.append(work())

    assert sum(sent) == 5
    assert sent[:2] == [0, 0] or not on_postgresql
    assert sorted(use_mail_server.ids) == sorted(ids)


def test_three_workers_in_a_hurry_send_each_letter_once(app, use_mail_server, post_letter, outbox):
    ids = [post_letter(f"gjest{number}@example.org") for number in range(12)]
    use_mail_server.behave(stall(0.02))
    begin = threading.Barrier(3)

    def worker():
        begin.wait()
        with app.app_context():
            for _turn in range(3):
                work_once()

    workers = [threading.Thread(target=worker) for _turn in range(3)]
    for one in workers:
        one.start()
    for one in workers:
        one.join(30)

    assert sorted(use_mail_server.ids) == sorted(ids)
    assert all(letter.attempts == 1 for letter in outbox())


def test_letters_whose_lease_ran_out_while_a_server_stalled_are_left_to_the_next_round(
    use_mail_server, work, post_letter, monkeypatch
):
    """By then another worker may be sending them."""
    monkeypatch.setattr(outbox_module, "LEASE", timedelta(seconds=0.4))
    ids = [post_letter(f"gjest{number}@example.org") for number in range(3)]
    use_mail_server.behave(stall(0.5))

    assert work() == 1
    assert len(use_mail_server.ids) == 1
    for _turn in range(3):
        work()
    assert sorted(use_mail_server.ids) == sorted(ids)


def environment_of(app, mail_url):
    config = app.config["PORTAL"]
    return {
        **os.environ, "MEDVIRKE_DATA": str(config.data), "DATABASE_URL": config.database_url,
        "DATABASE_OWNER_URL": config.owner_url, "DATABASE_SYSTEM_URL": config.system_url, "MAIL_URL": mail_url,
        "SECRET_KEY": config.secret_key,
    }  # fmt: skip


def test_a_worker_that_is_killed_while_it_sends_leaves_the_letter_to_be_sent_again_under_the_same_id(
    app, use_mail_server, work, post_letter, outbox
):
    message_id = post_letter()
    worker = subprocess.Popen(WORKER, env=environment_of(app, use_mail_server.url), stdout=subprocess.DEVNULL)

    def taken_and_killed(connection):
        worker.send_signal(signal.SIGKILL)
        worker.wait(10)

    use_mail_server.behave(taken_and_killed)
    assert worker.wait(30) == -signal.SIGKILL
    use_mail_server.wait_for_a_letter()
    use_mail_server.behave(lambda connection: None)
    assert use_mail_server.ids == [message_id]
    assert outbox()[0].sent_at is None

    work()
    assert use_mail_server.ids == [message_id]
    with clock.stopped_at(clock.now() + LEASE + timedelta(seconds=1)):
        work()
    assert use_mail_server.ids == [message_id] * 2


def test_more_letters_than_one_grasp_are_sent_in_the_next_rounds(use_mail_server, work, post_letter):
    ids = [post_letter(f"gjest{number}@example.org") for number in range(45)]

    rounds = [work() for _turn in range(4)]

    assert sum(rounds) == 45
    assert rounds[-1] == 0
    assert sorted(use_mail_server.ids) == sorted(ids)


def test_letters_go_out_on_one_connection(use_mail_server, work, post_letter, other_organisation):
    for number in range(7):
        post_letter(f"gjest{number}@example.org", inside=other_organisation if number % 2 else None)

    assert work() == 7
    assert use_mail_server.lines == 1


@pytest.mark.parametrize("answer", [refuse, not_now])
def test_a_refusal_does_not_end_the_connection(use_mail_server, work, post_letter, answer):
    for number in range(4):
        post_letter(f"gjest{number}@example.org")
    answers = iter([answer, answer])
    use_mail_server.behave(lambda connection: next(answers, lambda _connection: None)(connection))

    assert work() == 2
    assert use_mail_server.lines == 1


def test_a_server_that_takes_few_letters_on_a_connection_gets_the_others_on_the_next(
    use_mail_server, work, post_letter, outbox
):
    ids = [post_letter(f"gjest{number}@example.org") for number in range(7)]
    use_mail_server.letters_on_a_line = 3

    assert work() == 7

    assert sorted(use_mail_server.ids) == sorted(ids)
    assert use_mail_server.lines == 3
    assert {letter.fault for letter in outbox()} == {None}


@pytest.mark.parametrize("answer", [hang_up, stall(0.8)])
def test_a_letter_without_an_answer_is_sent_once_more_and_then_held(
    use_mail_server, work, post_letter, outbox, monkeypatch, answer
):
    """It may have arrived each time: nobody knows."""
    monkeypatch.setattr("portal.messages.transport.PATIENCE", 0.3)
    post_letter()
    use_mail_server.behave(answer)
    moment = clock.now()

    for days in range(4):
        with clock.stopped_at(moment + timedelta(days=days)):
            work()

    assert use_mail_server.tries == 2
    assert (outbox()[0].unanswered, outbox()[0].due_at, outbox()[0].sent_at) == (2, None, None)


def test_a_letter_that_never_reached_a_server_is_tried_as_often_as_any(use_mail_server, work, post_letter, outbox):
    use_mail_server.stop()
    post_letter()
    moment = clock.now()
    for _turn in range(5):
        with clock.stopped_at(moment):
            work()
            moment = outbox()[0].due_at
    use_mail_server.start()

    assert outbox()[0].unanswered == 0
    with clock.stopped_at(moment):
        assert work() == 1


def test_an_answer_is_no_silence(use_mail_server, work, post_letter, outbox):
    """Refused after a connection that broke, it is tried on."""
    post_letter()
    answers = iter([hang_up, not_now, not_now, not_now])
    use_mail_server.behave(lambda connection: next(answers, lambda _connection: None)(connection))
    moment = clock.now()
    for _turn in range(5):
        with clock.stopped_at(moment):
            work()
            moment = outbox()[0].due_at or moment

    assert len(use_mail_server.ids) == 1
    assert outbox()[0].sent_at


def test_a_failure_says_nothing_about_who_was_written_to_in_the_log(app, use_mail_server, post_letter):
    post_letter("hemmelig@example.org")
    use_mail_server.behave(refuse)

    done = subprocess.run(
        WORKER, env=environment_of(app, use_mail_server.url), capture_output=True, text=True, timeout=60
    )

    assert "letter_not_sent" in done.stderr
    assert "hemmelig" not in done.stderr + done.stdout


def test_letters_read_by_the_tests_are_those_of_the_outbox(factory, post_letter):
    assert letters_to(factory, "gry@example.org") == []
    post_letter()
    assert len(letters_to(factory, "gry@example.org")) == 1
