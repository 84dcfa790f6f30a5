"""Which row a letter is about that is written to nobody of the register, so that it goes with that row"""

import sqlalchemy as sa
from alembic import op

revision = "core0027"
down_revision = "core0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("subject_id", sa.Uuid(), nullable=True))
    which = sa.text("subject_id is not null")
    columns = ["organisation_id", "subject_id"]
    op.create_index("ix_message_subject", "message", columns, sqlite_where=which, postgresql_where=which)


def downgrade() -> None:
    op.drop_index("ix_message_subject", "message")
    with op.batch_alter_table("message") as table:
        table.drop_column("subject_id")
