"""Two who look alike and are two people"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0021"
down_revision = "core0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person_apart",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("one_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "one_id"], ["person.organisation_id", "person.id"],
            name=op.f("fk_person_apart_one_id"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "other_id"], ["person.organisation_id", "person.id"],
            name=op.f("fk_person_apart_other_id"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_apart_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_person_apart")),
        info={"tenant": True, "own_rows": None},
    )  # fmt: skip
    op.create_index("ix_person_apart_one", "person_apart", ["organisation_id", "one_id"])
    op.create_index("ix_person_apart_other", "person_apart", ["organisation_id", "other_id"])
    protect("person_apart")


def downgrade() -> None:
    op.drop_table("person_apart")
