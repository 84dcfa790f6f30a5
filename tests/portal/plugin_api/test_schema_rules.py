"""What a table must be to stand behind the walls: each rule is seen to refuse what breaks it."""

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from portal.plugin_api.schema import faults_of


def key_columns():
    return (
        sa.Column("organisation_id", sa.Uuid(), sa.ForeignKey("organisation.id"), primary_key=True),
        sa.Column("id", sa.Uuid(), primary_key=True),
    )


def table(*parts, tenant=True):
    metadata = sa.MetaData()
    sa.Table("organisation", metadata, sa.Column("id", sa.Uuid(), primary_key=True))
    sa.Table("unit", metadata, *key_columns(), info={"tenant": True})
    return sa.Table("visitor_visit", metadata, *key_columns(), *parts, info={"tenant": tenant})


def reference(columns, targets, **options):
    return (*(sa.Column(name, sa.Uuid()) for name in columns if name != "organisation_id"),
            sa.ForeignKeyConstraint(columns, targets, **options))  # fmt: skip


COMPOSITE = (["organisation_id", "unit_id"], ["unit.organisation_id", "unit.id"])


def test_a_table_as_it_should_be_has_no_fault():
    parts = (
        *reference(*COMPOSITE, ondelete="CASCADE"),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.Column("title", sa.String(20)),
        sa.Index("uq_visitor_visit", "organisation_id", "title", unique=True),
        sa.Index("ix_visitor_visit", "title"),
    )

    assert list(faults_of(table(*parts))) == []


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        (reference(["unit_id"], ["unit.id"]), "refers from unit_id to unit without the organisation"),
        (reference(*COMPOSITE, ondelete="SET NULL"), "ON DELETE SET NULL"),
        (reference(["a_id"], ["nowhere.id"]), "to nowhere, which is no table"),
        ([sa.Column("kind", sa.Enum("one", "two"))], "of type Enum"),
        ([sa.Column("more", JSONB())], "whose type only one database knows"),
        ([sa.Column("at", sa.DateTime())], "without a time zone"),
        ([sa.Column("n", sa.Integer(), server_default="1")], "which the database fills"),
        ([sa.Column("n", sa.Integer(), sa.Identity())], "which the database fills"),
        ([sa.Column("n", sa.Integer(), unique=True)], "must begin with organisation_id"),
        ([sa.Column("n", sa.Integer()), sa.Index("uq_n", "n", unique=True)], "has the unique index uq_n"),
        ([sa.Column("n", sa.Integer(), primary_key=True)], "must have the primary key (organisation_id, id)"),
    ],
)
def test_each_rule_refuses_what_breaks_it(parts, fault):
    found = list(faults_of(table(*parts)))

    assert len(found) == 1
    assert fault in found[0]


def test_a_table_of_no_organisation_is_told():
    assert list(faults_of(table(tenant=False))) == ["does not derive from TenantModel"]
