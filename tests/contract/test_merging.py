"""Two rows of the register become one: of what hangs on them, in whatever table, nothing is lost."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.doubles.queries import hooks_on_people
from portal.doubles.services import merge
from portal.extensions import db
from portal.people.models import Person
from portal.people.services import add_person
from portal.plugin_api import PersonMerge, house
from portal.privacy.catalogue import attribute, model_of
from portal.tenancy.scope import organisation as scope_of
from portal.work import working_as
from tests.contract.islands import TENANT_MODELS, Island

#: what merging itself writes
WRITTEN = {"audit_entry", "job", "person_word"}
#: empty, something runs still
RUNNING = ("ends_on", "ended_on", "closed_at")


@pytest.fixture
def merged(whole_app: Flask, islands: tuple[Island, Island]) -> Any:
    """An organisation with a row in every table, before and after her row became another's: (rows, hanging on each)."""
    island = islands[0]
    with whole_app.app_context(), working_as(scope_of(island.id)):
        keep = add_person(by=None, name="Kari", language="nb")
        other = db.session.get_one(Person, (island.id, island.rows["person"]))
        for hook in hooks_on_people():  # also what is told by an id alone, without a foreign key
            db.session.query(model_of(hook.column.table)).update({hook.column.key: other.id})
        db.session.flush()
        before = rows(), hanging(keep.id), hanging(other.id)
        left = merge(keep, other, {"name": "Kari"}, by=None)
        yield before, (rows(), hanging(keep.id), hanging(other.id)), left


@pytest.fixture
def both_full(whole_app: Flask, islands: tuple[Island, Island]) -> Any:
    """Two people who both have a row in every table that tells of people, and whatever can run runs for both."""
    island = islands[0]
    with whole_app.app_context(), working_as(scope_of(island.id)):
        keep = add_person(by=None, name="Kari", language="nb")
        other = db.session.get_one(Person, (island.id, island.rows["person"]))
        db.session.flush()
        hooks = list(hooks_on_people())
        for table in {hook.column.table.name: hook.column.table for hook in hooks}.values():
            columns = [hook.column.key for hook in hooks if hook.column.table is table]
            runs = {name: None for name in RUNNING if name in table.c and table.c[name].nullable}
            db.session.query(model_of(table)).update({**dict.fromkeys(columns, other.id), **runs})
            db.session.add(model_of(table)(**{**island.values(table), **dict.fromkeys(columns, keep.id), **runs}))
        db.session.flush()
        yield keep, other


def rows() -> dict[str, int]:
    return {
        model.__tablename__: db.session.scalar(select(func.count()).select_from(model))
        for model in TENANT_MODELS
        if model.__tablename__ not in WRITTEN
    }


def hanging(person_id: Any) -> dict[str, int]:
    return {
        str(hook.column): db.session.query(model_of(hook.column.table))
        .filter(attribute(hook.column) == person_id)
        .count()
        for hook in hooks_on_people()
    }


def test_every_row_that_hung_on_the_other_hangs_on_the_one_that_was_kept(merged):
    (before, kept_before, other_before), (after, kept_after, other_after), left = merged
    assert len(other_before) >= 8
    assert set(other_before.values()) == {1}  # it could be lost: every table has a row of hers
    assert set(kept_before.values()) == {0}
    assert after == before
    assert kept_after == other_before
    assert (set(other_after.values()), left) == ({0}, [])


def test_what_there_can_be_only_one_of_stays_with_the_other_and_is_named(whole_app, islands):
    island = islands[0]
    unique = [hook for hook in hooks_on_people() if hook.unique_with]
    assert unique
    with whole_app.app_context(), working_as(scope_of(island.id)):
        keep = add_person(by=None, name="Kari", language="nb")
        other = db.session.get_one(Person, (island.id, island.rows["person"]))
        db.session.flush()
        hook = next(hook for hook in unique if hook.column.table.name == "recruitment_invoice")
        model = model_of(hook.column.table)
        hers = db.session.query(model).filter(attribute(hook.column) == other.id).one()
        said = {c.name: getattr(hers, c.name) for c in hook.column.table.columns if c.name not in ("id", "kid")}
        db.session.add(model(**{**said, "person_id": keep.id, "kid": "another", "id": keep.id}))
        db.session.flush()

        left = merge(keep, other, {"name": "Kari"}, by=None)


        assert len(left) == 1
        assert db.session.query(model).filter(attribute(hook.column) == other.id).count() == 1


def test_two_who_have_all_there_is_become_one_and_no_row_is_lost(both_full):
    """A plugin with a rule that two rows of hers would break settles it in its `person_merges`."""
    keep, other = both_full
    before, hers = rows(), hanging(other.id)
    assert set(hers.values()) == {1}

    left = merge(keep, other, {"name": "Kari"}, by=None)

    assert rows() == before
    assert sum(hanging(other.id).values()) == len(left)
    running = [model for model in TENANT_MODELS if model.__tablename__ == "recruitment_member"]
    assert [db.session.query(model).filter(model.ends_on.is_(None)).count() for model in running] == [1]


def test_what_a_plugin_settles_is_called_with_both_while_each_has_her_own(whole_app, islands, monkeypatch):
    island, seen = islands[0], []
    with whole_app.app_context(), working_as(scope_of(island.id)):
        keep = add_person(by=None, name="Kari", language="nb")
        other = db.session.get_one(Person, (island.id, island.rows["person"]))
        before = hanging(other.id)

        def settle(*given: Any, by: Any) -> None:
            seen.append((*given, by, hanging(other.id)))

        monkeypatch.setitem(house().person_merges, "logbook.notes", PersonMerge(name="logbook.notes", settle=settle))
        merge(keep, other, {"name": "Kari"}, by=None)

    assert seen == [(island.id, keep.id, other.id, None, before)]
