"""What somebody answered who was asked to come back"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0012"
down_revision = "recruitment0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recruitment_win_back",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=5), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("again_on", sa.Date(), nullable=True),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("answer in ('later', 'no')", name=op.f("ck_recruitment_win_back_answer")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_win_back_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_win_back_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_win_back")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("uq_recruitment_win_back", "recruitment_win_back", ["organisation_id", "person_id"], unique=True)
    protect("recruitment_win_back")


def downgrade() -> None:
    op.drop_table("recruitment_win_back")
