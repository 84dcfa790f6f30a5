"""People who were met, and what a planned activity costs"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0013"
down_revision = "core0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("activity", sa.Column("price_members", sa.Integer(), nullable=True))
    op.add_column("activity", sa.Column("price_others", sa.Integer(), nullable=True))
    op.create_table(
        "activity_contact",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("event_name", sa.String(length=200), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=True),
        sa.Column("followed_up_on", sa.Date(), nullable=True),
        sa.Column("follow_up_note", sa.Text(), nullable=False),
        sa.Column("followed_up_by", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "activity_id"],
            ["activity.organisation_id", "activity.id"],
            name=op.f("fk_activity_contact_organisation_id_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"],
            ["person.organisation_id", "person.id"],
            name=op.f("fk_activity_contact_organisation_id_person_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "purpose_id"],
            ["consent_purpose.organisation_id", "consent_purpose.id"],
            name=op.f("fk_activity_contact_organisation_id_purpose_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_activity_contact_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_activity_contact")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("activity_contact", schema=None) as batch_op:
        batch_op.create_index("ix_activity_contact_activity", ["organisation_id", "activity_id", "id"], unique=False)
        batch_op.create_index("ix_activity_contact_event", ["organisation_id", "event_id", "id"], unique=False)
        batch_op.create_index("ix_activity_contact_person", ["organisation_id", "person_id"], unique=False)
    op.create_table(
        "waiting_contact",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("wording_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("event_name", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("language in ('nb', 'da')", name=op.f("ck_waiting_contact_language")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "activity_id"],
            ["activity.organisation_id", "activity.id"],
            name=op.f("fk_waiting_contact_organisation_id_activity_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "purpose_id"],
            ["consent_purpose.organisation_id", "consent_purpose.id"],
            name=op.f("fk_waiting_contact_organisation_id_purpose_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "wording_id"],
            ["consent_wording.organisation_id", "consent_wording.id"],
            name=op.f("fk_waiting_contact_organisation_id_wording_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_waiting_contact_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_waiting_contact")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("waiting_contact", schema=None) as batch_op:
        batch_op.create_index("ix_waiting_contact_activity", ["organisation_id", "activity_id", "id"], unique=False)
    protect("activity_contact")
    protect("waiting_contact")


def downgrade() -> None:
    op.drop_table("waiting_contact")
    op.drop_table("activity_contact")
    op.drop_column("activity", "price_others")
    op.drop_column("activity", "price_members")
