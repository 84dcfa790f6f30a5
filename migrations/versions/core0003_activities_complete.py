"""Activities complete: types of our own, shared links, planned ones, the year of the units, what is due"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0003"
down_revision = "core0002"
branch_labels = None
depends_on = None

TENANT_TABLES = ("activity_kind", "column_mapping", "due_subscription", "registration_link", "unit_report")
OUTBOXES = ("message", "platform_message")
#: what activities that are there already hold in a new column
FILLED = {
    "status": "held",
    "answers": "{}",
    "title": "",
    "place": "",
    "is_public": sa.false(),
    "registered_as": "",
    "words": "",
}
NOT_HELD = sa.text("status <> 'held'")
STATUS = "status in ('held', 'planned', 'cancelled', 'waiting')"


def upgrade() -> None:
    op.create_table(
        "activity_kind",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("label", sa.JSON(), nullable=False),
        sa.Column("help", sa.JSON(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("who", sa.String(length=10), nullable=False),
        sa.Column("splits", sa.Boolean(), nullable=False),
        sa.Column("asks_name", sa.String(length=4), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("asks_name in ('no', 'may', 'must')", name=op.f("ck_activity_kind_asks_name")),
        sa.CheckConstraint("who in ('registrars', 'leaders', 'staff')", name=op.f("ck_activity_kind_who")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_activity_kind_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_activity_kind")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("activity_kind") as batch_op:
        batch_op.create_index("uq_activity_kind_key", ["organisation_id", "key"], unique=True)

    op.create_table(
        "column_mapping",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("headings", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_column_mapping_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_column_mapping")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("column_mapping") as batch_op:
        batch_op.create_index("uq_column_mapping_headings", ["organisation_id", "kind", "headings"], unique=True)

    op.create_table(
        "due_subscription",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("feed", sa.Boolean(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("written_for", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_due_subscription_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("fk_due_subscription_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_due_subscription")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("due_subscription") as batch_op:
        batch_op.create_index("uq_due_subscription_user", ["organisation_id", "user_id"], unique=True)

    op.create_table(
        "registration_link",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("activity_type", sa.String(length=80), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("token", sa.String(length=16), nullable=False),
        sa.Column("allowance", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_registration_link_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_registration_link_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_registration_link")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("registration_link") as batch_op:
        batch_op.create_index("uq_registration_link_token", ["organisation_id", "token"], unique=True)

    op.create_table(
        "unit_report",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("numbers", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_by", sa.Uuid(), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_unit_report_organisation_id_unit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_unit_report_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_unit_report")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("unit_report") as batch_op:
        batch_op.create_index("uq_unit_report_year", ["organisation_id", "unit_id", "year"], unique=True)

    with op.batch_alter_table("activity") as batch_op:
        batch_op.add_column(sa.Column("status", sa.String(length=9), nullable=False, server_default=FILLED["status"]))
        batch_op.add_column(sa.Column("answers", sa.JSON(), nullable=False, server_default=FILLED["answers"]))
        batch_op.add_column(sa.Column("title", sa.String(length=200), nullable=False, server_default=FILLED["title"]))
        batch_op.add_column(sa.Column("place", sa.String(length=200), nullable=False, server_default=FILLED["place"]))
        batch_op.add_column(sa.Column("at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("ends_at", sa.Time(), nullable=True))
        batch_op.add_column(sa.Column("is_public", sa.Boolean(), nullable=False, server_default=FILLED["is_public"]))
        batch_op.add_column(sa.Column("series_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("link_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("registered_as", sa.String(length=120), nullable=False, server_default=FILLED["registered_as"])
        )
        batch_op.add_column(sa.Column("words", sa.Text(), nullable=False, server_default=FILLED["words"]))
        batch_op.add_column(sa.Column("import_key", sa.String(length=64), nullable=True))
        batch_op.create_check_constraint(batch_op.f("ck_activity_status"), STATUS)
        batch_op.create_index(
            "ix_activity_status",
            ["organisation_id", "status", "on_date", "id"],
            unique=False,
            sqlite_where=NOT_HELD,
            postgresql_where=NOT_HELD,
        )
        batch_op.create_index("uq_activity_import", ["organisation_id", "import_key"], unique=True)
        batch_op.create_foreign_key(
            batch_op.f("fk_activity_organisation_id_link_id"),
            "registration_link",
            ["organisation_id", "link_id"],
            ["organisation_id", "id"],
        )

    with op.batch_alter_table("activity") as batch_op:
        for name in FILLED:
            batch_op.alter_column(name, server_default=None)
    for table in OUTBOXES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column("off_url", sa.String(length=400), nullable=True))
    for table in TENANT_TABLES:
        protect(table)


def downgrade() -> None:
    for table in OUTBOXES:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("off_url")

    with op.batch_alter_table("activity") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_activity_organisation_id_link_id"), type_="foreignkey")
        batch_op.drop_index("uq_activity_import")
        batch_op.drop_constraint(batch_op.f("ck_activity_status"), type_="check")
        batch_op.drop_index("ix_activity_status", sqlite_where=NOT_HELD, postgresql_where=NOT_HELD)
        batch_op.drop_column("import_key")
        batch_op.drop_column("words")
        batch_op.drop_column("registered_as")
        batch_op.drop_column("link_id")
        batch_op.drop_column("series_id")
        batch_op.drop_column("is_public")
        batch_op.drop_column("ends_at")
        batch_op.drop_column("at")
        batch_op.drop_column("place")
        batch_op.drop_column("title")
        batch_op.drop_column("answers")
        batch_op.drop_column("status")

    with op.batch_alter_table("unit_report") as batch_op:
        batch_op.drop_index("uq_unit_report_year")

    op.drop_table("unit_report")
    with op.batch_alter_table("registration_link") as batch_op:
        batch_op.drop_index("uq_registration_link_token")

    op.drop_table("registration_link")
    with op.batch_alter_table("due_subscription") as batch_op:
        batch_op.drop_index("uq_due_subscription_user")

    op.drop_table("due_subscription")
    with op.batch_alter_table("column_mapping") as batch_op:
        batch_op.drop_index("uq_column_mapping_headings")

    op.drop_table("column_mapping")
    with op.batch_alter_table("activity_kind") as batch_op:
        batch_op.drop_index("uq_activity_kind_key")

    op.drop_table("activity_kind")
