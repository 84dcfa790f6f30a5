"""Addresses from which letters come back"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0016"
down_revision = "core0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mail_stop",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("said", sa.String(length=500), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_mail_stop_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_mail_stop")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("uq_mail_stop_address", "mail_stop", ["organisation_id", "address"], unique=True)
    op.create_index("ix_message_id", "message", ["id"])
    protect("mail_stop")


def downgrade() -> None:
    op.drop_index("ix_message_id", table_name="message")
    op.drop_table("mail_stop")
