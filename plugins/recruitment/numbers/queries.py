"""What is counted of members. Every function takes the organisation and makes one statement, however many they are."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import and_, extract, func, select

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import has_paid_for, is_member_on
from portal.extensions import db
from portal.people.models import Person


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
