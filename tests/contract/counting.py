"""Counting what a page asks the database, statement by statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from portal.extensions import db

#: opening and closing a transaction is not counted; telling PostgreSQL the tenant is
UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK")


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that a cursor executes meanwhile, in order."""
    seen: list[str] = []

    def remember(conn: Any, cursor: Any, sql: str, *_rest: Any) -> None:
        if not sql.startswith(UNCOUNTED):
            seen.append(sql)

    with app.app_context():
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", remember)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", remember)
