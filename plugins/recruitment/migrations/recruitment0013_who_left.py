"""Who left last is found without reading all who ever left"""

from alembic import op

revision = "recruitment0013"
down_revision = "recruitment0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recruitment_member") as table:
        table.create_index("ix_recruitment_member_left", ["organisation_id", "ends_on", "person_id"])


def downgrade() -> None:
    with op.batch_alter_table("recruitment_member") as table:
        table.drop_index("ix_recruitment_member_left")
