"""Migrations lead to what the models say, there and back, and lose nothing on the way."""

import os
import re
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import CheckConstraint, Connection, Engine, Table, func, inspect, select, update

from portal.audit.models import AuditEntry
from portal.config import Config
from portal.database import open_engine
from portal.goals.models import FocusArea, Plan
from portal.migrate import CORE, alembic_config, heads_of, include_object, same_type, upgrade, version_folders
from portal.tenancy import Base
from portal.tenancy.rls import in_every_organisation
from tests.contract.islands import Island
from tests.databases import fresh_config

#: SQLite changes a column by making the table anew
PLANTED = """
import sqlalchemy as sa
from alembic import op

revision = "planted"
down_revision = "{head}"
branch_labels = depends_on = None


def upgrade():
    with op.batch_alter_table("plan") as batch:
        batch.alter_column("title", type_=sa.String(210), existing_type=sa.String(200), existing_nullable=False)
"""


@pytest.fixture
def empty(whole_app: Flask, tmp_path: Path, worker_id: str, on_postgresql: bool) -> Iterator[Config]:
    """A database of its own, without tables. Inside an app context."""
    with whole_app.app_context(), fresh_config(tmp_path, f"{worker_id}_empty", on_postgresql=on_postgresql) as made:
        yield made


@pytest.fixture
def engine(empty: Config) -> Iterator[Engine]:
    made = open_engine(empty.owner_url)
    yield made
    made.dispose()


def test_migrations_lead_to_what_the_models_say(empty: Config, engine: Engine) -> None:
    upgrade(empty)
    with engine.connect() as connection:
        assert _differences(connection) == {owner: [] for owner in version_folders()}


def test_a_model_without_a_migration_is_noticed(empty: Config, engine: Engine) -> None:
    upgrade(empty)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE plan DROP COLUMN note")
        assert "note" in str(_differences(connection)[CORE])


def test_migrations_lead_to_the_checks_that_the_models_say(empty: Config, engine: Engine) -> None:
    upgrade(empty)
    stored = {table: _checks(engine, table) for table in Base.metadata.tables}

    assert stored == {name: _declared_checks(table) for name, table in Base.metadata.tables.items()}


def _checks(engine: Engine, table: str) -> dict[str, set[str]]:
    """By name, the words that they allow: the databases write the rest of a check each in its own way."""
    return {str(one["name"]): _words(str(one["sqltext"])) for one in inspect(engine).get_check_constraints(table)}


def _declared_checks(table: Table) -> dict[str, set[str]]:
    checks = [one for one in table.constraints if isinstance(one, CheckConstraint)]
    return {str(one.name): _words(str(one.sqltext)) for one in checks}


def _words(check: str) -> set[str]:
    return set(re.findall(r"'(\w+)'", check))


def _differences(connection: Connection) -> dict[str, list[object]]:
    """What is missing or too much, for the core and each plugin."""
    return {owner: _difference(connection, owner) for owner in version_folders()}


def _difference(connection: Connection, owner: str) -> list[object]:
    options = {"include_object": include_object(owner), "compare_type": same_type}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def test_migrations_go_there_and_back_and_there_again(empty: Config, engine: Engine) -> None:
    upgrade(empty)
    first = _schema(engine)
    _downgrade(engine)
    assert list(_schema(engine)) == ["alembic_version"]
    upgrade(empty)

    assert _schema(engine) == first


def _downgrade(engine: Engine) -> None:
    """Plugins first: they stand on the core's tables."""
    heads = [head for heads in heads_of(engine).values() for head in heads]
    with engine.connect() as connection:
        for head in reversed(heads):
            command.downgrade(alembic_config(connection), f"{head}@base")
        connection.commit()


def _schema(engine: Engine) -> dict[str, str]:
    seen = inspect(engine)
    return {
        name: f"{seen.get_columns(name)} {sorted(map(_said, seen.get_indexes(name) + seen.get_foreign_keys(name)))}"
        for name in sorted(seen.get_table_names())
    }


def _said(thing: Any) -> str:
    """The words of a partial index, not where the object that holds them lies."""
    options = {key: str(value) for key, value in thing.get("dialect_options", {}).items()}
    return str({**thing, "dialect_options": options})


def test_addresses_that_open_a_door_are_taken_out_of_the_log(empty: Config, engine: Engine) -> None:
    upgrade(empty)
    Island().fill(engine)
    known = {"/p/ours/l/secret": "", "/p/ours/consents/off/secret": "", "/p/ours/due/off/secret": "", "/o/ours/l/": None}
    for before, after in known.items():
        _lead_to(engine, before)
        with engine.connect() as connection:
            command.downgrade(alembic_config(connection), "core0021")
            connection.commit()
        upgrade(empty)
        assert _led_to(engine) == [before if after is None else after]


def test_a_data_migration_reaches_the_rows_behind_every_wall(empty: Config, engine: Engine) -> None:
    """As a role that the walls stop, as an owner is stopped that is no superuser."""
    upgrade(empty)
    for _turn in range(2):
        Island().fill(engine)
    bound = open_engine(empty.database_url)

    with bound.begin() as connection, Operations.context(MigrationContext.configure(connection)):
        in_every_organisation("UPDATE audit_entry SET answer = 'here'")
    bound.dispose()

    assert _led_to(engine) == ["here"] * 2


def _lead_to(engine: Engine, answer: str) -> None:
    with engine.begin() as connection:
        connection.execute(update(AuditEntry).values(answer=answer))


def _led_to(engine: Engine) -> list[str | None]:
    with engine.connect() as connection:
        return list(connection.scalars(select(AuditEntry.answer)))


def test_remaking_a_parents_table_keeps_its_children(empty: Config, engine: Engine, tmp_path: Path) -> None:
    upgrade(empty)
    Island().fill(engine)

    _plant(engine, tmp_path)

    assert _rows(engine) == {"plan": 1, "focus_area": 1}


def test_with_foreign_keys_on_remaking_a_parent_would_delete_its_children(
    empty: Config, engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not empty.sqlite:
        pytest.skip("PostgreSQL changes a column where it stands")
    upgrade(empty)
    Island().fill(engine)
    monkeypatch.setattr("portal.migrate.foreign_keys_off", nullcontext)

    _plant(engine, tmp_path)

    assert _rows(engine) == {"plan": 1, "focus_area": 0}


def _plant(engine: Engine, folder: Path) -> None:
    """One more migration of the core, in a folder of its own."""
    with engine.connect() as connection:
        config = alembic_config(connection)
        (folder / "planted.py").write_text(PLANTED.format(head=heads_of(engine)[CORE][0]))
        folders = config.get_main_option("version_locations")
        config.set_main_option("version_locations", os.pathsep.join([str(folders), str(folder)]))
        command.upgrade(config, "planted")
        connection.commit()


def _rows(engine: Engine) -> dict[str, int | None]:
    with engine.connect() as connection:
        tables = [model.__table__ for model in (Plan, FocusArea)]
        return {table.name: connection.scalar(select(func.count()).select_from(table)) for table in tables}
