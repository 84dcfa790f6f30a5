"""Who counts as paying, and how the organisation has agreed on its KIDs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plugins.recruitment.dues.bank_files import account_in, in_groups
from plugins.recruitment.dues.kid import LONGEST, METHODS, SLIP_DIGITS, is_creditor, is_kid, kid_of
from plugins.recruitment.dues.models import Invoice, Payment, kroner
from portal.errors import PortalError
from portal.i18n import _, _l
from portal.organisations.setup import Setup
from portal.plugin_api import Setting


def creditor_in(typed: str) -> str:
    """Raises PortalError."""
    number = "".join(typed.split())
    if not is_creditor(number):
        raise PortalError(_("A creditor number has eight digits, and the first of them is 8."))
    return number


SETTINGS = (
    Setting(
        name="kid_method",
        label=_l("How a KID is checked"),
        default=METHODS[0],
        choices=tuple((method, method) for method in METHODS),
        help=_l("As agreed with the bank. Danish payment IDs are checked by MOD10."),
    ),
    Setting(
        name="kid_length", label=_l("Digits of a KID"), default=10, maximum=LONGEST, defaults={"DK": SLIP_DIGITS}
    ),
    Setting(
        name="kid_prefix",
        label=_l("What every KID begins with"),
        default="",
        help=_l("Digits, or nothing."),
    ),
    Setting(
        name="account",
        label=_l("The account that dues are paid to"),
        default="",
        help=_l(
            "Stands in letters of dues. Empty: they say only the KID. What a file from the bank says was paid to "
            "another account waits to be looked at."
        ),
    ),
    Setting(
        name="creditor",
        label=_l("Creditor number"),
        default="",
        country="DK",
        check=creditor_in,
        help=_l(
            "From the agreement with your bank. Letters then say how to pay by card type 71, with 15 digits and MOD10."
        ),
    ),
    Setting(
        name="remind_every",
        label=_l("Days between two reminders to the same member"),
        default=14,
        minimum=1,
        maximum=365,
    ),
    Setting(
        name="paying_until_month",
        label=_l("Last month in which last year's payment counts"),
        default=6,
        maximum=12,
        help=_l("A member who has paid for last year counts as paying until the end of this month. 0: not at all."),
    ),
)
#: 1,23457E+14
_SHORTENED = re.compile(r"E\+\d", re.IGNORECASE)


@dataclass(frozen=True)
class KidRule:
    """What every invoice's KID is made by."""

    method: str
    length: int
    prefix: str

    @classmethod
    def of(cls, setup: Setup) -> "KidRule":
        setting = setup.setting
        if setting("recruitment.creditor"):
            return cls(METHODS[0], SLIP_DIGITS, str(setting("recruitment.kid_prefix")).strip())
        return cls(
            str(setting("recruitment.kid_method")),
            int(setting("recruitment.kid_length")),
            str(setting("recruitment.kid_prefix")).strip(),
        )

    def kid(self, number: int) -> str:
        """Raises PortalError where the settings leave no room for it."""
        try:
            return kid_of(number, self.method, length=self.length, prefix=self.prefix)
        except ValueError:
            raise PortalError(
                _(
                    "The settings leave no room for KID number %(n)s. Choose more digits, or a shorter beginning.",
                    n=number,
                )
            ) from None

    def readings(self, kids: Iterable[str]) -> dict[str, list[str]]:
        """What each may be: as it is written, or with more noughts before it, or fewer.

        A spreadsheet leaves them out, and a Danish slip fills them up.
        """
        return {kid: self._noughts_aside(kid) if is_kid(kid, self.method) else [kid] for kid in kids if kid}

    def _noughts_aside(self, kid: str) -> list[str]:
        bare = kid.lstrip("0")
        return [bare.zfill(n) for n in range(max(len(bare), 2), max(len(kid), self.length) + 1)]


@dataclass(frozen=True)
class PayTo:
    """Where dues are paid to: an account; in Denmark a creditor number, where there is one."""

    account: str
    creditor: str = ""

    @classmethod
    def of(cls, setup: Setup) -> "PayTo":
        return cls(*(str(setup.setting(f"recruitment.{name}")).strip() for name in ("account", "creditor")))

    def is_another_than(self, account: str) -> bool:
        """Where both are known; a file may hold payments to all of an organisation's accounts."""
        ours = account_in(self.account)
        return bool(ours and account and account != ours)


def years_that_count(on: date, last_month: int) -> tuple[int, ...]:
    """Payment for which years makes somebody a paying member on this day.

    This year's; and until the end of `last_month` last year's too, because dues are asked for in spring: else
    nobody would be a paying member on New Year's Day.
    """
    return (on.year, on.year - 1) if on.month <= last_month else (on.year,)


def paid_otherwise(status: str, amount: int, paid: int) -> str:
    """What came in where it is a part of what was asked for, or more; else "". In øre."""
    if status == "open" and paid > 0:
        return _("%(paid)s of %(amount)s kr have come in", paid=kroner(paid), amount=kroner(amount))
    return _("%(amount)s kr too much", amount=kroner(paid - amount)) if paid > amount else ""


def is_for(payment: Payment, invoice: Invoice) -> bool:
    """Whether a payment settles the one invoice that its KID may stand for.

    A reference of somebody else's may look like a KID that has lost its noughts, so that the amount must fit too. Only
    OCR files take payments back, and they lose none.
    """
    fits = is_whole(payment, invoice) or payment.amount == invoice.amount - invoice.paid
    return payment.amount < 0 or (invoice.status == "open" and fits)


def is_whole(payment: Payment, invoice: Invoice) -> bool:
    """The payment's KID has lost no noughts."""
    return len(payment.kid) >= len(invoice.kid)


def why_unmatched(payment: Payment, meant: list[Invoice], rule: KidRule, pay_to: PayTo) -> str:
    """In a sentence. `meant` are the invoices that its KID may stand for."""
    if pay_to.is_another_than(payment.paid_to):
        said = {"theirs": in_groups(payment.paid_to), "ours": pay_to.account}
        return _("It was paid to account %(theirs)s, and your dues are paid to %(ours)s.", **said)
    if not payment.kid:
        return _("It has no KID.")
    if len(meant) > 1:
        return _("Several invoices may have this KID: the noughts before it are missing.")
    if meant and meant[0].status == "paid":
        return _("The dues for %(year)s that have this KID are paid already.", year=str(meant[0].year))
    if meant and meant[0].status == "waived":
        return _("The dues for %(year)s that have this KID are waived.", year=str(meant[0].year))
    if meant and not is_whole(payment, meant[0]):
        return _("The KID may have lost the noughts before it, but the amount is another than what is owed.")
    if meant:
        return _("The invoice with this KID is open again.")
    if _SHORTENED.search(payment.kid):
        return _("A spreadsheet has cut the KID short. Get the file from the bank once more, and read it unopened.")
    if not is_kid(payment.kid, rule.method):
        return _("The KID has a slip of the pen: its check digit does not fit.")
    return _("No invoice of yours has this KID.")
