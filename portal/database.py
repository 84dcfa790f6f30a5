"""How the two databases are opened, and which roles the portal refuses to run as."""

import json
from collections.abc import Callable, Collection
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import (
    Boolean,
    ColumnElement,
    Dialect,
    Engine,
    Integer,
    String,
    TypeDecorator,
    bindparam,
    create_engine,
    event,
    literal_column,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal

from portal.config import Config
from portal.errors import MisconfiguredError
from portal.i18n.sorting import compare_names

SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "foreign_keys": "ON",
    "synchronous": "FULL",
    "busy_timeout": "10000",
    "secure_delete": "ON",
}

#: psycopg would prepare what it has seen five times
_NEVER_BY_ITSELF = 2**31
#: for statements that ask every organisation for as little: the server need not plan them anew
PLANNED_ONCE = {"planned_once": True}

#: A GET that writes nothing may read beside a writer; all other work takes SQLite's write lock at once,
#: because reading first and writing later ends in "database is locked".
may_write: ContextVar[bool] = ContextVar("may_write", default=True)


def database_settings(config: Config) -> dict[str, Any]:
    """What flask-sqlalchemy is told. Opens nothing."""
    return {
        "SQLALCHEMY_DATABASE_URI": config.database_url,
        "SQLALCHEMY_BINDS": {"system": config.system_url},
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(config.database_url),
    }


def engine_options(url: str) -> dict[str, Any]:
    wanted: dict[str, Any]
    if url.startswith("sqlite"):
        wanted = {"timeout": 10, "isolation_level": None, "check_same_thread": False}
        return {"connect_args": wanted, "hide_parameters": True}
    # Pages ask small questions: compiling them, or spreading one over both cores, costs more than it gains.
    # A plan that is kept for all suits few: with it a leader waited half a second for her list, of a million rows.
    plain = "-c jit=off -c max_parallel_workers_per_gather=0"
    wanted = {"connect_timeout": 5, "options": plain, "prepare_threshold": _NEVER_BY_ITSELF}
    return {"connect_args": wanted, "pool_use_lifo": True, "hide_parameters": True}


def open_engine(url: str) -> Engine:
    """An engine of its own, for migrations and for tests with a bare connection."""
    engine = create_engine(url, **engine_options(url))
    prepare(engine)
    return engine


def prepare(engine: Engine) -> None:
    """Give SQLite what PostgreSQL has: durable writes, foreign keys, real transactions, our alphabet."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _open_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "do_execute", _prepare_what_is_kept)


def _prepare_what_is_kept(cursor: Any, sql: str, parameters: Any, context: Any) -> bool | None:
    """The server keeps the plan of an INSERT and of what bears PLANNED_ONCE; of all else it makes one each time."""
    if context is None or not (context.isinsert or context.execution_options.get("planned_once")):
        return None
    cursor.execute(sql, parameters, prepare=True)
    return True


def _open_sqlite(connection: Any, record: Any) -> None:
    for name, value in SQLITE_PRAGMAS.items():
        connection.execute(f"PRAGMA {name}={value}")
    connection.create_collation("people", compare_names)


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if may_write.get() else "BEGIN")


class as_people_sort(ColumnElement[str]):  # reads as a function in queries
    """`order_by(as_people_sort(Unit.name))`: æ, ø, å last, capitals beside small letters."""

    inherit_cache = True

    def __init__(self, column: Any) -> None:
        self.column = column

    _traverse_internals = [("column", InternalTraversal.dp_clauseelement)]


@compiles(as_people_sort, "sqlite")
def _sqlite_order(element: as_people_sort, compiler: Any, **options: Any) -> str:
    return f"{compiler.process(element.column, **options)} COLLATE people"


@compiles(as_people_sort)
def _postgresql_order(element: as_people_sort, compiler: Any, **options: Any) -> str:
    return f'{compiler.process(element.column, **options)} COLLATE "nb-NO-x-icu"'


def exactly(count: int) -> ColumnElement[int]:
    """`limit(exactly(3))`, in a statement that is planned once: of a parameter nobody knows how small it will be."""
    return literal_column(str(count), Integer)


class is_one_of(ColumnElement[bool]):  # reads as a function in queries
    """`where(is_one_of(Goal.id, ids))`: the list is one parameter, however long it is.

    IN has one for each: a statement of another length each time, which is put together, parsed and planned anew.
    `values` may be the name of a parameter that comes later.
    """

    inherit_cache = True
    type = Boolean()

    def __init__(self, column: Any, values: Collection[Any] | str) -> None:
        kind = _Several(column.type)
        self.column = column
        self.values = bindparam(values, type_=kind) if isinstance(values, str) else bindparam(None, values, type_=kind)

    _traverse_internals = [
        ("column", InternalTraversal.dp_clauseelement),
        ("values", InternalTraversal.dp_clauseelement),
    ]


class _Several(TypeDecorator[Any]):
    """An array on PostgreSQL, JSON on SQLite."""

    impl = String
    cache_ok = True

    def __init__(self, item: Any) -> None:
        super().__init__()
        self.item = item

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        return dialect.type_descriptor(postgresql.ARRAY(self.item) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if dialect.name == "postgresql":
            return list(value)
        return json.dumps([item.hex if isinstance(item, UUID) else item for item in value])


@compiles(is_one_of, "sqlite")
def _sqlite_one_of(element: is_one_of, compiler: Any, **options: Any) -> str:
    column, values = compiler.process(element.column, **options), compiler.process(element.values, **options)
    return f"({column} IN (SELECT value FROM json_each({values})))"


@compiles(is_one_of)
def _postgresql_one_of(element: is_one_of, compiler: Any, **options: Any) -> str:
    column, values = compiler.process(element.column, **options), compiler.process(element.values, **options)
    return f"({column} = ANY ({values}))"


class rows_as_json(ColumnElement[str]):  # reads as a function in queries
    """The rows of a group as a list of lists: a hundred are one row to fetch, and nothing when they are known."""

    inherit_cache = True
    type = String()

    def __init__(self, *columns: Any) -> None:
        self.each = list(columns)

    _traverse_internals = [("each", InternalTraversal.dp_clauseelement_list)]


@compiles(rows_as_json, "sqlite")
def _sqlite_rows(element: rows_as_json, compiler: Any, **options: Any) -> str:
    each = ", ".join(compiler.process(column, **options) for column in element.each)
    return f"json_group_array(json_array({each}))"


@compiles(rows_as_json)
def _postgresql_rows(element: rows_as_json, compiler: Any, **options: Any) -> str:
    each = ", ".join(compiler.process(column, **options) for column in element.each)
    return f"CAST(json_agg(json_build_array({each})) AS TEXT)"


_ROLE = """
select r.rolsuper or r.rolbypassrls, exists (
  select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind = 'r' and c.relowner = r.oid)
from pg_roles r where r.rolname = current_user
"""


def refuse_unsafe_role(app: Flask, engine: Engine) -> None:
    """The web role must be one that row-level security binds: no superuser, no owner, no BYPASSRLS.

    Raises MisconfiguredError; a database that does not answer is left to the pages to tell.
    """
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        unbound, owner = connection.exec_driver_sql(_ROLE).one()
    if unbound or owner:
        raise MisconfiguredError(
            "DATABASE_URL must be a role that owns no table and has neither SUPERUSER nor BYPASSRLS: "
            "row-level security does not bind others. Run `portal db upgrade` with DATABASE_OWNER_URL; it makes one."
        )


@dataclass(frozen=True, kw_only=True)
class Upsert:
    """Insert rows, or change those that stand there already.

    `key` names the columns of a unique index; `change(offered)` returns the
    new values, `offered` being the row that was offered. Made once, used often:
    putting such a statement together costs more than sending it.
    """

    model: Any
    key: tuple[str, ...]
    change: Callable[[Any], dict[str, Any]]

    def __call__(self, rows: list[dict[str, Any]]) -> None:
        from portal.extensions import db  # extensions needs nothing of this module; this need is the other way

        session = db.session()
        with session.no_autoflush:  # the rest of the work is written once, at its end
            session.execute(self._statements[session.get_bind().dialect.name], rows)

    @cached_property
    def _statements(self) -> dict[str, Any]:
        made = {}
        for dialect in (postgresql, sqlite):
            statement: Any = dialect.insert(self.model.__table__)
            changes = self.change(statement.excluded)
            made[dialect.dialect.name] = statement.on_conflict_do_update(index_elements=list(self.key), set_=changes)
        return made
