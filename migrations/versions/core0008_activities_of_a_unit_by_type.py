"""A list that is narrowed to a unit and a type reads what it shows, and no more"""

from alembic import op

revision = "core0008"
down_revision = "core0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_activity_unit_type", "activity", ["organisation_id", "unit_id", "activity_type", "on_date", "id"]
    )


def downgrade() -> None:
    op.drop_index("ix_activity_unit_type", table_name="activity")
