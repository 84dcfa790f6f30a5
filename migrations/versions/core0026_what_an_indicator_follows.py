"""Which way of measuring of an earlier plan goes on in this one, so that partners can go on too"""

import sqlalchemy as sa
from alembic import op

revision = "core0026"
down_revision = "core0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("indicator") as table:
        table.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("indicator") as table:
        table.drop_column("follows_id")
