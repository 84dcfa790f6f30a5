"""Letters between organisations that are tried again"""

import sqlalchemy as sa
from alembic import op

revision = "core0018"
down_revision = "core0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("exchange_letter") as table:
        table.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("exchange_letter") as table:
        table.alter_column("tries", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("exchange_letter") as table:
        table.drop_column("again_at")
        table.drop_column("tries")
