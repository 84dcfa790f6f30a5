"""Who gets the magazine by post. Every function takes the organisation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from plugins.recruitment.joining.models import Magazine
from plugins.recruitment.members.queries import ids_of_members
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE

#: rows that are read at a time
PART = 1000
SHOWN = 30
_ADDRESS = (Person.id, Person.name, Person.street, Person.postal_code, Person.town, Person.country)


@dataclass(frozen=True)
class Ways:
    """Members by how they get it. By post: also who has not said. Of these `without` have no address, and the address
    of `protected` is for staff alone: both stand in no list."""

    post: int
    digital: int
    none: int
    unsaid: int
    without: int
    protected: int

    @property
    def labels(self) -> int:
        return self.post - self.without - self.protected


def ways(organisation_id: UUID) -> Ways:
    """One statement, however many they are."""
    whole = and_(Person.street != "", Person.postal_code != "")
    counts = select(
        func.count().filter(_by_post()),
        func.count().filter(Magazine.way == "digital"),
        func.count().filter(Magazine.way == "none"),
        func.count().filter(Magazine.way.is_(None)),
        func.count().filter(_by_post(), ~whole, Person.is_protected.is_(False)),
        func.count().filter(_by_post(), Person.is_protected),
    )
    return Ways(*map(int, db.session.execute(_of_members(counts, organisation_id)).one()))


def addresses(organisation_id: UUID) -> Iterator[Any]:
    """(id, name, street, postal code, town, country) of whoever gets it by post, as the post sorts them."""
    wanted = _by_post(), Person.street != "", Person.postal_code != "", Person.is_protected.is_(False)
    found = _of_members(select(*_ADDRESS), organisation_id).where(*wanted)
    order = Person.country, Person.postal_code, Person.street, Person.sorting, Person.id
    yield from db.session.execute(found.order_by(*order).execution_options(yield_per=PART))


def by_hand(organisation_id: UUID) -> list[Any]:
    """(id, name) of the first thirty members whose address stands in no list."""
    found = _of_members(select(Person.id, Person.name), organisation_id).where(_by_post(), Person.is_protected)
    return list(db.session.execute(found.order_by(Person.sorting, Person.id).limit(SHOWN)))


def _by_post() -> ColumnElement[bool]:
    """Who has not said gets it as members always have."""
    return or_(Magazine.way.is_(None), Magazine.way == "post")


def _of_members(columns: Any, organisation_id: UUID) -> Any:
    return (
        columns.select_from(Person)
        .outerjoin(Magazine, and_(Magazine.organisation_id == organisation_id, Magazine.person_id == Person.id))
        .where(Person.organisation_id == organisation_id, IS_HERE, Person.id.in_(ids_of_members(organisation_id)))
    )
