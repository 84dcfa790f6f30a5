"""Letters in the organisation's own words, sendings, and purposes that plugins offer and staff close"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0017"
down_revision = "core0013"
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


def _key(table: str, target: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_organisation_id_{column}")
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{target}.organisation_id", f"{target}.id"], name=name
    )


def upgrade() -> None:
    texts = [
        column
        for code in ("nb", "da", "en")
        for column in (
            sa.Column(f"subject_{code}", sa.String(length=120), nullable=False),
            sa.Column(f"text_{code}", sa.Text(), nullable=False),
        )
    ]
    _table(
        "own_letter",
        sa.Column("name", sa.String(length=120), nullable=False),
        *texts,
        sa.Column("changed_by", sa.Uuid(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _table(
        "sending",
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("purpose_id", sa.Uuid(), nullable=True),
        sa.Column("listed", sa.String(length=60), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("after", sa.Uuid(), nullable=True),
        sa.Column("meant", sa.Integer(), nullable=False),
        sa.Column("written", sa.Integer(), nullable=False),
        _key("sending", "own_letter", "letter_id"),
        _key("sending", "consent_purpose", "purpose_id"),
    )
    op.create_index("ix_sending_letter", "sending", ["organisation_id", "letter_id"])
    op.create_index("ix_sending_purpose", "sending", ["organisation_id", "purpose_id"])
    op.add_column("message", sa.Column("sending_id", sa.Uuid(), nullable=True))
    op.create_index("ix_message_sending", "message", ["organisation_id", "sending_id", "person_id"])
    with op.batch_alter_table("consent_purpose") as batch_op:
        batch_op.add_column(sa.Column("key", sa.String(length=60), nullable=True))
        batch_op.add_column(sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("consent_purpose") as batch_op:
        batch_op.alter_column("version", existing_type=sa.Integer(), server_default=None)
    op.create_index("uq_consent_purpose_key", "consent_purpose", ["organisation_id", "key"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_consent_purpose_key", table_name="consent_purpose")
    with op.batch_alter_table("consent_purpose") as batch_op:
        for column in ("version", "closed_at", "key"):
            batch_op.drop_column(column)
    op.drop_index("ix_message_sending", table_name="message")
    op.drop_column("message", "sending_id")
    op.drop_table("sending")
    op.drop_table("own_letter")
