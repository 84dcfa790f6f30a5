"""By which letter a member was asked for her dues"""

import sqlalchemy as sa
from alembic import op

revision = "recruitment0010"
down_revision = "recruitment0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recruitment_invoice") as table:
        table.add_column(sa.Column("mailed_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("printed_on", sa.Date(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("recruitment_invoice") as table:
        table.drop_column("printed_on")
        table.drop_column("mailed_on")
