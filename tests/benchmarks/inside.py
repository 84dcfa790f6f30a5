"""What only the app's own process knows: which statements a page sends, and how the database answers them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import Engine, event

from portal.app import create_app
from tests.ahead import said_ahead
from tests.benchmarks.floor.app import create_floor
from tests.benchmarks.stores import Store
from tests.benchmarks.visitor import Request

Sent = tuple[str, Any]
#: of these an organisation has many rows: no page may read through them
GROWING = ("activity", "activity_tally", "audit_entry")


@dataclass(frozen=True)
class Reading:
    """What a page asks for and gets."""

    statements: int
    size: int


@dataclass(frozen=True)
class Plan:
    """How the database reads a page's rows: each scan in order, and rows read of each growing table."""

    scans: tuple[str, ...]
    rows: dict[str, int]

    @property
    def sequential(self) -> list[str]:
        """Growing tables that are read from end to end."""
        return [scan for scan in self.scans if scan.startswith("Seq Scan") and scan.split()[-1] in GROWING]


def make_app(store: Store) -> Flask:
    """The same app that gunicorn serves."""
    return create_floor(store.environment()) if store.app == "floor" else create_app(store.config())


def read_page(app: Flask, request: Request) -> Reading:
    """Counted at the cursor, on a warm process; BEGIN and COMMIT are not counted."""
    sent, size = _sent_by(app, request)
    return Reading(sum(not sql.startswith("BEGIN") for sql, _ in sent), size)


def plan_of(app: Flask, store: Store, request: Request) -> Plan:
    """Every SELECT of the page explained, in the same transaction scope and as the same role. PostgreSQL only."""
    sent, _size = _sent_by(app, request)
    scans: list[str] = []
    rows = dict.fromkeys(GROWING, 0)
    with psycopg.connect(store.url("portal_app")) as connection:
        for sql, parameters in sent:
            if not sql.lstrip(" (\n").upper().startswith(("SELECT", "WITH")):
                connection.execute(sql, parameters or None)
                continue
            explained = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", parameters).fetchone()
            for node in _nodes(explained[0][0]["Plan"] if explained else {}):
                _note(node, scans, rows)
    return Plan(tuple(scans), rows)


def _note(node: dict[str, Any], scans: list[str], rows: dict[str, int]) -> None:
    table = node.get("Relation Name") or _table_of(node.get("Index Name"))
    if table is None:
        return
    scans.append(" ".join(filter(None, (node["Node Type"], node.get("Index Name"), "on", table))))
    if table in rows and node["Node Type"] != "Bitmap Index Scan":
        read = node["Actual Rows"] + node.get("Rows Removed by Filter", 0)
        rows[table] += int(read * node["Actual Loops"])


def _table_of(index: str | None) -> str | None:
    """A bitmap index scan does not name its table."""
    names = sorted(GROWING, key=len, reverse=True)
    return next((name for name in names if index and name in index), None)


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if plan:
        yield plan
    for below in plan.get("Plans", []):
        yield from _nodes(below)


def _sent_by(app: Flask, request: Request) -> tuple[list[Sent], int]:
    client = app.test_client(use_cookies=False)
    headers = {**request.headers, "Host": "127.0.0.1"}
    client.open(request.path, method=request.method, data=request.fresh().body or None, headers=headers)
    with _listening() as sent:
        answer = client.open(request.path, method=request.method, data=request.fresh().body or None, headers=headers)
    if answer.status_code != request.status:
        raise RuntimeError(f"{request.method} {request.path} answers {answer.status_code} in process")
    return sent, len(answer.data)


@contextmanager
def _listening() -> Iterator[list[Sent]]:
    sent: list[Sent] = []

    def note(connection: Any, cursor: Any, sql: str, parameters: Any, context: Any, many: bool) -> None:
        sent.append((sql, parameters))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        with said_ahead(lambda sql: sent.append((sql, None))):
            yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)
