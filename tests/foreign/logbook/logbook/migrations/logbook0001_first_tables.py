"""The first table of logbook"""

import sqlalchemy as sa
from alembic import op
from portal.tenancy.rls import protect

revision = "logbook0001"
down_revision = None
branch_labels = ("logbook",)
depends_on = None


def upgrade() -> None:
    op.create_table(
        "logbook_note",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name="fk_logbook_note_organisation_id_unit_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_logbook_note_organisation_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name="pk_logbook_note"),
    )
    op.create_index("ix_logbook_note_newest", "logbook_note", ["organisation_id", "on_date", "id"])
    protect("logbook_note")


def downgrade() -> None:
    op.drop_table("logbook_note")
