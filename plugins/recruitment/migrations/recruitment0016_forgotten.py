"""Whom nobody let in in time is forgotten, and counted still"""

from alembic import op

from portal.tenancy.rls import in_every_organisation

revision = "recruitment0016"
down_revision = "recruitment0015"
branch_labels = None
depends_on = None

STATUS = "ck_recruitment_joining_status"


def upgrade() -> None:
    with op.batch_alter_table("recruitment_joining") as table:
        table.drop_constraint(op.f(STATUS), type_="check")
        table.create_check_constraint(
            op.f(STATUS), "status in ('waiting', 'confirmed', 'member', 'declined', 'forgotten')"
        )


def downgrade() -> None:
    in_every_organisation("UPDATE recruitment_joining SET status = 'declined' WHERE status = 'forgotten'")
    with op.batch_alter_table("recruitment_joining") as table:
        table.drop_constraint(op.f(STATUS), type_="check")
        table.create_check_constraint(op.f(STATUS), "status in ('waiting', 'confirmed', 'member', 'declined')")
