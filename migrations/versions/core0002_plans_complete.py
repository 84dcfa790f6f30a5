"""Plans complete: actions at work, more kinds of indicators, dates, files, drafts, progress of jobs"""

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0002"
down_revision = "core0001"
branch_labels = None
depends_on = None


TENANT_TABLES = (
    "contact_surface",
    "draft",
    "stored_file",
    "calendar_entry",
    "due_item",
    "action_pick",
    "action_result",
    "action_step",
    "action_surface",
    "indicator_place",
    "status_report",
)
OLD = {
    "kind": "kind in ('level', 'yearly', 'per_period', 'yes_no')",
    "source": "source in ('typed', 'activities', 'metric')",
}
NEW = {
    "kind": "kind in ('level', 'yearly', 'per_period', 'yes_no', 'share', 'coverage', 'told')",
    "source": "source in ('typed', 'activities', 'metric', 'goals', 'units')",
}
#: a UUID of zeros, as both databases read it
WHOLE = sa.text(f"'{'0' * 32}'")
#: what rows that are there already hold in a new column
FILLED = {
    "action": {"text": "", "rhythm": "once", "quarters": "[]", "status": "planned", "in_catalogue": sa.false()},
    "focus_area": {"version": "1"},
    "job": {"subject_id": WHOLE, "done": "0", "total": "0"},
    "measurement": {"unit_id": WHOLE},
}


def change_indicator(checks: dict[str, str]) -> None:
    """The kinds and sources that an indicator may have."""
    with op.batch_alter_table("indicator") as batch_op:
        for name, text in checks.items():
            batch_op.drop_constraint(batch_op.f(f"ck_indicator_{name}"), type_="check")
            batch_op.create_check_constraint(batch_op.f(f"ck_indicator_{name}"), text)


def upgrade() -> None:
    op.create_table(
        "contact_surface",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contact_surface_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contact_surface")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("contact_surface") as batch_op:
        batch_op.create_index("uq_contact_surface_name", ["organisation_id", "name"], unique=True)

    op.create_table(
        "draft",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_draft_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_draft")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("draft") as batch_op:
        batch_op.create_index("ix_draft_made", ["organisation_id", "kind", "made_at"], unique=False)

    op.create_table(
        "stored_file",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("kept_by", sa.Uuid(), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_stored_file_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_stored_file")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("stored_file") as batch_op:
        batch_op.create_index("ix_stored_file_hash", ["organisation_id", "sha256"], unique=False)
        batch_op.create_index("ix_stored_file_owner", ["organisation_id", "owner_kind", "owner_id"], unique=False)

    op.create_table(
        "calendar_entry",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('meeting', 'deadline', 'standing')", name=op.f("ck_calendar_entry_kind")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_calendar_entry_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_calendar_entry_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_calendar_entry")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("calendar_entry") as batch_op:
        batch_op.create_index("ix_calendar_entry_date", ["organisation_id", "on_date"], unique=False)

    op.create_table(
        "due_item",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=60), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("endpoint", sa.String(length=80), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("right", sa.String(length=80), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_due_item_organisation_id_unit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_due_item_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_due_item")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("due_item") as batch_op:
        batch_op.create_index("ix_due_item_date", ["organisation_id", "done", "on_date"], unique=False)
        batch_op.create_index("uq_due_item_source", ["organisation_id", "source", "source_id"], unique=True)

    op.create_table(
        "action_pick",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=8), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('left', 'planned', 'started', 'done')", name=op.f("ck_action_pick_status")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "action_id"],
            ["action.organisation_id", "action.id"],
            name=op.f("fk_action_pick_organisation_id_action_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_action_pick_organisation_id_unit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_pick_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_action_pick")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("action_pick") as batch_op:
        batch_op.create_index("uq_action_pick", ["organisation_id", "action_id", "unit_id"], unique=True)

    op.create_table(
        "action_result",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("lesson", sa.Text(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "action_id"],
            ["action.organisation_id", "action.id"],
            name=op.f("fk_action_result_organisation_id_action_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_action_result_organisation_id_unit_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_result_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_action_result")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("action_result") as batch_op:
        batch_op.create_index("ix_action_result_action", ["organisation_id", "action_id", "on_date"], unique=False)

    op.create_table(
        "action_step",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "action_id"],
            ["action.organisation_id", "action.id"],
            name=op.f("fk_action_step_organisation_id_action_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_step_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_action_step")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("action_step") as batch_op:
        batch_op.create_index("ix_action_step_action", ["organisation_id", "action_id", "position"], unique=False)

    op.create_table(
        "action_surface",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column("surface_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "action_id"],
            ["action.organisation_id", "action.id"],
            name=op.f("fk_action_surface_organisation_id_action_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "surface_id"],
            ["contact_surface.organisation_id", "contact_surface.id"],
            name=op.f("fk_action_surface_organisation_id_surface_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_action_surface_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_action_surface")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("action_surface") as batch_op:
        batch_op.create_index("uq_action_surface", ["organisation_id", "action_id", "surface_id"], unique=True)

    op.create_table(
        "indicator_place",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("covered_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "indicator_id"],
            ["indicator.organisation_id", "indicator.id"],
            name=op.f("fk_indicator_place_organisation_id_indicator_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "unit_id"],
            ["unit.organisation_id", "unit.id"],
            name=op.f("fk_indicator_place_organisation_id_unit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_indicator_place_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_indicator_place")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("indicator_place") as batch_op:
        batch_op.create_index(
            "ix_indicator_place_indicator", ["organisation_id", "indicator_id", "position"], unique=False
        )

    op.create_table(
        "status_report",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reported_by", sa.Uuid(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('reached', 'on_track', 'at_risk', 'behind')", name=op.f("ck_status_report_state")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "indicator_id"],
            ["indicator.organisation_id", "indicator.id"],
            name=op.f("fk_status_report_organisation_id_indicator_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_status_report_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_status_report")),
        info={"tenant": True, "own_rows": None},
    )
    with op.batch_alter_table("status_report") as batch_op:
        batch_op.create_index("uq_status_report_date", ["organisation_id", "indicator_id", "on_date"], unique=True)

    with op.batch_alter_table("action") as batch_op:
        batch_op.add_column(sa.Column("text", sa.Text(), nullable=False, server_default=FILLED["action"]["text"]))
        batch_op.add_column(sa.Column("unit_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("user_id", sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column("rhythm", sa.String(length=8), nullable=False, server_default=FILLED["action"]["rhythm"])
        )
        batch_op.add_column(sa.Column("times_a_year", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("starts_on", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("ends_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("quarters", sa.JSON(), nullable=False, server_default=FILLED["action"]["quarters"])
        )
        batch_op.add_column(
            sa.Column("status", sa.String(length=8), nullable=False, server_default=FILLED["action"]["status"])
        )
        batch_op.add_column(
            sa.Column("in_catalogue", sa.Boolean(), nullable=False, server_default=FILLED["action"]["in_catalogue"])
        )
        batch_op.create_check_constraint(batch_op.f("ck_action_rhythm"), "rhythm in ('once', 'yearly', 'always')")
        batch_op.create_check_constraint(
            batch_op.f("ck_action_status"), "status in ('planned', 'started', 'done', 'dropped')"
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_action_organisation_id_unit_id"),
            "unit",
            ["organisation_id", "unit_id"],
            ["organisation_id", "id"],
        )

    with op.batch_alter_table("focus_area") as batch_op:
        batch_op.add_column(
            sa.Column("version", sa.Integer(), nullable=False, server_default=FILLED["focus_area"]["version"])
        )

    with op.batch_alter_table("goal") as batch_op:
        batch_op.add_column(sa.Column("unit_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_goal_organisation_id_unit_id"),
            "unit",
            ["organisation_id", "unit_id"],
            ["organisation_id", "id"],
        )

    with op.batch_alter_table("job") as batch_op:
        batch_op.add_column(
            sa.Column("subject_id", sa.Uuid(), nullable=False, server_default=FILLED["job"]["subject_id"])
        )
        batch_op.add_column(sa.Column("asked_by", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("done", sa.Integer(), nullable=False, server_default=FILLED["job"]["done"]))
        batch_op.add_column(sa.Column("total", sa.Integer(), nullable=False, server_default=FILLED["job"]["total"]))
        batch_op.add_column(sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("outcome", sa.JSON(), nullable=True))
        batch_op.alter_column("due_at", existing_type=sa.DATETIME(), nullable=True)
        batch_op.drop_index(batch_op.f("uq_job_kind"))
        batch_op.create_index("uq_job_kind", ["organisation_id", "kind", "subject_id"], unique=True)

    with op.batch_alter_table("measurement") as batch_op:
        batch_op.add_column(
            sa.Column("unit_id", sa.Uuid(), nullable=False, server_default=FILLED["measurement"]["unit_id"])
        )
        batch_op.add_column(sa.Column("whole", sa.Numeric(18, 4), nullable=True))
        batch_op.drop_index(batch_op.f("uq_measurement_date"))
        batch_op.create_index(
            "uq_measurement_date", ["organisation_id", "indicator_id", "unit_id", "on_date"], unique=True
        )

    with op.batch_alter_table("metric_value") as batch_op:
        batch_op.add_column(sa.Column("whole", sa.Numeric(18, 4), nullable=True))

    with op.batch_alter_table("plan") as batch_op:
        batch_op.add_column(sa.Column("follows_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_organisation_id_follows_id"),
            "plan",
            ["organisation_id", "follows_id"],
            ["organisation_id", "id"],
        )
    change_indicator(NEW)
    for table, columns in FILLED.items():
        with op.batch_alter_table(table) as batch_op:
            for name in columns:
                batch_op.alter_column(name, server_default=None)
    for table in TENANT_TABLES:
        protect(table)


def downgrade() -> None:
    change_indicator(OLD)
    with op.batch_alter_table("plan") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_organisation_id_follows_id"), type_="foreignkey")
        batch_op.drop_column("closed_on")
        batch_op.drop_column("follows_id")

    with op.batch_alter_table("metric_value") as batch_op:
        batch_op.drop_column("whole")

    with op.batch_alter_table("measurement") as batch_op:
        batch_op.drop_index("uq_measurement_date")
        batch_op.create_index(
            batch_op.f("uq_measurement_date"), ["organisation_id", "indicator_id", "on_date"], unique=1
        )
        batch_op.drop_column("whole")
        batch_op.drop_column("unit_id")

    with op.batch_alter_table("job") as batch_op:
        batch_op.drop_index("uq_job_kind")
        batch_op.create_index(batch_op.f("uq_job_kind"), ["organisation_id", "kind"], unique=1)
        batch_op.alter_column("due_at", existing_type=sa.DATETIME(), nullable=False)
        batch_op.drop_column("outcome")
        batch_op.drop_column("finished_at")
        batch_op.drop_column("total")
        batch_op.drop_column("done")
        batch_op.drop_column("asked_at")
        batch_op.drop_column("asked_by")
        batch_op.drop_column("subject_id")

    with op.batch_alter_table("goal") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_goal_organisation_id_unit_id"), type_="foreignkey")
        batch_op.drop_column("unit_id")

    with op.batch_alter_table("focus_area") as batch_op:
        batch_op.drop_column("version")

    with op.batch_alter_table("action") as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_action_organisation_id_unit_id"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("ck_action_rhythm"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_action_status"), type_="check")
        batch_op.drop_column("in_catalogue")
        batch_op.drop_column("status")
        batch_op.drop_column("quarters")
        batch_op.drop_column("ends_on")
        batch_op.drop_column("starts_on")
        batch_op.drop_column("times_a_year")
        batch_op.drop_column("rhythm")
        batch_op.drop_column("user_id")
        batch_op.drop_column("unit_id")
        batch_op.drop_column("text")

    with op.batch_alter_table("status_report") as batch_op:
        batch_op.drop_index("uq_status_report_date")

    op.drop_table("status_report")
    with op.batch_alter_table("indicator_place") as batch_op:
        batch_op.drop_index("ix_indicator_place_indicator")

    op.drop_table("indicator_place")
    with op.batch_alter_table("action_surface") as batch_op:
        batch_op.drop_index("uq_action_surface")

    op.drop_table("action_surface")
    with op.batch_alter_table("action_step") as batch_op:
        batch_op.drop_index("ix_action_step_action")

    op.drop_table("action_step")
    with op.batch_alter_table("action_result") as batch_op:
        batch_op.drop_index("ix_action_result_action")

    op.drop_table("action_result")
    with op.batch_alter_table("action_pick") as batch_op:
        batch_op.drop_index("uq_action_pick")

    op.drop_table("action_pick")
    with op.batch_alter_table("due_item") as batch_op:
        batch_op.drop_index("uq_due_item_source")
        batch_op.drop_index("ix_due_item_date")

    op.drop_table("due_item")
    with op.batch_alter_table("calendar_entry") as batch_op:
        batch_op.drop_index("ix_calendar_entry_date")

    op.drop_table("calendar_entry")
    with op.batch_alter_table("stored_file") as batch_op:
        batch_op.drop_index("ix_stored_file_owner")
        batch_op.drop_index("ix_stored_file_hash")

    op.drop_table("stored_file")
    with op.batch_alter_table("draft") as batch_op:
        batch_op.drop_index("ix_draft_made")

    op.drop_table("draft")
    with op.batch_alter_table("contact_surface") as batch_op:
        batch_op.drop_index("uq_contact_surface_name")

    op.drop_table("contact_surface")
