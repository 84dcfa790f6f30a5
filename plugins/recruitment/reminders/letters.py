"""The reminder, in the member's language."""

from datetime import date

from plugins.recruitment.dues.letters import payment_lines
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.rules import PayTo
from portal.i18n import _, use_language
from portal.messages.services import Letter


def reminder(invoice: Invoice, name: str, *, here: str, pay_to: PayTo, pay_by: date, language: str) -> Letter:
    """How much, by which KID, until when. Nothing of health."""
    with use_language(language):
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
            lists=((_("This is what you pay with"), payment_lines(invoice, name, pay_to, pay_by)),),
            sender=here,
        )
