"""Enrolments, codes, campaigns, postal codes"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0002"
down_revision = "recruitment0001"
branch_labels = None
depends_on = None

TABLES = (
    "recruitment_campaign",
    "recruitment_asked",
    "recruitment_code",
    "recruitment_range",
    "recruitment_joining",
    "recruitment_promise",
    "recruitment_magazine",
)


def upgrade() -> None:
    op.create_table(
        "recruitment_campaign",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("patient", sa.Integer(), nullable=True),
        sa.Column("next_of_kin", sa.Integer(), nullable=True),
        sa.Column("supporter", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_campaign_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_campaign")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_campaign_days",
        "recruitment_campaign",
        ["organisation_id", "starts_on", "ends_on"],
        unique=False,
    )
    op.create_table(
        "recruitment_asked",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("is_needed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "purpose_id"],
            ["consent_purpose.organisation_id", "consent_purpose.id"],
            name=op.f("fk_recruitment_asked_organisation_id_purpose_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_asked_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_asked")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "uq_recruitment_asked_purpose",
        "recruitment_asked",
        ["organisation_id", "purpose_id"],
        unique=True,
    )
    op.create_table(
        "recruitment_code",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("surface_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("a_day", sa.Integer(), nullable=False),
        sa.Column("used_on", sa.Date(), nullable=True),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('event', 'printed', 'surface', 'campaign', 'web')", name=op.f("ck_recruitment_code_kind")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["recruitment_campaign.organisation_id", "recruitment_campaign.id"],
            name=op.f("fk_recruitment_code_organisation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "surface_id"],
            ["contact_surface.organisation_id", "contact_surface.id"],
            name=op.f("fk_recruitment_code_organisation_id_surface_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_code_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_code_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_code")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("uq_recruitment_code_token", "recruitment_code", ["organisation_id", "token"], unique=True)
    op.create_table(
        "recruitment_range",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("first", sa.String(length=4), nullable=False),
        sa.Column("last", sa.String(length=4), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_range_organisation_id_unit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_range_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_range")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index("uq_recruitment_range_first", "recruitment_range", ["organisation_id", "first"], unique=True)
    op.create_table(
        "recruitment_joining",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=9), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("street", sa.String(length=200), nullable=False),
        sa.Column("postal_code", sa.String(length=10), nullable=False),
        sa.Column("town", sa.String(length=80), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("magazine", sa.String(length=7), nullable=False),
        sa.Column("agreed", sa.JSON(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("code_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("surface_id", sa.Uuid(), nullable=True),
        sa.Column("campaign_id", sa.Uuid(), nullable=True),
        sa.Column("credited_unit_id", sa.Uuid(), nullable=True),
        sa.Column("helped_by", sa.Uuid(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by", sa.String(length=6), nullable=True),
        sa.Column("confirmed_with", sa.Uuid(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "confirmed_by in ('link', 'paper', 'helper')", name=op.f("ck_recruitment_joining_confirmed_by")
        ),
        sa.CheckConstraint("kind in ('patient', 'next_of_kin', 'supporter')", name=op.f("ck_recruitment_joining_kind")),
        sa.CheckConstraint("magazine in ('post', 'digital')", name=op.f("ck_recruitment_joining_magazine")),
        sa.CheckConstraint(
            "status in ('waiting', 'confirmed', 'member', 'declined')", name=op.f("ck_recruitment_joining_status")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["recruitment_campaign.organisation_id", "recruitment_campaign.id"],
            name=op.f("fk_recruitment_joining_organisation_id_campaign_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "code_id"],
            ["recruitment_code.organisation_id", "recruitment_code.id"],
            name=op.f("fk_recruitment_joining_organisation_id_code_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_joining_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_joining_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_joining_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_joining")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_joining_campaign",
        "recruitment_joining",
        ["organisation_id", "campaign_id", "status"],
        unique=False,
    )
    op.create_index(
        "ix_recruitment_joining_code", "recruitment_joining", ["organisation_id", "code_id", "status"], unique=False
    )
    op.create_index(
        "ix_recruitment_joining_email", "recruitment_joining", ["organisation_id", "email", "status"], unique=False
    )
    op.create_index(
        "ix_recruitment_joining_person", "recruitment_joining", ["organisation_id", "person_id"], unique=False
    )
    op.create_index(
        "ix_recruitment_joining_status", "recruitment_joining", ["organisation_id", "status", "id"], unique=False
    )
    op.create_index("uq_recruitment_joining_mark", "recruitment_joining", ["organisation_id", "mark"], unique=True)
    op.create_table(
        "recruitment_promise",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_promise_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_promise_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_promise")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "uq_recruitment_promise_year",
        "recruitment_promise",
        ["organisation_id", "person_id", "year"],
        unique=True,
    )
    op.create_table(
        "recruitment_magazine",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=7), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("way in ('post', 'digital')", name=op.f("ck_recruitment_magazine_way")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_magazine_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_magazine_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_magazine")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "uq_recruitment_magazine_person", "recruitment_magazine", ["organisation_id", "person_id"], unique=True
    )
    for table in TABLES:
        protect(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
