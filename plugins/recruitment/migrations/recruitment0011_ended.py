"""From when on it is no longer needed where a peer was, and who might have carried a branch; its annual meeting"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "recruitment0011"
down_revision = "recruitment0010"
branch_labels = None
depends_on = None

ORGANISATION = sa.table("organisation", sa.column("id", sa.Uuid()))
#: table, its new column, and where its day is known: the table, its column, and how one leads to the other
DAYS = (
    ("recruitment_gathering_peer", "ended_on", "recruitment_peer", "person_id", "person_id"),
    ("recruitment_willing", "founded_on", "recruitment_founding", "founding_id", "id"),
)


def upgrade() -> None:
    for name, column, *_source in DAYS:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column(column, sa.Date(), nullable=True))
    with op.batch_alter_table("recruitment_founding") as table:
        table.add_column(sa.Column("meeting_on", sa.Date(), nullable=True))
    connection = op.get_bind()
    for organisation_id in connection.scalars(sa.select(ORGANISATION.c.id)).all():
        if connection.dialect.name == "postgresql":
            op.execute(f"SET LOCAL app.organisation_id = '{organisation_id}'")
        for said in DAYS:
            fill_in(connection, organisation_id, *said)


def fill_in(
    connection: sa.Connection, organisation_id: Any, name: str, column: str, of: str, key: str, its: str
) -> None:
    rows = sa.table(name, sa.column("organisation_id", sa.Uuid()), sa.column(key), sa.column(column))
    known = sa.table(of, sa.column("organisation_id", sa.Uuid()), sa.column(its), sa.column(column))
    day = sa.select(known.c[column]).where(known.c.organisation_id == organisation_id, known.c[its] == rows.c[key])
    connection.execute(
        sa.update(rows).where(rows.c.organisation_id == organisation_id).values({column: day.scalar_subquery()})
    )


def downgrade() -> None:
    with op.batch_alter_table("recruitment_founding") as table:
        table.drop_column("meeting_on")
    for name, column, *_source in DAYS:
        with op.batch_alter_table(name) as table:
            table.drop_column(column)
