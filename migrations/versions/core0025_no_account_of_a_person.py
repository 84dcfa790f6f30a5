"""Whether somebody of the register has an account is seen by her address: nobody ever wrote down which"""

import sqlalchemy as sa
from alembic import op

revision = "core0025"
down_revision = "core0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_person_user", "person")
    op.drop_column("person", "user_id")


def downgrade() -> None:
    op.add_column("person", sa.Column("user_id", sa.Uuid(), nullable=True))
    op.create_index("ix_person_user", "person", ["organisation_id", "user_id"])
