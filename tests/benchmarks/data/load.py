"""Many rows at once: COPY on PostgreSQL, one long insert on SQLite."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, Table, insert, text

from tests.benchmarks.stores import Store

CHUNK = 1_000


def load(store: Store, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """As the owner, without looking at each foreign key: the rows come from our own generator."""
    if store.dialect == "postgresql":
        _copy(store, f"COPY {table} ({', '.join(columns)}) FROM STDIN", rows)
        return
    marks = ", ".join("?" * len(columns))
    with sqlite3.connect(store.folder / f"{store.app}.db") as connection:
        connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _copy(store: Store, command: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with psycopg.connect(store.url()) as connection:
        connection.execute("SET session_replication_role = replica")
        with connection.cursor().copy(command) as copy:
            for row in rows:
                copy.write_row(row)


def insert_rows(connection: Connection, table: Any, rows: Sequence[dict[str, Any]]) -> None:
    """A few thousand rows, with the model's types and defaults."""
    assert isinstance(table, Table)
    for start in range(0, len(rows), CHUNK):
        connection.execute(insert(table), list(rows[start : start + CHUNK]))


def refresh_statistics(store: Store) -> None:
    """So that the planner knows what is there."""
    if store.dialect == "postgresql":
        with psycopg.connect(store.url(), autocommit=True) as connection:
            connection.execute("VACUUM (ANALYZE)")
        return
    with store.connected() as local:
        local.execute(text("ANALYZE"))
