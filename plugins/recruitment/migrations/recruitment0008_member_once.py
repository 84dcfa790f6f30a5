"""Somebody is a member once at a time"""

from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "recruitment0008"
down_revision = "recruitment0007"
branch_labels = None
depends_on = None

INDEX = "uq_recruitment_member_running"
MEMBER = sa.table("recruitment_member", *map(sa.column, ("person_id", "starts_on", "ends_on", "ending")),
                  sa.column("organisation_id", sa.Uuid()), sa.column("id", sa.Uuid()))  # fmt: skip


def upgrade() -> None:
    connection = op.get_bind()
    organisations = sa.table("organisation", sa.column("id", sa.Uuid()))
    for organisation_id in connection.scalars(sa.select(organisations.c.id)):
        if connection.dialect.name == "postgresql":
            op.execute(f"SET LOCAL app.organisation_id = '{organisation_id}'")
        end_what_runs_twice(connection, organisation_id)
    op.create_index(
        INDEX,
        "recruitment_member",
        ["organisation_id", "person_id"],
        unique=True,
        sqlite_where=sa.column("ends_on").is_(None),
        postgresql_where=sa.column("ends_on").is_(None),
    )


def end_what_runs_twice(connection: sa.Connection, organisation_id: Any) -> None:
    """The earlier leads over into the later, as where she has changed."""
    runs = MEMBER.c.organisation_id == organisation_id, MEMBER.c.ends_on.is_(None)
    twice = sa.select(MEMBER.c.person_id).where(*runs).group_by(MEMBER.c.person_id).having(sa.func.count() > 1)
    rows = connection.execute(
        sa.select(MEMBER).where(*runs, MEMBER.c.person_id.in_(twice)).order_by("person_id", "starts_on", "id")
    ).all()
    for one, later in pairwise(rows):
        if one.person_id == later.person_id:
            connection.execute(
                sa.update(MEMBER)
                .where(MEMBER.c.organisation_id == organisation_id, MEMBER.c.id == one.id)
                .values(ends_on=later.starts_on, ending="changed")
            )


def downgrade() -> None:
    op.drop_index(INDEX, "recruitment_member")
