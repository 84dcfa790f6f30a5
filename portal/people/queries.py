"""What is read of the register. Lists read columns and page by key."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select, tuple_
from sqlalchemy.orm import aliased

from portal.accounts.models import UserAccount
from portal.extensions import db
from portal.people.models import Person, PersonLook, PersonWord
from portal.people.rules import parts_of

PAGE = 30
#: no letter sorts behind it
_LAST = "\U0010ffff"
#: a condition on Person, for whatever names people: who was erased or merged leaves an empty row
IS_HERE: ColumnElement[bool] = Person.gone_at.is_(None)


@dataclass(frozen=True)
class After:
    """Where a page of the register begins: after this person. Written `<id>_<how she is sorted>` in addresses."""

    sorting: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.id.hex}_{self.sorting}"

    @classmethod
    def read(cls, text: str | None) -> "After | None":
        """None for no position, or for one that somebody has mangled."""
        row, _underscore, sorting = (text or "").partition("_")
        try:
            return cls(sorting, UUID(hex=row))
        except ValueError:
            return None


@dataclass(frozen=True)
class Line:
    """Somebody in the list. Her address is not in it: it may be protected."""

    id: UUID
    name: str
    email: str
    phone: str
    unit_id: UUID | None
    sorting: str


_LINE = (Person.id, Person.name, Person.email, Person.phone, Person.unit_id, Person.sorting)


def lines_of(
    organisation_id: UUID, units: Collection[UUID] | None, words: Sequence[str], after: After | None, limit: int = PAGE
) -> tuple[list[Line], After | None]:
    """People by family name who hold all these words, and where the next page begins. `units`: None for all."""
    query = select(*_LINE).where(Person.organisation_id == organisation_id, IS_HERE, *holds(organisation_id, words))
    if units is not None:
        query = query.where(Person.unit_id.in_(units))
    if after:
        query = query.where(tuple_(Person.sorting, Person.id) > tuple_(after.sorting, after.id))
    rows = db.session.execute(query.order_by(Person.sorting, Person.id).limit(limit + 1)).all()
    lines = [Line(*row) for row in rows[:limit]]
    return lines, After(lines[-1].sorting, lines[-1].id) if len(rows) > limit else None


def holds(organisation_id: UUID, words: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions on Person: each word is one that she is found by, or the beginning or the end of one.

    An index leads to those who have it; where nobody does, nothing else is read.
    """
    return [Person.id.in_(_with_part(organisation_id, part)) for part in parts_of(" ".join(words))]


def _with_part(organisation_id: UUID, part: str) -> Select[UUID]:
    found = or_(_begins(PersonWord.word, part), _begins(PersonWord.backwards, part[::-1]))
    return select(PersonWord.person_id).where(PersonWord.organisation_id == organisation_id, found)


def _begins(column: Any, part: str) -> ColumnElement[bool]:
    return and_(column >= part, column < part + _LAST)


def person(organisation_id: UUID, person_id: UUID) -> Person | None:
    """None also for somebody who was erased."""
    found = db.session.get(Person, (organisation_id, person_id))
    return found if found and found.gone_at is None else None


def moved_to(organisation_id: UUID, person_id: UUID) -> UUID | None:
    """Whose row it became when two were found to be one person."""
    found = db.session.get(Person, (organisation_id, person_id))
    return found.merged_into if found else None


def rows_today(organisation_id: UUID, people: Collection[UUID]) -> dict[UUID, UUID]:
    """Under which row each of them stands today: her own, or the one that she was merged into. Whoever was erased is
    left out."""
    into = aliased(Person)
    kept = and_(into.organisation_id == organisation_id, into.id == Person.merged_into, into.gone_at.is_(None))
    found = select(Person.id, Person.gone_at, into.id).outerjoin(into, kept)
    rows = db.session.execute(found.where(Person.organisation_id == organisation_id, Person.id.in_(people)))
    today = {was: was if gone_at is None else now for was, gone_at, now in rows}
    return {was: now for was, now in today.items() if now}


def alike(organisation_id: UUID, *, email_key: str, phone: str, sorting: str, postal_code: str) -> list[Row[Any]]:
    """(id, name, e-mail, phone, unit) of people who may be the same: by address, by number, by name and place.

    A protected place finds nobody: whoever may add people could try out one postal code after the other.
    """
    same: list[ColumnElement[bool]] = []
    if email_key:
        same.append(Person.email_key == email_key)
    if phone:
        same.append(Person.phone == phone)
    if postal_code:
        open_place = and_(Person.postal_code == postal_code, Person.is_protected.is_(False))
        same.append(and_(Person.sorting == sorting, open_place))
    if not same:
        return []
    return list(
        db.session.execute(
            select(Person.id, Person.name, Person.email, Person.phone, Person.unit_id)
            .where(Person.organisation_id == organisation_id, IS_HERE, or_(*same))
            .order_by(Person.sorting, Person.id)
            .limit(5)
        )
    )


def looks_at(organisation_id: UUID, person_id: UUID, limit: int = 50) -> list[tuple[datetime, str, str]]:
    """(when, who, page) of whoever looked at her record, the newest first; "" for an account that is gone."""
    rows = db.session.execute(
        select(PersonLook.at, UserAccount.name, PersonLook.page)
        .outerjoin(UserAccount, UserAccount.id == PersonLook.user_id)
        .where(PersonLook.organisation_id == organisation_id, PersonLook.person_id == person_id)
        .order_by(PersonLook.at.desc(), PersonLook.id.desc())
        .limit(limit)
    )
    return [(at, name or "", page) for at, name, page in rows]


def people_at(organisation_id: UUID, address: str) -> list[Row[Any]]:
    """(id, name, e-mail, language, unit) of those who have this e-mail address; couples share one."""
    return list(
        db.session.execute(
            select(Person.id, Person.name, Person.email, Person.language, Person.unit_id)
            .where(Person.organisation_id == organisation_id, Person.email_key == address, Person.gone_at.is_(None))
            .order_by(Person.sorting, Person.id)
            .limit(5)
        )
    )
