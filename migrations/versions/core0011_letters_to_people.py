"""Letters know whom of the register they are written to, and for which purpose, so that they can be stopped"""

import sqlalchemy as sa
from alembic import op

revision = "core0011"
down_revision = "core0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("person_id", sa.Uuid(), nullable=True))
    op.add_column("message", sa.Column("purpose", sa.String(length=60), nullable=True))
    op.create_index("ix_message_person", "message", ["organisation_id", "person_id"])


def downgrade() -> None:
    op.drop_index("ix_message_person", table_name="message")
    op.drop_column("message", "purpose")
    op.drop_column("message", "person_id")
