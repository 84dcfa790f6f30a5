"""What checks of plugins say of an activity"""

import sqlalchemy as sa
from alembic import op

revision = "core0019"
down_revision = "core0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activity") as table:
        table.add_column(sa.Column("verdicts", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("activity") as table:
        table.alter_column("verdicts", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("activity") as table:
        table.drop_column("verdicts")
