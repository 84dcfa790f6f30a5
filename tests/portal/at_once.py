"""Things that happen at the same moment, made to happen so every time."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import make_url

from portal.config import Config

PATIENCE = 8


def all_at_once(config: Config, table: str, *works: Callable[[], Any]) -> list[Any]:
    """Run the works in threads, each stopped at the first row of `table` that it wants to write, then let go together.

    Without a lock of its own, work that reads first and writes later has read by then what the others are
    about to change. On SQLite all of them wait for the one writer.
    """
    answers: list[Any] = [None] * len(works)

    def run(position: int) -> None:
        try:
            answers[position] = works[position]()
        except Exception as fault:
            answers[position] = fault

    threads = [threading.Thread(target=run, args=(position,)) for position in range(len(works))]
    with _held(config, table) as waiting:
        for thread in threads:
            thread.start()
        until = time.monotonic() + PATIENCE
        while waiting() < len(works) and any(t.is_alive() for t in threads) and time.monotonic() < until:
            time.sleep(0.02)
    for thread in threads:
        thread.join(PATIENCE)
    return answers


@contextmanager
def _held(config: Config, table: str) -> Iterator[Callable[[], int]]:
    """Nobody else can write these rows; gives a function that says how many wait."""
    held = _held_on_sqlite(config) if config.sqlite else _held_on_postgresql(config, table)
    with held as waiting:
        yield waiting


@contextmanager
def _held_on_sqlite(config: Config) -> Iterator[Callable[[], int]]:
    """SQLite tells nobody who waits, so a quarter of a second has to do."""
    connection = sqlite3.connect(str(make_url(config.database_url).database), isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    try:
        yield lambda: 99 if time.monotonic() - began > 0.25 else 0
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@contextmanager
def _held_on_postgresql(config: Config, table: str) -> Iterator[Callable[[], int]]:
    address = make_url(config.owner_url).render_as_string(False)
    with psycopg.connect(address) as holder, psycopg.connect(address, autocommit=True) as watcher:
        holder.execute(f'SELECT 1 FROM "{table}" FOR UPDATE')

        try:
            yield lambda: _waiting(watcher)
        finally:
            holder.rollback()


def one_in_the_others_work(config: Config, first: Callable[[Callable[[], None]], Any], second: Callable[[], Any]) -> None:
    """`first` is given a pause, in which `second` runs: until it waits for what `first` holds, or has come to its end.

    For PostgreSQL: on SQLite the second does not begin before the first has ended. What either raises is raised.
    """
    begun, ended, faults = threading.Event(), threading.Event(), []

    def pause() -> None:
        begun.set()
        _until_it_waits(config, ended)

    def run(work: Callable[[], Any], after: threading.Event) -> None:
        try:
            work()
        except Exception as fault:
            faults.append(fault)
        finally:
            after.set()

    def follow() -> None:
        begun.wait(PATIENCE)
        second()

    threads = [threading.Thread(target=run, args=one) for one in ((lambda: first(pause), begun), (follow, ended))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(2 * PATIENCE)
    for fault in faults:
        raise fault


def _until_it_waits(config: Config, ended: threading.Event) -> None:
    with psycopg.connect(make_url(config.owner_url).render_as_string(False), autocommit=True) as watcher:
        until = time.monotonic() + PATIENCE
        while not ended.is_set() and not _waiting(watcher) and time.monotonic() < until:
            time.sleep(0.02)


def _waiting(watcher: psycopg.Connection[Any]) -> int:
    found = watcher.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ).fetchone()
    return int(found[0]) if found else 0
