"""The worker is killed again and again while it sends to a mail server that refuses, stalls and hangs up.

Nothing is lost; no letter is taken more than twice, and then under the same Message-ID, so that its reader sees it once.
What is in hand at two kills is held, and goes out again when somebody says so.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from portal.messages.models import MOST_UNANSWERED
from portal.sendings import queries
from portal.sendings.services import send_unanswered_again
from portal.tenancy import uuid7
from tests.portal.messages.mail_server import hang_up, not_now

#: as `portal worker`, in a hurry: what a killed one held is free again after a second, and tries follow at once
WORKER = """
from datetime import timedelta
from portal import worker
from portal.app import create_app
from portal.jobs import errands
from portal.messages import outbox
from portal.sendings import writing
outbox.LEASE = worker.LEASE = errands.LEASE = timedelta(seconds=1)
outbox.WAITS = (0.001,) * 1000
writing.AT_ONCE = 25
outbox.MOST_UNANSWERED = {guard}
with create_app().app_context():
    worker.run(pause=0.05)
"""
PATIENCE = 240


class Executioner:
    """Starts workers and kills each while it writes, or while the mail server has a letter in hand."""

    def __init__(self, app, server, seed, guard=MOST_UNANSWERED):
        config = app.config["PORTAL"]
        self.environment = {
            **os.environ, "MEDVIRKE_DATA": str(config.data), "DATABASE_URL": config.database_url,
            "DATABASE_OWNER_URL": config.owner_url, "DATABASE_SYSTEM_URL": config.system_url,
            "MAIL_URL": server.url, "SECRET_KEY": config.secret_key,
        }  # fmt: skip
        self.server, self.chance = server, random.Random(seed)
        self.kills, self.moods = 0, Counter()
        self.program = WORKER.format(guard=guard)
        self.worker = None

    def start(self):
        command = [sys.executable, "-c", self.program]
        self.worker = subprocess.Popen(
            command, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def kill(self):
        killed = self.worker  # the next one may be started as soon as this one is gone
        self.kills += 1
        killed.send_signal(signal.SIGKILL)
        killed.wait(10)

    def in_hand(self):
        """The server has a letter, and the worker dies before it hears of it: taken or not, nobody knows."""
        waiting = [True]

        def answer(connection):
            if waiting and self.chance.random() < 0.3:
                waiting.clear()
                self.kill()
                return self.chance.choice([None, "451 later"])
            return self.moody(connection)

        self.server.behave(answer)
        self.start()
        self.wait_until(lambda: self.worker.poll() is not None)

    def while_it_writes(self):
        """Nothing is taken meanwhile, so that only what it wrote itself can be lost or doubled."""
        self.server.behave(not_now)
        before = self.server.tries
        self.start()
        self.wait_until(lambda: self.server.tries > before)
        time.sleep(self.chance.random() / 5)
        self.kill()

    def moody(self, connection):
        mood = self.chance.choices(["takes", "refuses", "hangs up", "stalls"], [10, 1, 1, 1])[0]
        self.moods[mood] += 1
        if mood == "stalls":
            time.sleep(0.2)
        return {"refuses": not_now, "hangs up": hang_up}.get(mood, lambda connection: None)(connection)

    def wait_until(self, is_so):
        until = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < until, "the worker does nothing"
            time.sleep(0.02)


def killed_so_often(app, server, begin, progress, times, many):
    sending, executioner = begin(), Executioner(app, server, seed=times)
    for number in range(times):
        if number % 5 == 0:
            executioner.while_it_writes()
        else:
            executioner.in_hand()
    server.behave(executioner.moody)
    executioner.start()
    try:
        executioner.wait_until(lambda: progress(sending).written == many and not progress(sending).waiting)
    finally:
        executioner.kill()
    return sending, executioner


def check(server, executioner, progress, sending, times, many):
    """Returns how many are held. All others are taken, and none more than once more."""
    found, accepted = progress(sending), Counter(server.ids)
    assert (found.written, found.sent + found.perhaps, found.given_up) == (many, many, 0)
    assert found.sent <= len(accepted) <= many, "lost, or written twice"
    assert len(set(server.recipients)) == len(accepted)
    assert max(accepted.values()) <= 2
    assert executioner.kills == times + 1
    return found.perhaps


def send_the_held_ones(server, within, organisation, progress, sending, work_off, many):
    server.behave(lambda connection: None)
    within(lambda: send_unanswered_again(queries.sending(organisation.id, sending, keep=True), by=uuid7()))
    work_off()
    assert progress(sending).sent == len(set(server.ids)) == len(set(server.recipients)) == many


def test_a_worker_that_is_killed_loses_nothing(
    app, use_mail_server, people, news, begin, progress, within, organisation, work_off
):
    people(30, news)

    sending, executioner = killed_so_often(app, use_mail_server, begin, progress, times=3, many=30)

    check(use_mail_server, executioner, progress, sending, times=3, many=30)
    send_the_held_ones(use_mail_server, within, organisation, progress, sending, work_off, many=30)


@pytest.mark.long
def test_a_worker_that_is_killed_fifty_times_loses_nothing(
    app, use_mail_server, people, news, begin, progress, within, organisation, work_off
):
    people(400, news)

    sending, executioner = killed_so_often(app, use_mail_server, begin, progress, times=50, many=400)

    held = check(use_mail_server, executioner, progress, sending, times=50, many=400)
    assert all(executioner.moods[mood] for mood in ("takes", "refuses", "hangs up", "stalls"))
    print(f"{len(use_mail_server.ids) - len(set(use_mail_server.ids))} letters went out once more, {held} are held")
    send_the_held_ones(use_mail_server, within, organisation, progress, sending, work_off, many=400)


def taken_and_killed(executioner, server, so_often):
    """The one letter is taken, and its worker dies before it hears of that."""

    def answer(connection):
        executioner.kill()

    server.behave(answer)
    for number in range(1, so_often + 1):
        executioner.start()
        executioner.wait_until(lambda: executioner.worker.poll() is not None)
        executioner.wait_until(lambda: len(server.ids) == number)  # noqa: B023  # the server takes a moment longer


def test_a_letter_in_hand_at_two_kills_is_held_until_somebody_sends_it_again(
    app, use_mail_server, people, news, begin, progress, within, organisation, work_off
):
    people(1, news)
    sending, executioner = begin(), Executioner(app, use_mail_server, seed=1)

    taken_and_killed(executioner, use_mail_server, so_often=2)
    executioner.start()
    try:
        executioner.wait_until(lambda: progress(sending).perhaps == 1)
    finally:
        executioner.kill()

    assert len(use_mail_server.ids) == 2
    assert len(set(use_mail_server.ids)) == 1
    send_the_held_ones(use_mail_server, within, organisation, progress, sending, work_off, many=1)
    assert len(use_mail_server.ids) == 3


def test_without_the_guard_each_kill_would_send_it_once_more(app, use_mail_server, people, news, begin):
    people(1, news)
    begin()

    taken_and_killed(Executioner(app, use_mail_server, seed=1, guard=99), use_mail_server, so_often=3)

    assert len(use_mail_server.ids) == 3
