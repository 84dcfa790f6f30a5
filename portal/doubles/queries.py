"""Who is likely to be there twice, and what hangs on a person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Row, and_, exists, func, literal, select, union_all
from sqlalchemy.orm import aliased

from portal.database import is_one_of
from portal.doubles.models import Apart
from portal.extensions import db
from portal.people.models import Person, PersonWord
from portal.people.queries import IS_HERE
from portal.plugin_api.personal import AboutPeople, people_of
from portal.privacy.catalogue import attribute, model_of
from portal.tenancy import Base

#: groups of one kind that are shown; merged ones, and those kept apart, make room for the next
MOST = 100
#: pairs that were said to be two
MOST_APART = 500
_NAME = (Person.sorting, Person.birth_year)
#: her row, and what is made from it anew
_OWN = {Person.__tablename__, PersonWord.__tablename__}


@dataclass(frozen=True)
class Pair:
    """Two who may be one: the older row first."""

    reason: str
    one: Row[Any]
    other: Row[Any]


def kept_apart(organisation_id: UUID) -> list[Row[Any]]:
    """(id, one_id, one's name, other_id, other's name) of those who were said to be two, the newest first."""
    one, other = aliased(Person), aliased(Person)
    columns = select(Apart.id, Apart.one_id, one.name.label("one"), Apart.other_id, other.name.label("other"))
    return list(
        db.session.execute(
            columns.join(one, and_(one.organisation_id == Apart.organisation_id, one.id == Apart.one_id))
            .join(other, and_(other.organisation_id == Apart.organisation_id, other.id == Apart.other_id))
            .where(Apart.organisation_id == organisation_id, one.gone_at.is_(None), other.gone_at.is_(None))
            .where(Apart.one_id != Apart.other_id)
            .order_by(Apart.id.desc())
            .limit(MOST_APART)
        )
    )


def likely_doubles(organisation_id: UUID) -> list[Pair]:
    """By address, by number, by name and year of birth; each two once, and none who are kept apart.

    It goes through the register three times.
    """
    rows = db.session.execute(union_all(*(_alike(organisation_id, *kind) for kind in _kinds()))).all()
    known = _apart_among(organisation_id, {row.id for row in rows})
    found: dict[tuple[UUID, UUID], Pair] = {}
    for _key, group in groupby(sorted(rows, key=_group_of), key=_group_of):
        seen: list[Row[Any]] = []
        for other in group:
            first = next((one for one in seen if frozenset((one.id, other.id)) not in known), None)
            if first is not None:
                found.setdefault((first.id, other.id), Pair(first.reason, first, other))
            seen.append(other)
    return list(found.values())


def _apart_among(organisation_id: UUID, ids: Collection[UUID]) -> set[frozenset[UUID]]:
    if not ids:
        return set()
    mine = Apart.organisation_id == organisation_id, is_one_of(Apart.one_id, list(ids))
    rows = select(Apart.one_id, Apart.other_id).where(*mine)
    return {frozenset((one, other)) for one, other in db.session.execute(rows)}


def _kinds() -> list[tuple[str, Any, tuple[Any, ...]]]:
    return [
        ("email", Person.email_key != "", (Person.email_key,)),
        ("phone", Person.phone != "", (Person.phone,)),
        ("name", Person.birth_year.is_not(None), _NAME),
    ]


def _alike(organisation_id: UUID, reason: str, is_said: Any, same: tuple[Any, ...]) -> Any:
    """Of the groups in which not all are kept apart from each other, the first."""
    here, apart = and_(Person.organisation_id == organisation_id, IS_HERE), _apart_in(organisation_id, same)
    pairs = func.count() * (func.count() - 1) / 2
    groups = (
        select(*same)
        .outerjoin(apart, and_(*(column == apart.c[column.key] for column in same)))
        .where(here, is_said)
        .group_by(*same)
        .having(pairs > func.coalesce(func.max(apart.c.pairs), 0))
        .order_by(*same)
        .limit(MOST)
        .subquery()
    )
    joined = and_(*(column == groups.c[column.key] for column in same))
    columns = Person.id, Person.name, Person.email, Person.phone, Person.birth_year, Person.town, Person.unit_id
    return select(literal(reason).label("reason"), same[0].label("key"), *columns).join(groups, joined).where(here)


def _apart_in(organisation_id: UUID, same: tuple[Any, ...]) -> Any:
    """How many pairs of a group are kept apart, each counted once however often it was said."""
    one, other = aliased(Person), aliased(Person)
    keys = [getattr(one, column.key) for column in same]
    alike = and_(*(getattr(one, column.key) == getattr(other, column.key) for column in same))
    pairs = (
        select(*keys, one.id.label("one_id"), other.id.label("other_id"))
        .select_from(Apart)
        .join(one, and_(one.organisation_id == Apart.organisation_id, one.id.in_((Apart.one_id, Apart.other_id))))
        .join(other, and_(other.organisation_id == Apart.organisation_id, other.id.in_((Apart.one_id, Apart.other_id))))
        .where(Apart.organisation_id == organisation_id, one.gone_at.is_(None), other.gone_at.is_(None))
        .where(one.id < other.id, alike)
        .distinct()
        .subquery()
    )
    by = [pairs.c[column.key] for column in same]
    return select(*by, func.count().label("pairs")).group_by(*by).subquery()


def _group_of(row: Any) -> tuple[str, str]:
    return row.reason, f"{row.key} {row.birth_year or ''}" if row.reason == "name" else row.key


@dataclass(frozen=True)
class Hook:
    """A column of a table that refers to a person."""

    column: Column[Any]
    #: the other columns of each unique index that this one is in
    unique_with: tuple[tuple[Column[Any], ...], ...]

    @property
    def said(self) -> Any:
        return people_of(self.column.table)


def hooks_on_people() -> Iterator[Hook]:
    """Of the core and of every plugin: whatever refers to the register, and what a table says to be a person's id."""
    for table in Base.metadata.sorted_tables:
        if table.info.get("tenant") and table.name not in _OWN:
            yield from (Hook(column, tuple(_unique_with(column))) for column in table.columns if _is_person(column))


def _is_person(column: Column[Any]) -> bool:
    said = people_of(column.table)
    refers = any(key.column.table.name == Person.__tablename__ for key in column.foreign_keys)
    return (refers and column.name != "organisation_id") or (
        isinstance(said, AboutPeople) and said.person == column.name
    )


def _unique_with(column: Column[Any]) -> Iterator[tuple[Column[Any], ...]]:
    """An index with a condition is the affair of whoever made it: its `PersonMerge` sees to it before."""
    for index in column.table.indexes:
        holds_for_all = index.dialect_options["sqlite"]["where"] is None
        if index.unique and holds_for_all and column in list(index.columns):
            yield tuple(one for one in index.columns if one is not column and one.name != "organisation_id")


def is_free(hook: Hook, organisation_id: UUID, keep: UUID) -> list[ColumnElement[bool]]:
    """Conditions on a row of the other: the one who stays has none that could not stand beside it."""
    model = model_of(hook.column.table)
    return [~exists().where(*_same(hook, model, others, organisation_id, keep)) for others in hook.unique_with]


def _same(hook: Hook, model: Any, others: tuple[Column[Any], ...], here: UUID, keep: UUID) -> Iterator[Any]:
    there = aliased(model)
    yield there.organisation_id == here
    yield getattr(there, hook.column.key) == keep
    for other in others:
        yield getattr(there, other.key) == attribute(other)
