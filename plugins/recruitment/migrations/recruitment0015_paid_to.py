"""To which account a payment was made"""

import sqlalchemy as sa
from alembic import op

revision = "recruitment0015"
down_revision = "recruitment0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recruitment_payment") as table:
        table.add_column(sa.Column("paid_to", sa.String(length=11), nullable=False, server_default=""))
    with op.batch_alter_table("recruitment_payment") as table:
        table.alter_column("paid_to", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("recruitment_payment") as table:
        table.drop_column("paid_to")
