"""People who are erased, and doubles that were merged"""

import sqlalchemy as sa
from alembic import op

revision = "core0014"
down_revision = "core0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.add_column(sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("merged_into", sa.Uuid(), nullable=True))
        batch_op.create_index("ix_person_merged", ["organisation_id", "merged_into"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("person") as batch_op:
        batch_op.drop_index("ix_person_merged")
        batch_op.drop_column("merged_into")
        batch_op.drop_column("gone_at")
