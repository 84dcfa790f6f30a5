"""How often a letter was handed over and no answer came"""

import sqlalchemy as sa
from alembic import op

revision = "core0020"
down_revision = ("core0017", "core0019")
branch_labels = None
depends_on = None

OUTBOXES = ("message", "platform_message")


def upgrade() -> None:
    for name in OUTBOXES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("unanswered", sa.Integer(), nullable=False, server_default="0"))
        with op.batch_alter_table(name) as table:
            table.alter_column("unanswered", server_default=None)
    which = sa.text("unanswered >= 2")
    op.create_index(
        "ix_message_unanswered", "message", ["organisation_id"], sqlite_where=which, postgresql_where=which
    )


def downgrade() -> None:
    op.drop_index("ix_message_unanswered", "message")
    for name in OUTBOXES:
        with op.batch_alter_table(name) as table:
            table.drop_column("unanswered")
