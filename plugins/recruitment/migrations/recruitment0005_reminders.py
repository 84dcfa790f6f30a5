"""Reminders of dues, and members who want no magazine"""

import sqlalchemy as sa
from alembic import op

revision = "recruitment0005"
down_revision = "recruitment0004"
branch_labels = None
depends_on = None

WAY = "ck_recruitment_magazine_way"


def upgrade() -> None:
    with op.batch_alter_table("recruitment_invoice") as table:
        table.add_column(sa.Column("reminded_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("reminders", sa.Integer(), nullable=False, server_default="0"))
    with op.batch_alter_table("recruitment_invoice") as table:
        table.alter_column("reminders", server_default=None)
    with op.batch_alter_table("recruitment_magazine") as table:
        table.drop_constraint(op.f(WAY), type_="check")
        table.create_check_constraint(op.f(WAY), "way in ('post', 'digital', 'none')")


def downgrade() -> None:
    op.execute("DELETE FROM recruitment_magazine WHERE way = 'none'")
    with op.batch_alter_table("recruitment_magazine") as table:
        table.drop_constraint(op.f(WAY), type_="check")
        table.create_check_constraint(op.f(WAY), "way in ('post', 'digital')")
    with op.batch_alter_table("recruitment_invoice") as table:
        table.drop_column("reminders")
        table.drop_column("reminded_on")
