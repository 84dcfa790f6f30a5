"""The reminder, in the member's language."""

from datetime import date
from decimal import Decimal

from plugins.recruitment.dues.models import Invoice
from portal.i18n import _, format_date, format_number, use_language
from portal.messages.services import Letter


def reminder(invoice: Invoice, name: str, *, here: str, account: str, pay_by: date, language: str) -> Letter:
    """Whose dues, for couples share a mailbox; how much, by which KID, until when. Nothing of health."""
    with use_language(language):
        lines = [
            _("Member: %(name)s", name=name),
            _("Amount: %(amount)s kr", amount=format_number(Decimal(invoice.amount - invoice.paid).scaleb(-2))),
            _("KID: %(kid)s", kid=invoice.kid),
            _("To be paid by: %(date)s", date=format_date(pay_by)),
        ]
        if account:
            lines.insert(2, _("Account: %(account)s", account=account))
        year = str(invoice.year)
        return Letter(
            subject=_("A reminder of the dues for %(year)s", year=year),
            paragraphs=(
                _("We cannot see that the dues for %(year)s have come in. Perhaps it slipped your mind.", year=year),
                _(
                    "Have you paid in the last few days? Then you need do nothing. Tell us if it is hard to pay, or if "
                    "you do not want to be a member any more."
                ),
            ),
            lists=((_("This is what you pay with"), tuple(lines)),),
            sender=here,
        )
