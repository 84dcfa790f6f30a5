"""The letter that asks a member for her dues, in her language; on paper it says the same."""

from datetime import date
from decimal import Decimal

from plugins.recruitment.dues.models import Invoice
from portal.i18n import _, format_date, format_number, use_language
from portal.messages.services import Letter


def dues_letter(invoice: Invoice, name: str, *, here: str, account: str, language: str) -> Letter:
    """How much, to which account, by which KID, until when. Its subject tells nothing of health."""
    with use_language(language):
        year = str(invoice.year)
        return Letter(
            subject=_("Dues for %(year)s", year=year),
            paragraphs=(
                _("Hello %(name)s,", name=name),
                _(
                    "Thank you for being with us in %(here)s. Here are the dues for %(year)s; they carry what we do "
                    "together.",
                    here=here,
                    year=year,
                ),
                _("Is it hard to pay, or do you not want to be a member any more? Just tell us."),
            ),
            lists=((_("This is what you pay with"), payment_lines(invoice, name, account, invoice.due_on)),),
            sender=here,
        )


def payment_lines(invoice: Invoice, name: str, account: str, pay_by: date) -> tuple[str, ...]:
    """Whose dues, for couples share a mailbox, and what is typed at the bank; in the language that is in use."""
    lines = [
        _("Member: %(name)s", name=name),
        _("Amount: %(amount)s kr", amount=format_number(Decimal(invoice.amount - invoice.paid).scaleb(-2))),
        _("Account: %(account)s", account=account) if account else "",
        _("KID: %(kid)s", kid=invoice.kid),
        _("To be paid by: %(date)s", date=format_date(pay_by)),
    ]
    return tuple(filter(None, lines))
