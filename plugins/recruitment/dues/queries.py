"""What is read of dues and payments. Every function takes the organisation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased

from plugins.recruitment.dues.models import FirstDues, Invoice, Rate
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import ids_of_members, is_member_on
from portal.extensions import db
from portal.messages.models import MailStop
from portal.people.models import Person
from portal.people.queries import IS_HERE

PAGE = 30


def rates_of(organisation_id: UUID, year: int) -> dict[str, Rate]:
    """What each kind of member pays that year."""
    found = db.session.scalars(select(Rate).where(Rate.organisation_id == organisation_id, Rate.year == year))
    return {rate.kind: rate for rate in found}


def to_be_invoiced(organisation_id: UUID, year: int, on: date, limit: int | None = None) -> list[Row[Any]]:
    """(person, kind) of members who have not been asked for this year's dues, in the order of their ids."""
    rows = _to_be_invoiced(organisation_id, year, on, Membership.person_id, Membership.kind)
    return list(db.session.execute(rows.order_by(Membership.person_id).limit(limit)))


def numbers_to_be_invoiced(organisation_id: UUID, year: int, on: date) -> dict[str, int]:
    """The same by kind of member, counted."""
    rows = _to_be_invoiced(organisation_id, year, on, Membership.kind, func.count()).group_by(Membership.kind)
    return dict(db.session.execute(rows).all())


def _to_be_invoiced(organisation_id: UUID, year: int, on: date, *columns: Any) -> Select[Any]:
    """Each once, as what she became last."""
    asked = exists().where(
        Invoice.organisation_id == organisation_id, Invoice.person_id == Membership.person_id, Invoice.year == year
    )
    later = exists().where(
        FirstDues.organisation_id == organisation_id, FirstDues.person_id == Membership.person_id, FirstDues.year > year
    )
    other = aliased(Membership)
    again = exists().where(
        other.organisation_id == organisation_id,
        other.person_id == Membership.person_id,
        is_member_on(on, other),
        tuple_(other.starts_on, other.id) > tuple_(Membership.starts_on, Membership.id),
    )
    ours = Membership.organisation_id == organisation_id
    return select(*columns).select_from(Membership).where(ours, is_member_on(on), ~asked, ~later, ~again)


def promised(organisation_id: UUID, year: int, people: Collection[UUID]) -> dict[UUID, int]:
    """By person, what a new member was promised to pay that year, in øre, where it is not what others do."""
    rows = db.session.execute(
        select(FirstDues.person_id, FirstDues.amount).where(
            FirstDues.organisation_id == organisation_id,
            FirstDues.year == year,
            FirstDues.amount.is_not(None),
            FirstDues.person_id.in_(people),
        )
    )
    return {person_id: amount for person_id, amount in rows if amount is not None}


def number_reached(organisation_id: UUID, year: int, on: date, kinds: Collection[str]) -> int:
    """How many of them, being of these kinds, letters reach by e-mail."""
    rows = _to_be_invoiced(organisation_id, year, on, func.count()).where(Membership.kind.in_(kinds))
    return db.session.scalar(_with_person(rows, organisation_id, Membership).where(is_reached(organisation_id))) or 0


def reached(organisation_id: UUID, people: Collection[UUID]) -> dict[UUID, Any]:
    """By id, (id, name, e-mail, language) of those of them whom letters reach."""
    columns = select(Person.id, Person.name, Person.email, Person.language)
    ours = Person.organisation_id == organisation_id, Person.id.in_(people), IS_HERE
    return {row.id: row for row in db.session.execute(columns.where(*ours, is_reached(organisation_id)))}


def is_reached(organisation_id: UUID) -> ColumnElement[bool]:
    """A condition on Person: she has an e-mail, and no mail server has refused it."""
    return and_(Person.email_key != "", ~is_returned(organisation_id))


def is_returned(organisation_id: UUID) -> ColumnElement[bool]:
    """A condition on Person: letters to her e-mail come back."""
    return exists().where(MailStop.organisation_id == organisation_id, MailStop.address == Person.email_key)


def _with_person(columns: Any, organisation_id: UUID, of: Any) -> Any:
    return columns.join(Person, and_(Person.organisation_id == organisation_id, Person.id == of.person_id))


@dataclass(frozen=True)
class Ways:
    """How those who were asked for a year's dues and owe them were asked: by e-mail, by a letter that was printed; and
    who has to get one on paper still, of whom `returned` have an e-mail from which letters come back, `without` have no
    full address, and some have a protected one."""

    mailed: int
    printed: int
    unprinted: int
    returned: int
    without: int
    protected: int

    @property
    def to_print(self) -> int:
        return self.unprinted - self.protected


def ways_of(organisation_id: UUID, year: int) -> Ways:
    """One statement, however many they are."""
    on_paper, new = _gets_paper(organisation_id), Invoice.printed_on.is_(None)
    whole = and_(Person.street != "", Person.postal_code != "")
    counts = select(
        func.count().filter(~on_paper),
        func.count().filter(on_paper, ~new),
        func.count().filter(on_paper, new),
        func.count().filter(is_returned(organisation_id), new),
        func.count().filter(on_paper, new, ~whole, Person.is_protected.is_(False)),
        func.count().filter(on_paper, new, Person.is_protected),
    )
    return Ways(*map(int, db.session.execute(_owing(counts, organisation_id, year)).one()))


def to_print(organisation_id: UUID, year: int, again: bool, limit: int) -> list[Row[Any]]:
    """(invoice, name, e-mail, whether letters to it come back, street, postal code, town, country, language), as the
    post sorts them, of those whom letters do not reach by e-mail.

    Protected addresses are in no file. `again`: also what was printed before.
    """
    columns = select(
        Invoice, Person.name, Person.email, is_returned(organisation_id).label("returned"), Person.street,
        Person.postal_code, Person.town, Person.country, Person.language,
    )  # fmt: skip
    wanted = [_gets_paper(organisation_id), Person.is_protected.is_(False)]
    if not again:
        wanted.append(Invoice.printed_on.is_(None))
    found = _owing(columns, organisation_id, year).where(*wanted)
    order = Person.country, Person.postal_code, Person.street, Person.sorting, Person.id
    return list(db.session.execute(found.order_by(*order).limit(limit)))


def by_hand(organisation_id: UUID, year: int) -> list[Row[Any]]:
    """(id, name) of the first thirty whom letters do not reach by e-mail, and whose address is protected."""
    return _named(organisation_id, year, _gets_paper(organisation_id), Person.is_protected)


def returned(organisation_id: UUID, year: int) -> list[Row[Any]]:
    """(id, name, e-mail) of the first thirty whose letter came back and who have got none on paper yet."""
    return _named(organisation_id, year, is_returned(organisation_id), Invoice.printed_on.is_(None))


def with_returned_letter(organisation_id: UUID, year: int) -> Any:
    """All of these, as a SELECT of their invoices' ids."""
    wanted = is_returned(organisation_id), Invoice.printed_on.is_(None)
    return _owing(select(Invoice.id), organisation_id, year).where(*wanted)


def _named(organisation_id: UUID, year: int, *wanted: Any) -> list[Row[Any]]:
    found = _owing(select(Person.id, Person.name, Person.email), organisation_id, year)
    return list(db.session.execute(found.where(*wanted).order_by(Person.sorting, Person.id).limit(PAGE)))


def _gets_paper(organisation_id: UUID) -> ColumnElement[bool]:
    """A condition on Invoice and Person: no letter was sent by e-mail, or letters to it come back."""
    return or_(Invoice.mailed_on.is_(None), is_returned(organisation_id))


def _owing(columns: Any, organisation_id: UUID, year: int) -> Any:
    """Open invoices of members of today."""
    owes = Invoice.organisation_id == organisation_id, Invoice.year == year, Invoice.status == "open"
    found = _with_person(columns.select_from(Invoice), organisation_id, Invoice)
    return found.where(*owes, IS_HERE, Person.id.in_(ids_of_members(organisation_id)))


def last_number(organisation_id: UUID) -> int:
    return db.session.scalar(select(func.max(Invoice.number)).where(Invoice.organisation_id == organisation_id)) or 0


def totals_of(organisation_id: UUID, year: int) -> dict[str, tuple[int, int, int]]:
    """By status: how many invoices of the year, what they are together, what has come in; amounts in øre."""
    rows = db.session.execute(
        select(Invoice.status, func.count(), func.sum(Invoice.amount), func.sum(Invoice.paid))
        .where(Invoice.organisation_id == organisation_id, Invoice.year == year)
        .group_by(Invoice.status)
    )
    return {status: (n, int(amount), int(paid)) for status, n, amount, paid in rows}


def invoices_of(organisation_id: UUID, person_id: UUID) -> list[Invoice]:
    """Hers, the newest year first."""
    return list(
        db.session.scalars(
            select(Invoice)
            .where(Invoice.organisation_id == organisation_id, Invoice.person_id == person_id)
            .order_by(Invoice.year.desc())
        )
    )


def invoice(organisation_id: UUID, invoice_id: UUID) -> Invoice | None:
    return db.session.get(Invoice, (organisation_id, invoice_id))
