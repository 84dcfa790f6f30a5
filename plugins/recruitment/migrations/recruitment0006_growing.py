"""Officers, research, branches that are being founded"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0006"
down_revision = "recruitment0005"
branch_labels = None
depends_on = None

TABLES = (
    "recruitment_officer",
    "recruitment_call",
    "recruitment_application",
    "recruitment_founding",
    "recruitment_step",
    "recruitment_willing",
)


def upgrade() -> None:
    op.create_table(
        "recruitment_officer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("office", sa.String(length=5), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("office in ('board', 'peer', 'other')", name=op.f("ck_recruitment_officer_office")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_officer_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_officer_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_officer_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_officer")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_officer_person", "recruitment_officer", ["organisation_id", "person_id"], unique=False
    )
    op.create_index("ix_recruitment_officer_unit", "recruitment_officer", ["organisation_id", "unit_id"], unique=False)
    op.create_table(
        "recruitment_call",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(length=200), nullable=False),
        sa.Column("early_first", sa.Boolean(), nullable=False),
        sa.Column("kroner", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_call_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_call")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("uq_recruitment_call_year", "recruitment_call", ["organisation_id", "year"], unique=True)
    op.create_table(
        "recruitment_application",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("fund", sa.String(length=5), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("early", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("kroner", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("fund in ('outer', 'own')", name=op.f("ck_recruitment_application_fund")),
        sa.CheckConstraint(
            "state in ('planned', 'sent', 'granted', 'declined')", name=op.f("ck_recruitment_application_state")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_application_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_application")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_application_year", "recruitment_application", ["organisation_id", "year", "fund"], unique=False
    )
    op.create_table(
        "recruitment_founding",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_founding_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_founding_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_founding")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_table(
        "recruitment_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("founding_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("responsible", sa.String(length=120), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "founding_id"],
            ["recruitment_founding.organisation_id", "recruitment_founding.id"],
            name=op.f("fk_recruitment_step_organisation_id_founding_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_step_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_step")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_step", "recruitment_step", ["organisation_id", "founding_id", "position"], unique=False
    )
    op.create_table(
        "recruitment_willing",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("founding_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(length=5), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "answer in ('ask', 'asked', 'yes', 'board', 'no')", name=op.f("ck_recruitment_willing_answer")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "founding_id"],
            ["recruitment_founding.organisation_id", "recruitment_founding.id"],
            name=op.f("fk_recruitment_willing_organisation_id_founding_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_willing_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_willing_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_willing")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "uq_recruitment_willing", "recruitment_willing", ["organisation_id", "founding_id", "person_id"], unique=True
    )
    for table in TABLES:
        protect(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
