"""What was done and what people agreed to is only added to: PostgreSQL itself says no, against a bare connection."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import Column, make_url

from portal.config import Config
from portal.migrate import RIGHTS
from portal.tenancy import Base
from tests.contract.islands import Island

#: the columns that may change, as people have reviewed them: what sealing, erasing and merging need, a form's
#: answer; what a purpose is called, and that nobody is asked any more
MAY_CHANGE = {
    "audit_entry": {"seal_number", "salt", "changes", "form_hash", "answer"},
    "platform_audit_entry": {"seal_number", "salt", "changes", "form_hash", "answer"},
    "audit_seal": set(),
    "platform_audit_seal": set(),
    "consent": {"person_id"},
    "consent_purpose": {"name", "closed_at", "version"},
    "consent_wording": set(),
}
TABLES = [Base.metadata.tables[name] for name in MAY_CHANGE]
COLUMNS = [column for table in TABLES for column in table.columns]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
each_role = pytest.mark.parametrize("role", ["database_url", "system_url"], ids=["pages", "worker"])


@pytest.fixture
def bare(config: Config, on_postgresql: bool, islands: tuple[Island, Island]) -> Iterator[Callable[[str], Any]]:
    """`bare("database_url")`: a connection as that role, inside the first organisation, undone afterwards."""
    if not on_postgresql:
        pytest.skip("SQLite has no roles")
    opened = []

    def open_one(role: str) -> Any:
        connection = psycopg.connect(make_url(getattr(config, role)).render_as_string(hide_password=False))
        connection.execute(f"SET LOCAL app.organisation_id = '{islands[0].id}'")
        opened.append(connection)
        return connection

    yield open_one
    for connection in opened:
        connection.rollback()
        connection.close()


@each_role
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.table.name}.{column.name}")
def test_a_column_changes_only_where_it_may(bare: Any, role: str, column: Column[Any]) -> None:
    table, connection = column.table.name, bare(role)
    sql = f'UPDATE "{table}" SET "{column.name}" = "{column.name}"'
    if column.name in MAY_CHANGE[table]:
        assert connection.execute(sql).rowcount >= 1, "the control: there is a row"
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(sql)


@each_role
@each_table
@pytest.mark.parametrize(
    "sql", ["DELETE FROM {}", "TRUNCATE {} CASCADE", "ALTER TABLE {} ADD COLUMN x int", "DROP TABLE {}"]
)
def test_no_row_is_removed_and_no_table(bare: Any, role: str, table: Any, sql: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        bare(role).execute(sql.format(table.name))


@each_role
def test_an_erased_person_takes_her_consents_along(bare: Any, role: str, islands: tuple[Island, Island]) -> None:
    connection = bare(role)
    hers = f"SELECT count(*) FROM consent WHERE organisation_id = '{islands[0].id}'"
    assert connection.execute(hers).fetchone() == (1,)

    connection.execute(f"DELETE FROM person WHERE organisation_id = '{islands[0].id}'")

    assert connection.execute(hers).fetchone() == (0,)


def test_the_rights_are_those_that_were_reviewed() -> None:
    """On both databases: a right that is given more widely is seen here first."""
    given = {name: set(re.findall(r"UPDATE \(([^)]*)\)", RIGHTS[name])) for name in MAY_CHANGE}
    assert {name: {word for part in parts for word in part.split(", ")} for name, parts in given.items()} == MAY_CHANGE
    assert [name for name in MAY_CHANGE if "DELETE" in RIGHTS[name]] == []
