"""Consents: purposes, their words, each yes and no"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0010"
down_revision = "core0009"
branch_labels = None
depends_on = None


def _table(name: str, *rest: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *rest,
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f(f"fk_{name}_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f(f"pk_{name}")),
        info={"tenant": True, "own_rows": None},
    )
    protect(name)


def _key(table: str, target: str, column: str, **said: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organisation_id_{column}")
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{target}.organisation_id", f"{target}.id"], name=name, **said
    )


def upgrade() -> None:
    _table(
        "consent_purpose",
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    )
    _table(
        "consent_wording",
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("nb", sa.Text(), nullable=False),
        sa.Column("da", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        _key("consent_wording", "consent_purpose", "purpose_id"),
    )
    op.create_index("ix_consent_wording_purpose", "consent_wording", ["organisation_id", "purpose_id", "id"])
    _table(
        "consent",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=False),
        sa.Column("wording_id", sa.Uuid(), nullable=False),
        sa.Column("is_given", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_user_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("channel in ('form', 'paper', 'phone', 'link')", name=op.f("ck_consent_channel")),
        sa.CheckConstraint("language in ('nb', 'da')", name=op.f("ck_consent_language")),
        _key("consent", "person", "person_id", ondelete="CASCADE"),
        _key("consent", "consent_purpose", "purpose_id"),
        _key("consent", "consent_wording", "wording_id"),
    )
    op.create_index("ix_consent_person", "consent", ["organisation_id", "person_id", "purpose_id", "id"])
    op.create_index("ix_consent_purpose", "consent", ["organisation_id", "purpose_id", "person_id", "id"])


def downgrade() -> None:
    for name in ("consent", "consent_wording", "consent_purpose"):
        op.drop_table(name)
