"""Rules of what counts for the funder"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0004"
down_revision = "recruitment0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "recruitment_counting_rule",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("least_people", sa.Integer(), nullable=False),
        sa.Column("sessions", sa.Integer(), nullable=False),
        sa.Column("least_minutes", sa.Integer(), nullable=False),
        sa.Column("by_peer", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("form in ('talk', 'group', 'course')", name=op.f("ck_recruitment_counting_rule_form")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_counting_rule_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_counting_rule")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_counting_rule_days", "recruitment_counting_rule", ["organisation_id", "form", "starts_on"]
    )
    protect("recruitment_counting_rule")


def downgrade() -> None:
    op.drop_table("recruitment_counting_rule")
