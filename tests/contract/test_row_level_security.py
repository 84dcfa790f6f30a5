"""The third wall: what the database itself enforces against a bare connection, without a line of the portal's code.

PostgreSQL: row-level security. Both: composite foreign keys.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from typing import Any
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, Table, make_url, select

from portal.config import Config
from portal.database import open_engine, refuse_unsafe_role
from portal.errors import MisconfiguredError
from portal.extensions import db
from portal.migrate import RIGHTS, make_role
from portal.organisations.models import Unit
from portal.tenancy.scope import organisation
from portal.work import working_as
from tests.contract.islands import TENANT_TABLES, Island

Islands = tuple[Island, Island]
every_table = pytest.mark.parametrize("table", TENANT_TABLES, ids=lambda table: table.name)


@pytest.fixture
def bare(config: Config, on_postgresql: bool) -> Iterator[psycopg.Connection[Any]]:
    """The web's role, with nothing around it."""
    if not on_postgresql:
        pytest.skip("SQLite has no row-level security")
    url = make_url(config.database_url).render_as_string(hide_password=False)
    with psycopg.connect(url) as connection:
        yield connection
        connection.rollback()


def _as(connection: psycopg.Connection[Any], island: Island) -> None:
    connection.execute(f"SET LOCAL app.organisation_id = '{island.id}'")


def _owners(connection: psycopg.Connection[Any], table: Table) -> list[UUID]:
    return [row[0] for row in connection.execute(f'SELECT organisation_id FROM "{table.name}"')]


def test_every_tenants_table_is_protected_and_its_owner_bound_too(whole_app: Flask, bare: Any) -> None:
    bound = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity"

    assert {row[0] for row in bare.execute(bound)} == {table.name for table in TENANT_TABLES}


@every_table
def test_without_an_organisation_there_are_no_rows(table: Table, bare: Any, islands: Islands) -> None:
    assert _owners(bare, table) == []


@every_table
def test_an_organisation_sees_its_own_rows(table: Table, bare: Any, islands: Islands) -> None:
    for island in islands:
        _as(bare, island)
        assert _owners(bare, table) == [island.id]


@every_table
def test_the_setting_ends_with_the_transaction(table: Table, bare: Any, islands: Islands) -> None:
    _as(bare, islands[0])
    bare.commit()

    assert _owners(bare, table) == []


@every_table
def test_rows_of_another_organisation_cannot_be_changed_or_removed(table: Table, bare: Any, islands: Islands) -> None:
    ours, theirs = islands
    _as(bare, ours)
    where = f"WHERE id = '{theirs.rows[table.name]}'"

    for sql in (f'UPDATE "{table.name}" SET id = id {where}', f'DELETE FROM "{table.name}" {where}'):
        refused = pytest.raises(psycopg.errors.InsufficientPrivilege) if table.name in RIGHTS else nullcontext()
        with refused, bare.transaction():
            assert bare.execute(sql).rowcount == 0


@every_table
def test_rows_cannot_be_made_for_another_organisation(table: Table, islands: Islands, app_role: Any) -> None:
    ours, theirs = islands
    with app_role(ours) as connection, pytest.raises(Exception, match="violates row-level security policy"):
        connection.execute(table.insert().values(theirs.values(table)))


@every_table
def test_rows_cannot_be_moved_to_another_organisation(table: Table, bare: Any, islands: Islands) -> None:
    ours, theirs = islands
    _as(bare, ours)

    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=r"row-level security|denied for table (audit|consent)"):
        bare.execute(f"UPDATE \"{table.name}\" SET organisation_id = '{theirs.id}'")


@pytest.fixture
def app_role(config: Config, on_postgresql: bool) -> Iterator[Callable[..., Any]]:
    """`with app_role(island) as connection`: SQLAlchemy as the web's role, without the portal's guard."""
    if not on_postgresql:
        pytest.skip("SQLite has no row-level security")
    engine = open_engine(config.database_url)

    @contextmanager
    def connect(island: Island) -> Iterator[Connection]:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"SET LOCAL app.organisation_id = '{island.id}'")
            yield connection

    yield connect
    engine.dispose()


def test_a_person_reads_her_own_accesses_and_changes_none(bare: Any, islands: Islands) -> None:
    hers = islands[0].rows["user_account"]
    bare.execute(f"SET LOCAL app.user_id = '{hers}'")

    assert [row[0] for row in bare.execute("SELECT user_id FROM access")] == [hers]
    assert bare.execute("UPDATE access SET role = 'administrator'").rowcount == 0
    assert bare.execute("DELETE FROM access").rowcount == 0


@every_table
def test_with_the_policy_gone_the_rows_would_be_seen(table: Table, bare: Any, islands: Islands, config: Config) -> None:
    owner = make_url(config.owner_url).render_as_string(hide_password=False)
    with psycopg.connect(owner) as scratch:
        scratch.execute(f'ALTER TABLE "{table.name}" DISABLE ROW LEVEL SECURITY')
        scratch.execute("SET LOCAL ROLE portal_app")
        assert set(_owners(scratch, table)) == {island.id for island in islands}
        scratch.rollback()


def test_the_session_tells_the_database_at_each_transaction(bare: Any, islands: Islands, whole_app: Flask) -> None:
    with whole_app.app_context(), working_as(organisation(islands[0].id)):
        for _ in range(2):
            assert db.session.scalars(select(Unit.organisation_id)).all() == [islands[0].id]
            db.session.commit()


def test_a_savepoint_is_told_what_its_transaction_was_told(bare: Any, islands: Islands, whole_app: Flask) -> None:
    with whole_app.app_context(), working_as(organisation(islands[0].id)):
        for _ in range(2):
            with db.session.begin_nested():
                assert db.session.scalars(select(Unit.organisation_id)).all() == [islands[0].id]
            db.session.begin_nested().rollback()
            assert db.session.scalars(select(Unit.organisation_id)).all() == [islands[0].id]
            db.session.commit()


def test_a_session_that_tells_nothing_sees_nothing(
    bare: Any, islands: Islands, whole_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.tenancy.guard.tell_database", lambda *args: None)
    with whole_app.app_context(), working_as(organisation(islands[0].id)):
        assert db.session.scalars(select(Unit.organisation_id)).all() == []


def test_the_webs_role_is_bound_by_the_walls(bare: Any, islands: Islands) -> None:
    role = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    owned = "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname = current_user"

    assert bare.execute(role).fetchone() == (False, False, False)
    assert bare.execute(owned).fetchone() == (0,)


def test_the_portal_refuses_to_run_as_a_role_that_sees_everything(bare: Any, config: Config, whole_app: Flask) -> None:
    for url in (config.owner_url, config.system_url):
        engine = open_engine(url)
        with pytest.raises(MisconfiguredError):
            refuse_unsafe_role(whole_app, engine)
        engine.dispose()
    engine = open_engine(config.database_url)
    refuse_unsafe_role(whole_app, engine)
    engine.dispose()


def test_the_portal_refuses_a_role_that_owns_a_table(bare: Any, config: Config, whole_app: Flask, stored: Any) -> None:
    stored.run("CREATE TABLE scratch (id int)")
    stored.run("ALTER TABLE scratch OWNER TO portal_app")
    engine = open_engine(config.database_url)
    try:
        with pytest.raises(MisconfiguredError):
            refuse_unsafe_role(whole_app, engine)
    finally:
        stored.run("DROP TABLE scratch")
        engine.dispose()


def test_two_upgrades_at_once_on_one_server_both_find_the_role(config: Config, on_postgresql: bool) -> None:
    """Roles belong to the server, an upgrade's locks to its database."""
    if not on_postgresql:
        pytest.skip("SQLite has no roles")
    engine = open_engine(config.owner_url)
    role = f"portal_race_{secrets.token_hex(4)}"

    def second() -> None:
        with engine.begin() as connection:
            make_role(connection, role, None, bypass=False)

    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as connection:
            make_role(connection, role, None, bypass=False)
            other = pool.submit(second)
            wait_until_it_waits(engine)
        other.result(timeout=20)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP ROLE {role}")
    engine.dispose()


def wait_until_it_waits(engine: Engine) -> None:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'CREATE ROLE %%portal_race_%%' AND wait_event_type = 'Lock'"
    for _time in range(200):
        with engine.connect() as connection:
            if connection.exec_driver_sql(waiting).first():
                return
        time.sleep(0.05)
    raise AssertionError("the second did not come as far as the first")


@pytest.mark.parametrize("table", ["organisation", "user_account"])
def test_the_webs_role_may_not_delete_what_takes_other_tables_rows_along(
    table: str, bare: Any, islands: Islands
) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare.execute(f"DELETE FROM {table}")
