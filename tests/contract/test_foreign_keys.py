"""What both databases enforce: no row hangs on another organisation's."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, Table, delete, select, update
from sqlalchemy.exc import IntegrityError

from portal.config import Config
from portal.database import SQLITE_PRAGMAS, open_engine
from portal.extensions import db
from tests.contract.islands import TENANT_KEYS, TENANT_TABLES, Island

Key = tuple[Table, str, Table]
every_key = pytest.mark.parametrize("key", TENANT_KEYS, ids=lambda key: f"{key[0].name}.{key[1]}")


@pytest.fixture
def owner(config: Config, islands: tuple[Island, Island]) -> Iterator[Connection]:
    """Somebody whom only the foreign keys hold back."""
    engine = open_engine(config.owner_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@every_key
def test_a_new_row_cannot_hang_on_another_organisations(
    key: Key, owner: Connection, islands: tuple[Island, Island]
) -> None:
    (table, column, parent), (ours, theirs) = key, islands
    values = {**ours.values(table), column: theirs.rows[parent.name]}
    _make_room(owner, table, ours)

    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        owner.execute(table.insert().values(values))


@every_key
def test_a_row_cannot_be_hung_on_another_organisations(
    key: Key, owner: Connection, islands: tuple[Island, Island]
) -> None:
    (table, column, parent), (ours, theirs) = key, islands
    change = update(table).where(table.c.id == ours.rows[table.name])

    with pytest.raises(IntegrityError, match=r"(?i)foreign key"):
        owner.execute(change.values({column: theirs.rows[parent.name]}))


@every_key
def test_without_foreign_keys_the_row_would_go_in(
    key: Key, owner: Connection, islands: tuple[Island, Island], config: Config
) -> None:
    (table, column, parent), (ours, theirs) = key, islands
    values = {**ours.values(table), column: theirs.rows[parent.name]}
    owner.rollback()
    _without_foreign_keys(owner, config)
    _make_room(owner, table, ours)

    owner.execute(table.insert().values(values))
    assert owner.execute(select(table.c[column]).where(table.c.id == values["id"])).scalar() == values[column]


def _make_room(owner: Connection, table: Table, ours: Island) -> None:
    """Where a parent has at most one row of this table, the one that it has goes, for the length of the test."""
    parents = {"organisation_id", *(column for child, column, _parent in TENANT_KEYS if child is table)}
    if any(index.unique and {column.name for column in index.columns} <= parents for index in table.indexes):
        owner.execute(delete(table).where(table.c.id == ours.rows[table.name]))


def _without_foreign_keys(owner: Connection, config: Config) -> None:
    if config.sqlite:
        owner.connection.cursor().execute("PRAGMA foreign_keys=OFF")  # counts only before a transaction
    else:
        owner.exec_driver_sql("SET LOCAL session_replication_role = replica")


def test_every_table_of_a_tenant_hangs_on_its_organisation() -> None:
    for table in TENANT_TABLES:
        single = [key for key in table.foreign_key_constraints if key.column_keys == ["organisation_id"]]
        assert [(key.referred_table.name, key.ondelete) for key in single] == [("organisation", "CASCADE")]


def test_every_engine_opens_sqlite_with_its_walls_up(whole_app: Flask, config: Config) -> None:
    if not config.sqlite:
        pytest.skip("PRAGMAs are SQLite's")
    with whole_app.app_context():
        found = [_pragmas(engine) for engine in (*db.engines.values(), open_engine(config.owner_url))]

    full, on = 2, 1
    expected = {"journal_mode": "wal", "foreign_keys": on, "synchronous": full, "secure_delete": on}
    assert [{**pragmas, **expected} for pragmas in found] == found


def _pragmas(engine: Engine) -> dict[str, Any]:
    with engine.connect() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in SQLITE_PRAGMAS}
