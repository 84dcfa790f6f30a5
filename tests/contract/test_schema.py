"""The rules that let one schema run on SQLite, PostgreSQL and a PostgreSQL sharded by organisation.

Each is asked of the models, and of the database as the migrations made it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import CHAR, Constraint, Enum, ForeignKeyConstraint, Index, MetaData, Table, UniqueConstraint, Uuid

from portal.config import Config
from portal.database import open_engine
from portal.privacy.holdings import tables_about_people
from portal.privacy.labels import has_label, shown_columns
from portal.tenancy import Base
from tests.contract.islands import TENANT_TABLES
from tests.contract.stored import Stored

#: what exists before or outside any organisation
GLOBAL = {
    "organisation", "user_account", "login_session", "mailed_link",
    "platform_message", "platform_audit_entry", "platform_audit_seal", "rate_counter",
}  # fmt: skip
TENANT = {table.name for table in TENANT_TABLES}
KEY = "organisation_id"
Tables = dict[str, Table]


@pytest.fixture(params=["models", "database"])
def tables(request: pytest.FixtureRequest, migrated: Tables) -> Tables:
    return dict(Base.metadata.tables) if request.param == "models" else migrated


@pytest.fixture(scope="module")
def migrated(whole_app: Flask, config: Config) -> Tables:
    """The tables as the database describes them."""
    engine, found = open_engine(config.owner_url), MetaData()
    found.reflect(engine)
    engine.dispose()
    return {name: table for name, table in found.tables.items() if name != "alembic_version"}


@pytest.fixture
def tenant_tables(tables: Tables) -> list[Table]:
    return [tables[name] for name in sorted(TENANT)]


def test_every_table_is_global_or_of_a_tenant(tables: Tables) -> None:
    assert set(tables) == GLOBAL | TENANT
    assert {name for name, table in tables.items() if KEY in table.c} == TENANT


def test_models_say_whether_they_are_of_a_tenant() -> None:
    assert {name for name, table in Base.metadata.tables.items() if table.info.get("tenant")} == TENANT


def test_the_key_of_a_tenants_row_is_its_organisation_and_an_id(tenant_tables: list[Table]) -> None:
    for table in tenant_tables:
        assert table.primary_key.columns.keys() == [KEY, "id"], table.name
        assert all(_is_uuid(column.type) for column in table.primary_key), table.name


def _is_uuid(kind: Any) -> bool:
    """SQLite keeps them as 32 letters."""
    return isinstance(kind, Uuid) or (isinstance(kind, CHAR) and kind.length == 32)


def test_the_database_makes_up_no_values(tables: Tables) -> None:
    for column in (column for table in tables.values() for column in table.columns):
        assert column.server_default is None, column
        assert column.identity is None, column
        assert column is not column.table.autoincrement_column, column


def test_foreign_keys_inside_an_organisation_carry_the_organisation(tenant_tables: list[Table]) -> None:
    for key in _foreign_keys(tenant_tables):
        if key.referred_table.name in TENANT:
            targets = [element.column.name for element in key.elements]
            assert (key.column_keys[0], len(key.column_keys), targets) == (KEY, 2, [KEY, "id"]), key.name


def test_foreign_keys_out_of_an_organisation_have_one_column(tenant_tables: list[Table]) -> None:
    for key in _foreign_keys(tenant_tables):
        if key.referred_table.name in GLOBAL:
            assert len(key.column_keys) == 1, key.name


def test_global_tables_refer_to_no_tenants_table(tables: Tables) -> None:
    for key in _foreign_keys([tables[name] for name in GLOBAL]):
        assert key.referred_table.name in GLOBAL, key.name


def test_foreign_keys_leave_alone_or_cascade(tables: Tables) -> None:
    for key in _foreign_keys(tables.values()):
        assert key.ondelete in (None, "NO ACTION", "CASCADE"), key.name
        assert key.onupdate in (None, "NO ACTION"), key.name


def _foreign_keys(tables: Any) -> Iterator[ForeignKeyConstraint]:
    return (key for table in tables for key in table.foreign_key_constraints)


def test_what_is_unique_is_unique_inside_an_organisation(tenant_tables: list[Table]) -> None:
    for rule in (rule for table in tenant_tables for rule in _unique(table)):
        assert next(iter(rule.columns)).name == KEY, rule.name


def _unique(table: Table) -> list[UniqueConstraint | Index]:
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [*rules, *(index for index in table.indexes if index.unique)]


def test_names_are_short_enough_for_a_shards_number_behind_them(tables: Tables) -> None:
    for named in (named for table in tables.values() for named in _named(table)):
        assert named.name, named
        assert len(str(named.name)) <= 50, named.name


def _named(table: Table) -> list[Constraint | Index]:
    return [*table.constraints, *table.indexes]


def test_there_are_no_enums(tables: Tables) -> None:
    assert [c for table in tables.values() for c in table.columns if isinstance(c.type, Enum)] == []


def test_there_are_no_triggers_views_or_types(stored: Stored, config: Config) -> None:
    if config.sqlite:
        assert stored.run("SELECT name FROM sqlite_master WHERE type IN ('trigger', 'view')") == []
        return
    ours = "JOIN pg_namespace n ON n.oid = {} WHERE n.nspname = 'public' AND"
    assert stored.run("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal") == []
    assert stored.run(f"SELECT relname FROM pg_class {ours.format('relnamespace')} relkind IN ('v', 'm', 'S')") == []
    assert stored.run(f"SELECT typname FROM pg_type {ours.format('typnamespace')} typtype IN ('e', 'd')") == []


def test_every_column_that_she_is_told_of_has_a_name(whole_app: Flask) -> None:
    """In portal/privacy/labels.py, or its own: `info=because(TECHNICAL, label=_l("…"))`; or it says `export=False`."""
    with whole_app.app_context():
        columns = [column for table, _said in tables_about_people() for column in shown_columns(table)]
        assert [f"{one.table.name}.{one.name}" for one in columns if not has_label(one)] == []
    assert len(columns) > 50
