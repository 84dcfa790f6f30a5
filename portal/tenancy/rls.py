"""The third wall: row-level security on PostgreSQL, written by migrations."""

from alembic import op

TENANT = "nullif(current_setting('app.organisation_id', true), '')::uuid"
USER = "nullif(current_setting('app.user_id', true), '')::uuid"


def protect(table: str, *, own_rows: str | None = None) -> None:
    """Only the rows of the organisation in scope; with `own_rows` a person's own to read as well.

    FORCE binds the owner too: a data migration loops over organisations.
    """
    if op.get_context().dialect.name != "postgresql":
        return
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    ours = f"organisation_id = {TENANT}"
    op.execute(f"CREATE POLICY tenant ON {table} USING ({ours}) WITH CHECK ({ours})")
    if own_rows:
        op.execute(f"CREATE POLICY own_rows ON {table} FOR SELECT USING ({own_rows} = {USER})")
