"""What people are found by, word for word, so that an index leads to them"""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

from portal.tenancy.rls import protect

revision = "core0029"
down_revision = "core0028"
branch_labels = None
depends_on = None

WORD = sa.String(120).with_variant(sa.String(120, collation="C"), "postgresql")
PERSON = sa.table("person", *(sa.column(name, sa.Uuid()) for name in ("organisation_id", "id")), sa.column("words"))
#: people whose words are written at once
MANY = 500


def upgrade() -> None:
    made = op.create_table(
        "person_word",
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("word", WORD, nullable=False),
        sa.Column("backwards", WORD, nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "person_id"], ["person.organisation_id", "person.id"],
            name=op.f("fk_person_word_person_id"), ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_person_word_organisation_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_person_word")),
        info={"tenant": True, "own_rows": None},
    )  # fmt: skip
    protect("person_word")
    connection, organisations = op.get_bind(), sa.table("organisation", sa.column("id", sa.Uuid()))
    for organisation_id in connection.scalars(sa.select(organisations.c.id)).all():
        if connection.dialect.name == "postgresql":
            op.execute(f"SET LOCAL app.organisation_id = '{organisation_id}'")
        fill(connection, made, organisation_id)
    for name in ("person_id", "word", "backwards"):
        op.create_index(f"ix_person_word_{name.removesuffix('_id')}", "person_word", ["organisation_id", name])


def fill(connection: sa.Connection, made: sa.Table, organisation_id: UUID) -> None:
    ours = sa.select(PERSON.c.id, PERSON.c.words).where(PERSON.c.organisation_id == organisation_id)
    for people in connection.execute(ours).partitions(MANY):
        rows = [row for person_id, words in people for row in rows_of(organisation_id, person_id, words)]
        if rows:
            connection.execute(sa.insert(made), rows)


def rows_of(organisation_id: UUID, person_id: UUID, words: str) -> Iterator[dict[str, Any]]:
    for word in dict.fromkeys(one[:120] for one in re.findall(r"\w+", words)):
        yield {
            "organisation_id": organisation_id, "id": uuid4(), "person_id": person_id, "word": word,
            "backwards": word[::-1],
        }  # fmt: skip


def downgrade() -> None:
    op.drop_table("person_word")
