"""The worker is killed again and again while it sends to a mail server that refuses, stalls and hangs up.

Nothing is lost, and what goes out once more bears the same Message-ID, so that its reader sees it once.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

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
with create_app().app_context():
    worker.run(pause=0.05)
"""
PATIENCE = 60


class Executioner:
    """Starts workers and kills each while it writes, or while the mail server has a letter in hand."""

    def __init__(self, app, server, seed):
        config = app.config["PORTAL"]
        self.environment = {
            **os.environ, "MEDVIRKE_DATA": str(config.data), "DATABASE_URL": config.database_url,
            "DATABASE_OWNER_URL": config.owner_url, "DATABASE_SYSTEM_URL": config.system_url,
            "MAIL_URL": server.url, "SECRET_KEY": config.secret_key,
        }  # fmt: skip
        self.server, self.chance = server, random.Random(seed)
        self.kills, self.moods = 0, Counter()
        self.worker = None

    def start(self):
        command = [sys.executable, "-c", WORKER]
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
        executioner.wait_until(lambda: progress(sending).sent == many)
    finally:
        executioner.kill()
    return Counter(server.ids), executioner


def check(accepted, server, executioner, times, many):
    assert len(accepted) == many, "lost, or written twice"
    assert len(set(server.recipients)) == many
    assert sum(accepted.values()) - many <= times, "each kill costs at most one letter more"
    assert executioner.kills == times + 1


def test_a_worker_that_is_killed_loses_nothing(app, use_mail_server, people, news, begin, progress):
    people(30, news)

    accepted, executioner = killed_so_often(app, use_mail_server, begin, progress, times=3, many=30)

    check(accepted, use_mail_server, executioner, times=3, many=30)


@pytest.mark.long
def test_a_worker_that_is_killed_fifty_times_loses_nothing(app, use_mail_server, people, news, begin, progress):
    people(400, news)

    accepted, executioner = killed_so_often(app, use_mail_server, begin, progress, times=50, many=400)

    check(accepted, use_mail_server, executioner, times=50, many=400)
    assert all(executioner.moods[mood] for mood in ("takes", "refuses", "hangs up", "stalls"))
    print(f"{sum(accepted.values()) - 400} letters went out once more, {max(accepted.values()) - 1} times at most")
