"""Closed accounts are found; and the last letter to somebody who has left, so that her address goes with it"""

import sqlalchemy as sa
from alembic import op

revision = "core0028"
down_revision = "core0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("platform_message", sa.Column("is_last", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("platform_message") as table:
        table.alter_column("is_last", server_default=None)
    closed = sa.text("email = ''")
    op.create_index("ix_user_account_closed", "user_account", ["email"], sqlite_where=closed, postgresql_where=closed)


def downgrade() -> None:
    op.drop_index("ix_user_account_closed", "user_account")
    with op.batch_alter_table("platform_message") as table:
        table.drop_column("is_last")
