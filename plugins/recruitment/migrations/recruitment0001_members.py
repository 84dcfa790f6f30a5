"""Members, dues and payments"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0001"
down_revision = None
branch_labels = ("recruitment",)
depends_on = None

TABLES = (
    "recruitment_bank_file",
    "recruitment_rate",
    "recruitment_invoice",
    "recruitment_member",
    "recruitment_payment",
)


def upgrade() -> None:
    op.create_table(
        "recruitment_bank_file",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("read_by", sa.Uuid(), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_bank_file_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_bank_file")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "uq_recruitment_bank_file_hash", "recruitment_bank_file", ["organisation_id", "sha256"], unique=True
    )
    op.create_table(
        "recruitment_rate",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_rate_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_rate")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("uq_recruitment_rate_year", "recruitment_rate", ["organisation_id", "year", "kind"], unique=True)
    op.create_table(
        "recruitment_invoice",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=25), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("invoiced_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=6), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('open', 'paid', 'waived')", name=op.f("ck_recruitment_invoice_status")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_invoice_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_invoice_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_invoice")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_invoice_status", "recruitment_invoice", ["organisation_id", "year", "status"], unique=False
    )
    op.create_index("uq_recruitment_invoice_kid", "recruitment_invoice", ["organisation_id", "kid"], unique=True)
    op.create_index("ix_recruitment_invoice_number", "recruitment_invoice", ["organisation_id", "number"], unique=False)
    op.create_index(
        "uq_recruitment_invoice_year", "recruitment_invoice", ["organisation_id", "person_id", "year"], unique=True
    )
    op.create_table(
        "recruitment_member",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("ending", sa.String(length=8), nullable=True),
        sa.Column("begun_by", sa.Uuid(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ending in ('wish', 'unpaid', 'other', 'died', 'changed')",
            name=op.f("ck_recruitment_member_ending"),
        ),
        sa.CheckConstraint("kind in ('patient', 'next_of_kin', 'supporter')", name=op.f("ck_recruitment_member_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_member_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_member_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_member_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_member")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_member_person",
        "recruitment_member",
        ["organisation_id", "person_id", "starts_on"],
        unique=False,
    )
    op.create_index(
        "ix_recruitment_member_time",
        "recruitment_member",
        ["organisation_id", "starts_on", "ends_on"],
        unique=False,
    )
    op.create_index(
        "ix_recruitment_member_unit",
        "recruitment_member",
        ["organisation_id", "unit_id", "ends_on"],
        unique=False,
    )
    op.create_table(
        "recruitment_payment",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("invoice_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("kid", sa.String(length=25), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "file_id"],
            ["recruitment_bank_file.organisation_id", "recruitment_bank_file.id"],
            name=op.f("fk_recruitment_payment_organisation_id_file_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "invoice_id"],
            ["recruitment_invoice.organisation_id", "recruitment_invoice.id"],
            name=op.f("fk_recruitment_payment_organisation_id_invoice_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_payment_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_payment")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_payment_invoice", "recruitment_payment", ["organisation_id", "invoice_id"], unique=False
    )
    op.create_index(
        "ix_recruitment_payment_open",
        "recruitment_payment",
        ["organisation_id", "settled_at", "on_date", "id"],
        unique=False,
    )
    op.create_index("uq_recruitment_payment_mark", "recruitment_payment", ["organisation_id", "mark"], unique=True)
    for table in TABLES:
        protect(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
