"""What is counted of members. Every function takes the organisation and makes one statement, however many they are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, extract, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import has_paid_for, is_member_on
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE

PAGE = 30


def paying_by_place(organisation_id: UUID, on: date, years: Collection[int]) -> list[Any]:
    """(unit, postal code, municipality, country, kind, members): those that `number_paying` counts, in groups."""
    place = (Membership.unit_id, Person.postal_code, Person.municipality, Person.country, Membership.kind)
    found = (
        select(*place, func.count(func.distinct(Membership.person_id)))
        .join(Invoice, has_paid_for(years, on))
        .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Membership.person_id))
        .where(Membership.organisation_id == organisation_id, is_member_on(on))
        .group_by(*place)
    )
    return list(db.session.execute(found))


def times_by_year(organisation_id: UUID) -> list[Any]:
    """(year of joining, began in, ended in or None, has died, is her first, times): by years, so that they are few."""
    joined = (
        select(Membership.person_id, func.min(Membership.starts_on).label("on"))
        .where(Membership.organisation_id == organisation_id)
        .group_by(Membership.person_id)
        .subquery()
    )
    died = func.coalesce(Membership.ending == "died", False)
    parts = (
        extract("year", joined.c.on), extract("year", Membership.starts_on), extract("year", Membership.ends_on), died,
        Membership.starts_on == joined.c.on,
    )  # fmt: skip
    found = (
        select(*parts, func.count())
        .join(joined, joined.c.person_id == Membership.person_id)
        .where(Membership.organisation_id == organisation_id)
        .group_by(*parts)
    )
    return [
        (int(year), int(began), None if ended is None else int(ended), bool(dead), bool(is_first), n)
        for year, began, ended, dead, is_first, n in db.session.execute(found)
    ]


@dataclass(frozen=True)
class Last:
    """Where a page of those who left begins: after this one."""

    on: date
    id: UUID

    def __str__(self) -> str:
        return f"{self.on.isoformat()}_{self.id.hex}"

    @classmethod
    def read(cls, text: str | None) -> "Last | None":
        day, _underscore, row = (text or "").partition("_")
        try:
            return cls(date.fromisoformat(day), UUID(hex=row))
        except ValueError:
            return None


def who_left(organisation_id: UUID, since: date, on: date, after: Last | None) -> tuple[list[Any], Last | None]:
    """Whoever left since then for another reason than death, is no member again, and can be written or rung to.

    The latest first, and where the next page begins.
    """
    columns = (
        Membership.id, Membership.person_id, Person.name, Person.email, Person.phone, Membership.ends_on,
        Membership.ending, Membership.kind, Membership.unit_id,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Membership.person_id))
        .where(Membership.organisation_id == organisation_id, *_left(since, on), IS_HERE, ~_came_back(organisation_id))
        .where(or_(Person.email != "", Person.phone != ""))
    )
    if after:
        query = query.where(tuple_(Membership.ends_on, Membership.id) < tuple_(after.on, after.id))
    rows = list(db.session.execute(query.order_by(Membership.ends_on.desc(), Membership.id.desc()).limit(PAGE + 1)))
    following = Last(rows[PAGE - 1].ends_on, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return rows[:PAGE], following


def _left(since: date, on: date) -> list[ColumnElement[bool]]:
    return [
        Membership.ends_on > since,
        Membership.ends_on <= on,
        Membership.ending.in_(("wish", "unpaid", "other")),
    ]


def _came_back(organisation_id: UUID) -> ColumnElement[bool]:
    later = aliased(Membership)
    return exists().where(
        later.organisation_id == organisation_id,
        later.person_id == Membership.person_id,
        later.starts_on >= Membership.ends_on,
    )
