"""Counting what a page asks the database, statement by statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from portal.extensions import db
from tests.ahead import said_ahead

#: opening and closing a transaction is not counted; telling PostgreSQL the tenant is
UNCOUNTED = ("BEGIN", "COMMIT", "ROLLBACK")


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement that a cursor executes meanwhile, in order. Complete when the block ends."""
    seen: list[str] = []
    with remembered(app) as both:
        yield seen
    seen += [sql for sql, _values in both]


@contextmanager
def remembered(app: Flask) -> Iterator[list[tuple[str, Any]]]:
    """The statements with their values, as the driver gets them."""
    seen: list[tuple[str, Any]] = []

    def remember(conn: Any, cursor: Any, sql: str, values: Any, *_rest: Any) -> None:
        if not sql.startswith(UNCOUNTED):
            seen.append((sql, values))

    with app.app_context():
        engines = list(db.engines.values())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", remember)
    try:
        with said_ahead(lambda sql: seen.append((sql, None))):
            yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", remember)
