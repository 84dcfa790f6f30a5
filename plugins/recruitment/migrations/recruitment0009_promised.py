"""What somebody was promised to pay is kept on her enrolment"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "recruitment0009"
down_revision = "recruitment0008"
branch_labels = None
depends_on = None

KINDS = ("patient", "next_of_kin", "supporter")
ORGANISATION = sa.table("organisation", sa.column("id", sa.Uuid()))
ENROLMENT = sa.table("recruitment_joining", *map(sa.column, ("campaign_id", "kind", "promised_year", "promised")),
                     sa.column("organisation_id", sa.Uuid()))  # fmt: skip
CAMPAIGN = sa.table("recruitment_campaign", *map(sa.column, ("id", "year", *KINDS)),
                    sa.column("organisation_id", sa.Uuid()))  # fmt: skip


def upgrade() -> None:
    with op.batch_alter_table("recruitment_joining") as table:
        table.add_column(sa.Column("promised_year", sa.Integer(), nullable=True))
        table.add_column(sa.Column("promised", sa.Integer(), nullable=True))
    connection = op.get_bind()
    for organisation_id in connection.scalars(sa.select(ORGANISATION.c.id)):
        if connection.dialect.name == "postgresql":
            op.execute(f"SET LOCAL app.organisation_id = '{organisation_id}'")
        keep_promises(connection, organisation_id)


def keep_promises(connection: sa.Connection, organisation_id: Any) -> None:
    """What the campaign of each says today: until now that was read when she was let in."""
    its = CAMPAIGN.c.organisation_id == organisation_id, CAMPAIGN.c.id == ENROLMENT.c.campaign_id
    amount = sa.case(*((ENROLMENT.c.kind == kind, CAMPAIGN.c[kind]) for kind in KINDS))
    connection.execute(
        sa.update(ENROLMENT)
        .where(ENROLMENT.c.organisation_id == organisation_id, ENROLMENT.c.campaign_id.is_not(None))
        .values(
            promised_year=sa.select(CAMPAIGN.c.year).where(*its).scalar_subquery(),
            promised=sa.select(amount).where(*its).scalar_subquery(),
        )
    )


def downgrade() -> None:
    with op.batch_alter_table("recruitment_joining") as table:
        table.drop_column("promised")
        table.drop_column("promised_year")
