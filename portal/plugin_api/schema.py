"""What a table must be to stand behind the walls, on SQLite, PostgreSQL and PostgreSQL sharded by organisation.

Asked of every plugin's table when the portal starts, and of all tables by the tests.
"""

from collections.abc import Iterator

from sqlalchemy import Column, DateTime, Enum, ForeignKeyConstraint, MetaData, Table, UniqueConstraint

KEY = ["organisation_id", "id"]


def faults_of(table: Table) -> Iterator[str]:
    """Each rule that a tenant table breaks, as the end of a sentence: "the table x …"."""
    if not table.info.get("tenant"):
        yield "does not derive from TenantModel"
    if [column.name for column in table.primary_key] != KEY:
        yield "must have the primary key (organisation_id, id)"
    for column in table.columns:
        yield from _faults_of_column(column)
    for key in sorted(table.foreign_key_constraints, key=lambda key: list(key.column_keys)):
        yield from _faults_of_reference(key, table.metadata)
    for name, columns in _unique(table):
        if columns[0] != "organisation_id":
            yield f"has the unique index {name}, which must begin with organisation_id"


def _faults_of_column(column: Column[object]) -> Iterator[str]:
    if type(column.type).__module__.startswith("sqlalchemy.dialects"):
        yield f"has the column {column.name}, whose type only one database knows"
    if isinstance(column.type, Enum):
        yield f"has the column {column.name} of type Enum: write String and a CheckConstraint"
    if isinstance(column.type, DateTime) and not column.type.timezone:
        yield f"has the column {column.name} without a time zone: write Mapped[datetime]"
    if column.identity or column.computed or column.server_default is not None:
        yield f"has the column {column.name}, which the database fills: values are made in Python"


def _faults_of_reference(key: ForeignKeyConstraint, known: MetaData) -> Iterator[str]:
    where = ", ".join(key.column_keys)
    name = key.elements[0].target_fullname.rpartition(".")[0]
    target = known.tables.get(name)
    if target is None:
        yield f"refers from {where} to {name}, which is no table"
    elif target.info.get("tenant") and not _is_composite(key):
        yield f"refers from {where} to {name} without the organisation: write tenant_key({name!r}, {where!r})"
    if (key.ondelete or "NO ACTION").upper() not in ("NO ACTION", "CASCADE"):
        yield f"refers from {where} with ON DELETE {key.ondelete}: only NO ACTION and CASCADE keep the organisation"


def _is_composite(key: ForeignKeyConstraint) -> bool:
    targets = [element.target_fullname.rpartition(".")[2] for element in key.elements]
    return targets == KEY and key.column_keys[0] == "organisation_id"


def _unique(table: Table) -> Iterator[tuple[str, list[str]]]:
    """Every unique index and constraint: its name and its columns."""
    for index in table.indexes:
        if index.unique:
            yield str(index.name), [getattr(part, "name", "") for part in index.expressions]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield str(constraint.name), [column.name for column in constraint.columns]
