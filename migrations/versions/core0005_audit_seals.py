"""Seals over the audit trail"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0005"
down_revision = "core0004"
branch_labels = None
depends_on = None

ENTRIES = ("audit_entry", "platform_audit_entry")
SEAL = (
    ("number", sa.Integer()),
    ("previous", sa.String(length=64)),
    ("head", sa.String(length=64)),
    ("contents", sa.JSON()),
    ("sealed_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    for table in ENTRIES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("seal_number", sa.Integer(), nullable=True))
            batch_op.add_column(sa.Column("salt", sa.String(length=32), nullable=True))
    with op.batch_alter_table("audit_entry") as batch_op:
        batch_op.drop_index("ix_audit_entry_at")
        batch_op.create_index("ix_audit_entry_subject", ["organisation_id", "subject_id", "id"])
        batch_op.create_index("ix_audit_entry_user", ["organisation_id", "user_id", "id"])
        batch_op.create_index("ix_audit_entry_action", ["organisation_id", "action", "id"])
    _unsealed("audit_entry", ["organisation_id", "id"])
    _unsealed("platform_audit_entry", ["id"])
    _make_seals()


def _unsealed(table: str, columns: list[str]) -> None:
    is_open = sa.text("seal_number IS NULL")
    op.create_index(f"ix_{table}_unsealed", table, columns, sqlite_where=is_open, postgresql_where=is_open)


def _make_seals() -> None:
    op.create_table(
        "audit_seal",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in SEAL),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_audit_seal_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_audit_seal")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_table(
        "platform_audit_seal",
        sa.Column("id", sa.Uuid(), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in SEAL),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_platform_audit_seal")),
    )
    op.create_index("uq_audit_seal_number", "audit_seal", ["organisation_id", "number"], unique=True)
    op.create_index("uq_platform_audit_seal_number", "platform_audit_seal", ["number"], unique=True)
    protect("audit_seal")


def downgrade() -> None:
    op.drop_table("audit_seal")
    op.drop_table("platform_audit_seal")
    for table in ENTRIES:
        op.drop_index(f"ix_{table}_unsealed", table)
    with op.batch_alter_table("audit_entry") as batch_op:
        for name in ("subject", "user", "action"):
            batch_op.drop_index(f"ix_audit_entry_{name}")
        batch_op.create_index("ix_audit_entry_at", ["organisation_id", "at"])
    for table in ENTRIES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("salt")
            batch_op.drop_column("seal_number")
