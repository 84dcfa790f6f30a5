"""Contact surfaces: how they are looked after"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0003"
down_revision = "recruitment0002"
branch_labels = None
depends_on = None

TABLES = (
    "recruitment_surface",
    "recruitment_contact",
    "recruitment_visit",
)


def upgrade() -> None:
    op.create_table(
        "recruitment_surface",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("surface_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("web", sa.String(length=200), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("material", sa.Text(), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('ward', 'centre', 'web', 'event', 'printed', 'other')", name=op.f("ck_recruitment_surface_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "surface_id"],
            ["contact_surface.organisation_id", "contact_surface.id"],
            name=op.f("fk_recruitment_surface_organisation_id_surface_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_surface_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_surface_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_surface")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("ix_recruitment_surface_next", "recruitment_surface", ["organisation_id", "next_on"], unique=False)
    op.create_index("uq_recruitment_surface", "recruitment_surface", ["organisation_id", "surface_id"], unique=True)
    op.create_table(
        "recruitment_contact",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("surface_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("role", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_contact_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "surface_id"],
            ["contact_surface.organisation_id", "contact_surface.id"],
            name=op.f("fk_recruitment_contact_organisation_id_surface_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_contact_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_contact")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("ix_recruitment_contact", "recruitment_contact", ["organisation_id", "surface_id"], unique=False)
    op.create_table(
        "recruitment_visit",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("surface_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("filled", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "surface_id"],
            ["contact_surface.organisation_id", "contact_surface.id"],
            name=op.f("fk_recruitment_visit_organisation_id_surface_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_visit_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_visit")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_visit", "recruitment_visit", ["organisation_id", "surface_id", "on_date"], unique=False
    )
    op.create_index(
        "ix_recruitment_joining_surface",
        "recruitment_joining",
        ["organisation_id", "surface_id", "status"],
        unique=False,
    )
    op.create_index("ix_recruitment_joining_sent", "recruitment_joining", ["organisation_id", "sent_at"], unique=False)
    for table in TABLES:
        protect(table)


def downgrade() -> None:
    op.drop_index("ix_recruitment_joining_surface", table_name="recruitment_joining")
    op.drop_index("ix_recruitment_joining_sent", table_name="recruitment_joining")
    for table in reversed(TABLES):
        op.drop_table(table)
