"""What somebody said last about a purpose is read by when she said it"""

from alembic import op

revision = "core0023"
down_revision = "core0022"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_consent_person": ("organisation_id", "person_id", "purpose_id"),
    "ix_consent_purpose": ("organisation_id", "purpose_id", "person_id"),
}


def upgrade() -> None:
    _index_by("at", "id")


def downgrade() -> None:
    _index_by("id")


def _index_by(*last: str) -> None:
    for name, columns in INDEXES.items():
        op.drop_index(name, "consent")
        op.create_index(name, "consent", [*columns, *last])
