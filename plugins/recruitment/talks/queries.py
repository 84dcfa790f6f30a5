"""What is read of officers. Every function takes the organisation."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, case, func, or_, select, tuple_

from plugins.recruitment.talks.models import Officer
from portal.calendar.models import CalendarEntry
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE, After

PAGE = 30
_HER = and_(Person.organisation_id == Officer.organisation_id, Person.id == Officer.person_id)


def holds_office_on(on: date) -> ColumnElement[bool]:
    """A condition on Officer."""
    return and_(Officer.since <= on, or_(Officer.until.is_(None), Officer.until >= on))


def page_of(
    organisation_id: UUID, units: Collection[UUID] | None, on: date, after: After | None, *, lacking: bool
) -> tuple[list[Row[Any]], After | None]:
    """Officers by name; `lacking`: only those who are not trained. `units`: None for all."""
    statement = (
        select(
            Officer.id, Officer.office, Officer.unit_id, Officer.trained_on, Officer.person_id, Person.name,
            Person.sorting,
        )
        .join(Person, _HER)
        .where(Officer.organisation_id == organisation_id, IS_HERE, holds_office_on(on), *_of(units))
    )  # fmt: skip
    if lacking:
        statement = statement.where(Officer.trained_on.is_(None))
    if after:
        statement = statement.where(tuple_(Person.sorting, Officer.id) > tuple_(after.sorting, after.id))
    rows: list[Row[Any]] = list(db.session.execute(statement.order_by(Person.sorting, Officer.id).limit(PAGE + 1)))
    return rows[:PAGE], After(rows[PAGE - 1].sorting, rows[PAGE - 1].id) if len(rows) > PAGE else None


def _of(units: Collection[UUID] | None) -> list[ColumnElement[bool]]:
    return [] if units is None else [Officer.unit_id.in_(units)]


def trained_by_office(organisation_id: UUID, units: Collection[UUID] | None, on: date) -> dict[str, tuple[int, int]]:
    """By office: how many are trained, of how many. Somebody with two offices counts in each."""
    trained = func.sum(case((Officer.trained_on <= on, 1), else_=0))
    rows = db.session.execute(
        select(Officer.office, trained, func.count())
        .where(Officer.organisation_id == organisation_id, holds_office_on(on), *_of(units))
        .group_by(Officer.office)
    )
    return {office: (int(part), int(whole)) for office, part, whole in rows}


def share_trained(organisation_id: UUID, on: date) -> tuple[Decimal, Decimal]:
    """The metric: people who hold an office and are trained, of all who hold one, each once."""
    people = func.count(func.distinct(Officer.person_id))
    trained = func.count(func.distinct(case((Officer.trained_on <= on, Officer.person_id))))
    part, whole = db.session.execute(
        select(trained, people).where(Officer.organisation_id == organisation_id, holds_office_on(on))
    ).one()
    return Decimal(part), Decimal(whole)


def offices_of(organisation_id: UUID, person_id: UUID, after: date) -> list[Officer]:
    """Those of hers that last longer than this day."""
    ours = Officer.organisation_id == organisation_id, Officer.person_id == person_id
    lasts = or_(Officer.until.is_(None), Officer.until > after)
    return list(db.session.scalars(select(Officer).where(*ours, lasts).order_by(Officer.id)))


def officer(organisation_id: UUID, officer_id: UUID) -> tuple[Officer, str] | None:
    """With her name; None for somebody who is no longer in the register."""
    row = db.session.execute(
        select(Officer, Person.name)
        .join(Person, _HER)
        .where(Officer.organisation_id == organisation_id, Officer.id == officer_id, IS_HERE)
    ).one_or_none()
    return (row[0], row[1]) if row else None


def standing_items(organisation_id: UUID, on: date) -> list[Row[Any]]:
    """(id, title, months) of what stands on agendas again and again, not over yet."""
    return list(
        db.session.execute(
            select(CalendarEntry.id, CalendarEntry.title, CalendarEntry.months)
            .where(
                CalendarEntry.organisation_id == organisation_id,
                CalendarEntry.kind == "standing",
                or_(CalendarEntry.until.is_(None), CalendarEntry.until >= on),
            )
            .order_by(CalendarEntry.title)
            .limit(PAGE)
        )
    )
