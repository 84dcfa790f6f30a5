"""Who has not paid, and who of them can be reminded. Every function takes the organisation."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, exists, func, select

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.queries import is_reached
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import is_member_on
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE

SHOWN = 30


@dataclass(frozen=True)
class Round:
    """One time of reminding: of which year's dues, on which day, and how many days after the last reminder."""

    year: int
    on: date
    every: int


@dataclass(frozen=True)
class Waiting:
    """How many owe the dues, and of them: whose day has not come, who was reminded a short while ago, who cannot be
    written to, who would get a letter, and what those owe together, in øre."""

    owing: int
    not_due: int
    lately: int
    without_address: int
    letters: int
    owed: int


def waiting(organisation_id: UUID, turn: Round) -> Waiting:
    """One statement, however many they are."""
    due, late, reached = _is_due(turn), _was_lately(turn), is_reached(organisation_id)
    wanted = and_(due, ~late, reached)
    counts = select(
        func.count(),
        func.count().filter(~due),
        func.count().filter(due, late),
        func.count().filter(due, ~late, ~reached),
        func.count().filter(wanted),
        func.coalesce(func.sum(Invoice.amount - Invoice.paid).filter(wanted), 0),
    )
    return Waiting(*map(int, db.session.execute(_of_owing(counts, organisation_id, turn)).one()))


def to_remind(organisation_id: UUID, turn: Round, after: UUID | None, limit: int) -> list[Any]:
    """(invoice, name, e-mail, language) of those who would get a letter, by their ids; kept from other workers.

    `after`: the last one's id, so that whoever goes through them all comes to an end.
    """
    columns = select(Invoice, Person.name, Person.email, Person.language)
    wanted = [_is_due(turn), ~_was_lately(turn), is_reached(organisation_id)]
    if after:
        wanted.append(Invoice.id > after)
    found = _of_owing(columns, organisation_id, turn).where(*wanted).order_by(Invoice.id).limit(limit)
    return list(db.session.execute(found.with_for_update(of=Invoice)))


def unreached(organisation_id: UUID, turn: Round) -> list[Row[Any]]:
    """(id, name, town) of the first thirty who owe and have no address that letters arrive at."""
    columns = select(Person.id, Person.name, Person.town)
    wanted = _is_due(turn), ~is_reached(organisation_id)
    found = _of_owing(columns, organisation_id, turn).where(*wanted)
    return list(db.session.execute(found.order_by(Person.sorting, Person.id).limit(SHOWN)))


def _of_owing(columns: Any, organisation_id: UUID, turn: Round) -> Any:
    """Open invoices of members of today: who has left or died is reminded of nothing."""
    member = exists().where(
        Membership.organisation_id == organisation_id, Membership.person_id == Invoice.person_id, is_member_on(turn.on)
    )
    return (
        columns.select_from(Invoice)
        .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Invoice.person_id))
        .where(Invoice.organisation_id == organisation_id, Invoice.year == turn.year, Invoice.status == "open")
        .where(IS_HERE, member)
    )


def _is_due(turn: Round) -> ColumnElement[bool]:
    return Invoice.due_on < turn.on


def _was_lately(turn: Round) -> ColumnElement[bool]:
    """Who was never reminded was not so lately either; whoever was today was so whatever is set."""
    last = turn.on - timedelta(days=max(turn.every, 1))
    return and_(Invoice.reminded_on.is_not(None), Invoice.reminded_on > last)
