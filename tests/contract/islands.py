"""Two organisations with a row in every table, made from the schema alone: a new table is covered the day it is made."""

import re
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Engine, Table, Uuid

from portal.app import create_app
from portal.config import load_config
from portal.tenancy import Base, TenantModel, uuid7

# As the portal does it: a plugin that is refused leaves no table behind.
create_app(load_config({}, data=Path(tempfile.mkdtemp())))

MODELS = sorted((mapper.class_ for mapper in Base.registry.mappers), key=lambda model: model.__tablename__)
TENANT_MODELS = [model for model in MODELS if issubclass(model, TenantModel)]
TENANT_TABLES = [model.__table__ for model in TENANT_MODELS]
#: the foreign keys inside an organisation, each as (table, column, parent's table)
TENANT_KEYS = [
    (table, key.column_keys[1], key.referred_table)
    for table in TENANT_TABLES
    for key in sorted(table.foreign_key_constraints, key=lambda key: key.column_keys)
    if len(key.column_keys) == 2
]
_numbers = count(1)


@dataclass
class Island:
    """An organisation and the id of its row in each table."""

    id: UUID = field(default_factory=uuid7)
    rows: dict[str, UUID] = field(default_factory=dict)

    def values(self, table: Table) -> dict[str, Any]:
        """A new row that fits the table's constraints and stands beside what is there."""
        return {column.name: self._value(column, next(_numbers)) for column in table.columns}

    def _value(self, column: Column[Any], number: int) -> Any:
        parent = _parent(column)
        if column.name == "organisation_id":
            return self.id
        if parent is not None:
            return None if parent is column.table else self.rows[parent.name]
        if isinstance(column.type, Uuid):
            return uuid7()
        return _plain_value(column, number)

    def fill(self, engine: Engine) -> None:
        with engine.begin() as connection:
            for table in Base.metadata.sorted_tables:
                values = self.values(table)
                if table.name == "organisation":
                    values["id"] = self.id
                self.rows[table.name] = values["id"]
                connection.execute(table.insert().values(values))


def _parent(column: Column[Any]) -> Table | None:
    return next((key.column.table for key in column.foreign_keys), None)


def _plain_value(column: Column[Any], number: int) -> Any:
    kind = getattr(column.type, "impl", column.type).python_type  # a type of our own names what it is stored as
    if kind is str:
        word = next(iter(words_allowed(column)), f"w{number}")
        return word[: getattr(column.type, "length", None) or None]
    day = date(2026, 1, 1) if column.name in ("starts_on", "ends_on") else date(2026, 1, 1) + timedelta(days=number)
    plain = {
        bool: False,
        int: number if _is_one_of_a_kind(column) else 1,
        float: 1.0,
        Decimal: Decimal(1),
        object: [],
        bytes: b"x",
        date: day,
        time: time(18),
    }
    return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=number) if kind is datetime else plain[kind]


def _is_one_of_a_kind(column: Column[Any]) -> bool:
    """No two rows of a table without organisations may have the same."""
    return any(index.unique and list(index.columns) == [column] for index in column.table.indexes)


def words_allowed(column: Column[Any]) -> list[str]:
    """What `column in ('a', 'b')` lets through; nothing where no such rule stands."""
    rules = [str(rule.sqltext) for rule in column.table.constraints if isinstance(rule, CheckConstraint)]
    return [word for rule in rules if rule.startswith(f"{column.name} in (") for word in re.findall(r"'(\w+)'", rule)]
