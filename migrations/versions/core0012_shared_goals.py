"""Goals shared with partners"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0012"
down_revision = "core0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "shared_goal",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("connection_id", sa.Uuid(), nullable=False),
        sa.Column("is_ours", sa.Boolean(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("indicator_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit_one", sa.String(length=60), nullable=False),
        sa.Column("unit_many", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("period", sa.String(length=8), nullable=True),
        sa.Column("milestones", sa.JSON(), nullable=False),
        sa.Column("counts_people", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("offered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_as", sa.String(length=250), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("metric", sa.String(length=80), nullable=True),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status in ('offered', 'accepted', 'declined', 'ended')", name=op.f("ck_shared_goal_status")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "connection_id"],
            ["partner.organisation_id", "partner.id"],
            name=op.f("fk_shared_goal_organisation_id_connection_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_shared_goal_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_shared_goal")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("shared_goal", schema=None) as batch_op:
        batch_op.create_index("ix_shared_goal_connection", ["organisation_id", "connection_id"], unique=False)
        batch_op.create_index("ix_shared_goal_goal", ["organisation_id", "goal_id", "id"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shared_goal_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("value", sa.Numeric(18, 4), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "shared_goal_id"],
            ["shared_goal.organisation_id", "shared_goal.id"],
            name=op.f("fk_contribution_organisation_id_shared_goal_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_contribution_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contribution")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("contribution", schema=None) as batch_op:
        batch_op.create_index("ix_contribution_indicator", ["organisation_id", "indicator_id", "on_date"], unique=False)
        batch_op.create_index("uq_contribution_date", ["organisation_id", "shared_goal_id", "on_date"], unique=True)
    protect("shared_goal")
    protect("contribution")


def downgrade() -> None:
    op.drop_table("contribution")
    op.drop_table("shared_goal")
