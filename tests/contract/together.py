"""Two sendings at the same moment, made to meet every time."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.test import TestResponse

from tests.contract.stored import Stored

PATIENCE = 4
TRAILS = "audit_entry, platform_audit_entry"


def together(stored: Stored, *works: Callable[[], TestResponse]) -> list[TestResponse]:
    """Run the works in threads, each stopped where it wants to write, then let them go at once.

    On PostgreSQL both have read by then all that they ever read; SQLite has one
    writer, so that the second begins when the first has ended.
    """
    answers: list[Any] = [None] * len(works)

    def run(position: int) -> None:
        answers[position] = works[position]()

    threads = [threading.Thread(target=run, args=(position,)) for position in range(len(works))]
    with _nobody_writes(stored) as waiting:
        for thread in threads:
            thread.start()
        _until(lambda: waiting() >= len(works) or not any(thread.is_alive() for thread in threads))
    for thread in threads:
        thread.join()
    return answers


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached() and time.monotonic() < end:
        time.sleep(0.01)


@contextmanager
def _nobody_writes(stored: Stored) -> Iterator[Callable[[], int]]:
    """Holds what every form writes to; gives a function that says how many wait."""
    with stored.open() as holder:
        if stored.config.sqlite:
            holder.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            yield lambda: 99 if time.monotonic() - began > 0.1 else 0  # SQLite tells nobody who waits
        else:
            holder.execute("BEGIN")
            holder.execute(f"LOCK TABLE {TRAILS} IN SHARE MODE")
            yield lambda: _waiting_on_postgresql(stored)
        holder.execute("ROLLBACK")


def _waiting_on_postgresql(stored: Stored) -> int:
    waits = "datname = current_database() AND wait_event_type = 'Lock'"
    return int(stored.run(f"SELECT count(*) FROM pg_stat_activity WHERE {waits}")[0][0])
