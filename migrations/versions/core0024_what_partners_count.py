"""Whether a partner's own figures count people, whatever the offer says"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import in_every_organisation

revision = "core0024"
down_revision = "core0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("shared_goal") as table:
        table.add_column(sa.Column("partner_counts_people", sa.Boolean(), nullable=True))
    in_every_organisation("UPDATE shared_goal SET partner_counts_people = true WHERE NOT is_ours")


def downgrade() -> None:
    with op.batch_alter_table("shared_goal") as table:
        table.drop_column("partner_counts_people")
