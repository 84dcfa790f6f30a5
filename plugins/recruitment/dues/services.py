"""Say what is to be paid, and what came in is for. Amounts are whole øre."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from plugins.recruitment.dues import queries
from plugins.recruitment.dues.asking import LETTER
from plugins.recruitment.dues.bank_files import Line
from plugins.recruitment.dues.models import Invoice, Payment, Rate
from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.messages.services import stop_queued_to
from portal.tenancy import current_organisation_id, uuid7

#: what reminders are known by in the outbox
REMINDER = "recruitment.reminder"


def say_rates(year: int, amounts: dict[str, int], *, by: UUID) -> None:
    """What each kind of member pays that year; what was asked for already stays as it is."""
    there = queries.rates_of(current_organisation_id(), year)
    changes: dict[str, list[int | None]] = {}
    for kind, amount in amounts.items():
        if kind not in there:
            db.session.add(Rate(id=uuid7(), year=year, kind=kind, amount=amount))
            changes[kind] = [None, amount]
        elif there[kind].amount != amount:
            changes[kind] = [there[kind].amount, amount]
            there[kind].amount = amount
    record("recruitment.rates_said", None, by=by, changes={"year": year, **changes})


def waive(invoice: Invoice, *, by: UUID) -> None:
    """She need not pay. Raises PortalError where it is settled."""
    if invoice.status != "open":
        raise PortalError(_("This is settled already."))
    record("recruitment.dues_waived", invoice.person_id, by=by, changes=changed(invoice, status="waived"))
    take_back_letters([invoice])


def take_back_letters(invoices: Iterable[Invoice]) -> None:
    """What still waits in the outbox is not sent: for what is settled there is nothing to ask any more."""
    settled = [one for one in invoices if one.status != "open"]
    if mailed := {one.person_id for one in settled if one.mailed_on}:
        stop_queued_to(current_organisation_id(), mailed, LETTER)
    if reminded := {one.person_id for one in settled if one.reminded_on}:
        stop_queued_to(current_organisation_id(), reminded, REMINDER)


def pay_by_hand(invoice: Invoice, *, amount: int, on_date: date, by: UUID) -> None:
    """Cash, Vipps, or money on another account. Raises PortalError for a day to come."""
    if on_date > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")
    payment = new_payment(Line(on_date, amount, invoice.kid, "", f"hand {uuid7()}"), None)
    db.session.add(payment)
    settle(payment, invoice)
    take_back_letters([invoice])
    record("recruitment.dues_paid", invoice.person_id, by=by, changes={"amount": amount, "on": on_date})
    ask_for("measure_metrics")


def new_payment(line: Line, file_id: UUID | None) -> Payment:
    """Not matched yet; `file_id`: None for one that is written down by hand."""
    return Payment(
        id=uuid7(),
        file_id=file_id,
        on_date=line.on_date,
        amount=line.amount,
        kid=line.kid,
        paid_to=line.paid_to,
        text=line.text,
        mark=line.mark,
    )


def match_payment(payment: Payment, invoice: Invoice, *, by: UUID) -> None:
    """Somebody says what it is for. Raises PortalError: somebody has said so already, or the invoice is settled."""
    _check_open(payment)
    if invoice.status != "open" and payment.amount > 0:
        raise PortalError(_("This is settled already."), "invoice_id")
    settle(payment, invoice)
    take_back_letters([invoice])
    record(
        "recruitment.payment_matched", invoice.person_id, by=by, changes={"payment": payment.id, "on": payment.on_date}
    )
    ask_for("measure_metrics")


def set_aside(payment: Payment, note: str, *, by: UUID) -> None:
    """It is for no invoice: a gift, something else. Raises PortalError."""
    _check_open(payment)
    changes = changed(payment, note=note.strip(), settled_at=clock.now())
    record("recruitment.payment_set_aside", payment.id, by=by, changes=changes)


def _check_open(payment: Payment) -> None:
    if payment.settled_at:
        raise PortalError(_("Somebody has said already what this payment is for."))


def take_back(payment: Payment, *, by: UUID) -> None:
    """What was said of it was wrong: it waits to be looked at again. What was written down by hand goes.

    Raises PortalError where nothing was said.
    """
    if payment.settled_at is None:
        raise PortalError(_("Nobody has said yet what this payment is for."))
    invoice = queries.invoice(payment.organisation_id, payment.invoice_id) if payment.invoice_id else None
    changes = {"payment": payment.id, "amount": payment.amount, "on": payment.on_date}
    if invoice is None:
        record("recruitment.aside_taken_back", payment.id, by=by, changes=changes)
    else:
        _add(-payment.amount, payment.on_date, invoice)
        record("recruitment.payment_taken_back", invoice.person_id, by=by, changes=changes)
        ask_for("measure_metrics")
    payment.invoice_id, payment.settled_at, payment.note = None, None, ""
    if payment.file_id is None:
        db.session.delete(payment)


def settle(payment: Payment, invoice: Invoice) -> None:
    payment.invoice_id, payment.settled_at = invoice.id, clock.now()
    _add(payment.amount, payment.on_date, invoice)


def _add(amount: int, on_date: date, invoice: Invoice) -> None:
    """The invoice is paid when all of it is in, and open again when the bank, or somebody, takes money back."""
    invoice.paid += amount
    is_whole = invoice.paid >= invoice.amount
    if is_whole and invoice.status == "open":
        invoice.status, invoice.paid_on = "paid", on_date
    elif not is_whole and invoice.status == "paid":
        invoice.status, invoice.paid_on = "open", None
