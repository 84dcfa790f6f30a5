"""The third wall: row-level security on PostgreSQL, written by migrations."""

from alembic import op
from sqlalchemy import Connection, text

TENANT = "nullif(current_setting('app.organisation_id', true), '')::uuid"
USER = "nullif(current_setting('app.user_id', true), '')::uuid"


def protect(table: str, *, own_rows: str | None = None) -> None:
    """Only the rows of the organisation in scope; with `own_rows` a person's own to read as well.

    FORCE binds the owner too: a data migration goes through `in_every_organisation`.
    """
    if op.get_context().dialect.name != "postgresql":
        return
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    ours = f"organisation_id = {TENANT}"
    op.execute(f"CREATE POLICY tenant ON {table} USING ({ours}) WITH CHECK ({ours})")
    if own_rows:
        op.execute(f"CREATE POLICY own_rows ON {table} FOR SELECT USING ({own_rows} = {USER})")


def in_every_organisation(statement: str) -> None:
    """A data migration: what changes rows of tenants goes from one organisation to the next."""
    if op.get_context().dialect.name != "postgresql":
        op.execute(statement)
        return
    connection = op.get_bind()
    for tenant in connection.execute(text("SELECT id FROM organisation")).scalars().all():
        _enter(connection, str(tenant))
        connection.execute(text(statement))
    _enter(connection, "")


def _enter(connection: Connection, organisation_id: str) -> None:
    connection.execute(text("SELECT set_config('app.organisation_id', :id, true)"), {"id": organisation_id})
