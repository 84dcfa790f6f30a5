"""Two rows of one member become one: she owes a year's dues once, and what she has paid is not lost."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, func, select, update
from sqlalchemy.orm import aliased

from plugins.recruitment.dues.models import Invoice, Payment
from plugins.recruitment.dues.services import take_back_letters
from portal.audit.services import changed, record
from portal.extensions import db

#: which of two is true
_FIRST = ("paid", "waived", "open")


def settle_dues(organisation_id: UUID, keep_id: UUID, other_id: UUID, *, by: UUID | None) -> None:
    """Of a year for which both were asked, the kept one's invoice has all that came in; the other's is waived."""
    for kept, other in _of_the_same_year(organisation_id, keep_id, other_id):
        record("recruitment.dues_merged", keep_id, by=by, changes={"year": kept.year, **_join(kept, other)})


def _of_the_same_year(organisation_id: UUID, keep_id: UUID, other_id: UUID) -> list[tuple[Invoice, Invoice]]:
    other = aliased(Invoice)
    same = and_(other.organisation_id == organisation_id, other.person_id == other_id, other.year == Invoice.year)
    kept = Invoice.organisation_id == organisation_id, Invoice.person_id == keep_id
    return [(one, two) for one, two in db.session.execute(select(Invoice, other).join(other, same).where(*kept))]


def _join(kept: Invoice, other: Invoice) -> dict[str, list[object]]:
    """Returns what changed of the kept one."""
    true, paid = min((kept, other), key=lambda one: _FIRST.index(one.status)), kept.paid + other.paid
    status, paid_on = true.status, true.paid_on
    moved = Payment.organisation_id == kept.organisation_id, Payment.invoice_id == other.id
    db.session.execute(
        update(Payment).where(*moved).values(invoice_id=kept.id).execution_options(synchronize_session=False)
    )
    if status == "open" and paid >= true.amount:
        status, paid_on = "paid", _last_day(kept)
    changes = changed(kept, kind=true.kind, amount=true.amount, status=status, paid=paid, paid_on=paid_on)
    changed(other, status="waived", paid=0, paid_on=None)
    take_back_letters([kept, other])
    return changes


def _last_day(invoice: Invoice) -> date | None:
    ours = Payment.organisation_id == invoice.organisation_id, Payment.invoice_id == invoice.id
    return db.session.scalar(select(func.max(Payment.on_date)).where(*ours))
