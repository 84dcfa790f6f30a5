"""The letter that asks a member for her dues, in her language; on paper it says the same."""

from datetime import date
from decimal import Decimal

from plugins.recruitment.dues.kid import SLIP, SLIP_DIGITS, slip_line
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.rules import PayTo
from portal.i18n import _, format_date, format_number, use_language
from portal.messages.services import Letter


def dues_letter(invoice: Invoice, name: str, *, here: str, pay_to: PayTo, language: str) -> Letter:
    """How much, where to, by which number, until when. Its subject tells nothing of health."""
    with use_language(language):
        year = str(invoice.year)
        return Letter(
            subject=_("Dues for %(year)s", year=year),
            greeting=_("Hello %(name)s,", name=name),
            paragraphs=(
                _(
                    "Thank you for being with us in %(here)s. Here are the dues for %(year)s; they carry what we do "
                    "together.",
                    here=here,
                    year=year,
                ),
                _("Is it hard to pay, or do you not want to be a member any more? Just tell us."),
            ),
            lists=((_("This is what you pay with"), payment_lines(invoice, name, pay_to, invoice.due_on)),),
            sender=here,
        )


def payment_lines(invoice: Invoice, name: str, pay_to: PayTo, pay_by: date) -> tuple[str, ...]:
    """Whose dues, for couples share a mailbox, and what is typed at the bank; in the language that is in use."""
    return (
        _("Member: %(name)s", name=name),
        _("Amount: %(amount)s kr", amount=format_number(Decimal(invoice.amount - invoice.paid).scaleb(-2))),
        *(f"{what}: {said}" for what, said in typed_at_the_bank(invoice.kid, pay_to) if said),
        _("To be paid by: %(date)s", date=format_date(pay_by)),
    )


def typed_at_the_bank(kid: str, pay_to: PayTo) -> tuple[tuple[str, str], ...]:
    """What is typed there, and what it is called. A Danish slip's line may be typed as a whole."""
    if pay_to.creditor:
        return (
            (_("Card type"), SLIP),
            (_("Payment ID of the slip"), kid.zfill(SLIP_DIGITS)),
            (_("Creditor number"), pay_to.creditor),
            (_("The whole payment line"), slip_line(kid, pay_to.creditor)),
        )
    return (_("Account"), pay_to.account), (_("KID"), kid)
