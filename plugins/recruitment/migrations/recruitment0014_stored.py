"""A file from the bank says whether all of its payments are stored"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import in_every_organisation

revision = "recruitment0014"
down_revision = "recruitment0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recruitment_bank_file") as table:
        table.add_column(sa.Column("stored_at", sa.DateTime(timezone=True), nullable=True))
    of_it = "job.organisation_id = recruitment_bank_file.organisation_id AND job.id = recruitment_bank_file.id"
    is_unread = "(job.finished_at IS NULL OR CAST(job.outcome AS text) LIKE '%\"failed\"%')"
    in_every_organisation(
        "UPDATE recruitment_bank_file SET stored_at = read_at"
        f" WHERE NOT EXISTS (SELECT 1 FROM job WHERE {of_it} AND {is_unread})"
    )


def downgrade() -> None:
    with op.batch_alter_table("recruitment_bank_file") as table:
        table.drop_column("stored_at")
