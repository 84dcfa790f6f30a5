"""What is read of members. Every function takes the organisation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members.models import Membership
from portal import clock
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE, After, holds

PAGE = 30
_BY_NAME = Person.sorting, Person.id
#: what runs first, then what ended last: of two rows that became one, times may lie inside each other
_LATEST = (
    Membership.ends_on.is_not(None), Membership.ends_on.desc(), Membership.starts_on.desc(), Membership.id.desc()
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """A member in the list, with how it stands with this year's dues: "" where nobody has asked for them; in øre."""

    person_id: UUID
    name: str
    town: str
    kind: str
    unit_id: UUID | None
    starts_on: date
    ends_on: date | None
    ending: str | None
    dues: str
    amount: int
    paid: int
    sorting: str


@dataclass(frozen=True)
class Asked:
    """What the list is narrowed to. `units`: None for all."""

    units: Collection[UUID] | None
    words: tuple[str, ...] = ()
    kind: str = ""
    #: member, open (owes this year's dues), paid, left
    state: str = "member"

    @property
    def left(self) -> bool:
        return self.state == "left"


def latest_membership(organisation_id: UUID, person_id: UUID) -> Membership | None:
    return db.session.scalar(
        select(Membership)
        .where(Membership.organisation_id == organisation_id, Membership.person_id == person_id)
        .order_by(*_LATEST)
        .limit(1)
    )


def member(organisation_id: UUID, person_id: UUID) -> tuple[Person | None, list[Membership]]:
    """Somebody in the register, and her history as a member, the newest first: none where she never was one."""
    rows = db.session.execute(
        select(Person, Membership)
        .outerjoin(Membership, and_(Membership.organisation_id == organisation_id, Membership.person_id == Person.id))
        .where(Person.organisation_id == organisation_id, Person.id == person_id, IS_HERE)
        .order_by(*_LATEST)
    ).all()
    return (rows[0][0] if rows else None), [row[1] for row in rows if row[1]]


def is_member_on(on: date, of: Any = Membership) -> ColumnElement[bool]:
    """A condition on Membership, or on an alias `of` it."""
    return and_(of.starts_on <= on, or_(of.ends_on.is_(None), of.ends_on > on))


def ids_of_members(organisation_id: UUID) -> Select[UUID]:
    """Whoever is a member today, as a SELECT."""
    today = Membership.organisation_id == organisation_id, is_member_on(clock.today())
    return select(Membership.person_id).where(*today).distinct()


def page_of(organisation_id: UUID, asked: Asked, on: date, after: After | None) -> tuple[list[Line], After | None]:
    """Members by name, who has left lately first; with this year's dues, and where the next page begins.

    One statement, by key.
    """
    columns: tuple[Any, ...] = (
        Person.id, Person.name, Person.town, Membership.kind, Membership.unit_id, Membership.starts_on,
        Membership.ends_on, Membership.ending, func.coalesce(Invoice.status, ""),
        func.coalesce(Invoice.amount, 0), func.coalesce(Invoice.paid, 0), Person.sorting,
    )  # fmt: skip
    rows = db.session.execute(
        select(*columns)
        .join(Membership, and_(Membership.organisation_id == organisation_id, Membership.person_id == Person.id))
        .outerjoin(
            Invoice,
            and_(Invoice.organisation_id == organisation_id, Invoice.person_id == Person.id, Invoice.year == on.year),
        )
        .where(Person.organisation_id == organisation_id, IS_HERE, *holds(organisation_id, asked.words))
        .where(*_conditions(asked, on), *_after(asked, after))
        .order_by(*([Membership.ends_on.desc(), Membership.person_id.desc()] if asked.left else _BY_NAME))
        .limit(PAGE + 1)
    ).all()
    lines = [Line(*row) for row in rows[:PAGE]]
    return lines, _following(asked, lines[-1]) if len(rows) > PAGE else None


def _following(asked: Asked, last: Line) -> After:
    return After(str(last.ends_on) if asked.left else last.sorting, last.person_id)


def _conditions(asked: Asked, on: date) -> list[ColumnElement[bool]]:
    found = _has_left(on) if asked.left else [is_member_on(on)]
    if asked.state in ("open", "paid"):
        found.append(Invoice.status == asked.state)
    if asked.kind:
        found.append(Membership.kind == asked.kind)
    if asked.units is not None:
        found.append(Membership.unit_id.in_(asked.units))
    return found


def _has_left(on: date) -> list[ColumnElement[bool]]:
    """The last of her times is over: who came back has not left, and who left twice is listed once."""
    later = aliased(Membership)
    began_again = exists().where(
        later.organisation_id == Membership.organisation_id,
        later.person_id == Membership.person_id,
        later.starts_on <= on,
        tuple_(later.starts_on, later.id) > tuple_(Membership.starts_on, Membership.id),
    )
    return [Membership.ends_on <= on, Membership.ending != "changed", ~began_again]


def _after(asked: Asked, after: After | None) -> list[ColumnElement[bool]]:
    if after and asked.left:
        day = _day_in(after.sorting)
        return [tuple_(Membership.ends_on, Membership.person_id) < tuple_(day, after.id)] if day else []
    return [tuple_(Person.sorting, Person.id) > tuple_(after.sorting, after.id)] if after else []


def _day_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def has_paid_for(years: Collection[int], on: date) -> ColumnElement[bool]:
    """A condition that joins Invoice to Membership: all of it had come in by that day."""
    return and_(
        Invoice.organisation_id == Membership.organisation_id,
        Invoice.person_id == Membership.person_id,
        Invoice.year.in_(years),
        Invoice.paid_on <= on,
    )


def number_paying(organisation_id: UUID, on: date, years: Collection[int], kinds: Collection[str] = ()) -> int:
    """Members on this day who have paid for one of these years by then, each once; of these kinds, or of all."""
    statement = (
        select(func.count(func.distinct(Membership.person_id)))
        .join(Invoice, has_paid_for(years, on))
        .where(Membership.organisation_id == organisation_id, is_member_on(on))
    )
    return db.session.scalar(statement.where(Membership.kind.in_(kinds)) if kinds else statement) or 0
