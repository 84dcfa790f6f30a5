"""Peers, talks with them, courses and meetings"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "recruitment0007"
down_revision = "recruitment0006"
branch_labels = None
depends_on = None

TABLES = (
    "recruitment_gathering",
    "recruitment_gathering_peer",
    "recruitment_peer",
    "recruitment_peer_talk",
)


def upgrade() -> None:
    op.create_table(
        "recruitment_gathering",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("held_days", sa.Integer(), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('course', 'meeting')", name=op.f("ck_recruitment_gathering_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_gathering_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_gathering")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_gathering_days", "recruitment_gathering", ["organisation_id", "kind", "starts_on"], unique=False
    )
    op.create_table(
        "recruitment_gathering_peer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("gathering_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "state in ('booked', 'attended', 'absent')", name=op.f("ck_recruitment_gathering_peer_state")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "gathering_id"],
            ["recruitment_gathering.organisation_id", "recruitment_gathering.id"],
            name=op.f("fk_recruitment_gathering_peer_course"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_gathering_peer_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_gathering_peer_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_gathering_peer")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_gathering_peer_person",
        "recruitment_gathering_peer",
        ["organisation_id", "person_id"],
        unique=False,
    )
    op.create_index(
        "uq_recruitment_gathering_peer",
        "recruitment_gathering_peer",
        ["organisation_id", "gathering_id", "person_id"],
        unique=True,
    )
    op.create_table(
        "recruitment_peer",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("focus", sa.String(length=80), nullable=False),
        sa.Column("surface_id", sa.Uuid(), nullable=True),
        sa.Column("followed_by", sa.Uuid(), nullable=True),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("course", sa.String(length=120), nullable=False),
        sa.Column("trained_on", sa.Date(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("pack", sa.JSON(), nullable=False),
        sa.Column("pack_sent_on", sa.Date(), nullable=True),
        sa.Column("talked_on", sa.Date(), nullable=True),
        sa.Column("attended_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=6), nullable=False),
        sa.Column("status_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=8), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "reason in ('wish', 'time', 'illness', 'moved', 'other', 'died')", name=op.f("ck_recruitment_peer_reason")
        ),
        sa.CheckConstraint("status in ('active', 'paused', 'ended')", name=op.f("ck_recruitment_peer_status")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_peer_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "surface_id"],
            ["contact_surface.organisation_id", "contact_surface.id"],
            name=op.f("fk_recruitment_peer_organisation_id_surface_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_recruitment_peer_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_peer_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_peer")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_peer_status", "recruitment_peer", ["organisation_id", "status", "unit_id"], unique=False
    )
    op.create_index("uq_recruitment_peer_person", "recruitment_peer", ["organisation_id", "person_id"], unique=True)
    op.create_table(
        "recruitment_peer_talk",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("held_by", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_recruitment_peer_talk_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recruitment_peer_talk_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recruitment_peer_talk")),
        info={"tenant": True, "own_rows": None},
    )
    op.create_index(
        "ix_recruitment_peer_talk_day", "recruitment_peer_talk", ["organisation_id", "on_date"], unique=False
    )
    op.create_index(
        "ix_recruitment_peer_talk_person",
        "recruitment_peer_talk",
        ["organisation_id", "person_id", "on_date"],
        unique=False,
    )
    for table in TABLES:
        protect(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
