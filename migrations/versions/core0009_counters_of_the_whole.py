"""Goals read the counters of the whole organisation without going through those of its units"""

import sqlalchemy as sa
from alembic import op

revision = "core0009"
down_revision = "core0008"
branch_labels = None
depends_on = None

WHOLE = "00000000-0000-0000-0000-000000000000"


def upgrade() -> None:
    op.create_index(
        "ix_activity_tally_whole",
        "activity_tally",
        ["organisation_id", "activity_type", "measure", "month"],
        postgresql_where=sa.text(f"unit_id = '{WHOLE}'"),
        sqlite_where=sa.text(f"unit_id = '{WHOLE.replace('-', '')}'"),
    )


def downgrade() -> None:
    op.drop_index("ix_activity_tally_whole", table_name="activity_tally")
