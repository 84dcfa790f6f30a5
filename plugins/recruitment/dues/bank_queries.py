"""What is read of payments and of the bank's files. Every function takes the organisation."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, exists, func, literal, or_, select, tuple_, union_all

from plugins.recruitment.dues.models import BankFile, Invoice, Payment
from portal.extensions import db
from portal.jobs.models import Job
from portal.paging import Position
from portal.people.models import Person
from portal.people.queries import IS_HERE

PAGE = 30


def payments_of(organisation_id: UUID, invoices: Collection[Invoice]) -> dict[UUID, list[Payment]]:
    """By invoice, what came in for these, the oldest first; also what has its KID and waits to be looked at."""
    by_kid = {one.kid: one.id for one in invoices}
    ours = select(Payment.id).where(Payment.organisation_id == organisation_id)
    either = union_all(  # an index each; an OR would read all payments there are
        ours.where(Payment.invoice_id.in_(by_kid.values())),
        ours.where(Payment.settled_at.is_(None), Payment.kid.in_(by_kid)),
    )
    found = db.session.scalars(
        select(Payment)
        .where(Payment.organisation_id == organisation_id, Payment.id.in_(either))
        .order_by(Payment.on_date, Payment.id)
    )
    by_invoice: dict[UUID, list[Payment]] = {}
    for one in found:
        by_invoice.setdefault(one.invoice_id or by_kid[one.kid], []).append(one)
    return by_invoice


def invoices_meant(organisation_id: UUID, readings: Mapping[str, Collection[str]]) -> dict[str, list[Invoice]]:
    """By a KID as it is written, the invoices that it may stand for; `readings` says how it can be read."""
    kids = {one for ways in readings.values() for one in ways}
    found = db.session.scalars(
        select(Invoice).where(Invoice.organisation_id == organisation_id, Invoice.kid.in_(kids)).order_by(Invoice.id)
    )
    known = {one.kid: one for one in found}
    return {kid: [known[one] for one in ways if one in known] for kid, ways in readings.items()}


def marks_there(organisation_id: UUID, marks: Collection[str]) -> set[str]:
    """Of these payments, those that were taken in before."""
    return set(
        db.session.scalars(
            select(Payment.mark).where(Payment.organisation_id == organisation_id, Payment.mark.in_(marks))
        )
    )


def file_by_hash(organisation_id: UUID, sha256: str) -> BankFile | None:
    return db.session.scalars(
        select(BankFile).where(BankFile.organisation_id == organisation_id, BankFile.sha256 == sha256)
    ).first()


def tally_of(organisation_id: UUID, file_id: UUID) -> tuple[int, int]:
    """Of a file's payments, those that found their invoice, and the others."""
    found = func.count(Payment.invoice_id)
    ours = Payment.organisation_id == organisation_id, Payment.file_id == file_id
    matched, others = db.session.execute(select(found, func.count() - found).where(*ours)).one()
    return matched, others


def files_of(organisation_id: UUID, limit: int = 12) -> list[Row[Any]]:
    """(file, payments, matched, sum in øre, whether a worker is at it), the newest first."""
    job = Job.organisation_id == organisation_id, Job.id == BankFile.id, Job.finished_at.is_(None)
    is_read_now = exists().where(*job).label("is_read_now")
    return list(
        db.session.execute(
            select(BankFile.id, BankFile.name, BankFile.read_at, func.count(Payment.id), func.count(Payment.invoice_id),
                   func.coalesce(func.sum(Payment.amount), 0), BankFile.stored_at, is_read_now)
            .outerjoin(Payment, and_(Payment.organisation_id == organisation_id, Payment.file_id == BankFile.id))
            .where(BankFile.organisation_id == organisation_id)
            .group_by(BankFile.id, BankFile.name, BankFile.read_at, BankFile.stored_at)
            .order_by(BankFile.read_at.desc(), BankFile.id)
            .limit(limit)
        )
    )  # fmt: skip


def payment(organisation_id: UUID, payment_id: UUID) -> Payment | None:
    return db.session.get(Payment, (organisation_id, payment_id))


def unmatched(organisation_id: UUID, after: Position | None) -> tuple[list[Payment], Position | None]:
    """Payments that nobody has said anything about, the oldest first."""
    return _page(organisation_id, after, Payment.settled_at.is_(None))


def put_aside(organisation_id: UUID, after: Position | None) -> tuple[list[Payment], Position | None]:
    """Payments that are for no invoice, the oldest first."""
    return _page(organisation_id, after, Payment.settled_at.is_not(None), Payment.invoice_id.is_(None))


def _page(organisation_id: UUID, after: Position | None, *wanted: Any) -> tuple[list[Payment], Position | None]:
    query = select(Payment).where(Payment.organisation_id == organisation_id, *wanted)
    if after:
        query = query.where(tuple_(Payment.on_date, Payment.id) > tuple_(after.on_date, after.id))
    found = list(db.session.scalars(query.order_by(Payment.on_date, Payment.id).limit(PAGE + 1)))
    following = Position(found[PAGE - 1].on_date, found[PAGE - 1].id) if len(found) > PAGE else None
    return found[:PAGE], following


def number_unmatched(organisation_id: UUID) -> int:
    waiting = Payment.organisation_id == organisation_id, Payment.settled_at.is_(None)
    return db.session.scalar(select(func.count()).select_from(Payment).where(*waiting)) or 0


def open_invoices(
    organisation_id: UUID, words: Collection[str], *, is_all: bool, limit: int = 20
) -> list[tuple[Invoice, str]]:
    """(invoice, name) that a payment may be for: open ones whose member or KID holds these words, or the most of them.

    What a bank says of a payment has other words beside a name.
    """
    holds = [
        Person.words.contains(word, autoescape=True) | Invoice.kid.contains(word, autoescape=True) for word in words
    ]
    wanted = holds if is_all or not holds else [or_(*holds)]
    number = sum((case((one, 1), else_=0) for one in holds), literal(0))
    return [
        (found, name)
        for found, name in db.session.execute(
            select(Invoice, Person.name)
            .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Invoice.person_id))
            .where(Invoice.organisation_id == organisation_id, Invoice.status == "open", IS_HERE, *wanted)
            .order_by(number.desc(), Person.sorting, Invoice.year)
            .limit(limit)
        )
    ]
