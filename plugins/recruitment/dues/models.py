"""What is to be paid, what was asked for, and what came in. Amounts are whole øre."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from plugins.recruitment.members.models import KIND_NAMES
from portal.i18n import _l, format_number
from portal.plugin_api import (
    FREE_TEXT,
    HEALTH,
    NO_PEOPLE,
    NOT_PERSONAL,
    TECHNICAL,
    AboutPeople,
    Basis,
    Erase,
    Keep,
    because,
)
from portal.tenancy import TenantModel, tenant_key

ACCOUNTS = _l("Accounts are kept for five years, as the law asks; her name is no longer on them.")
STATES = {"open": _l("Not paid"), "paid": _l("Paid"), "waived": _l("Waived")}


def kroner(amount: int) -> str:
    return format_number(Decimal(amount).scaleb(-2))


_IN_KRONER = because(TECHNICAL, label=_l("Amount in kroner"), told=kroner)


class Rate(TenantModel):
    """What a kind of member pays for a year."""

    __tablename__ = "recruitment_rate"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_recruitment_rate_year", "organisation_id", "year", "kind", unique=True),)

    year: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12))
    amount: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Invoice(TenantModel):
    """What a member is asked to pay for one year: open, paid, or waived."""

    __tablename__ = "recruitment_invoice"
    __people__ = AboutPeople(
        purpose=_l("To ask for dues, and to know who has paid"),
        basis=Basis.DUTY,
        keep=Keep(months=72, after="invoiced_on", floor=72, ceiling=120, does=Erase.EMPTY),
        person="person_id",
        erase=Erase.EMPTY,
        why=ACCOUNTS,
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        CheckConstraint("status in ('open', 'paid', 'waived')", name="status"),
        Index("uq_recruitment_invoice_year", "organisation_id", "person_id", "year", unique=True),
        Index("ix_recruitment_invoice_number", "organisation_id", "number"),
        Index("uq_recruitment_invoice_kid", "organisation_id", "kid", unique=True),
        Index("ix_recruitment_invoice_status", "organisation_id", "year", "status"),
    )

    person_id: Mapped[UUID]
    year: Mapped[int]
    #: 1, 2, 3, … in the organisation; the KID is made from it
    number: Mapped[int] = mapped_column(info=because(TECHNICAL, label=_l("Invoice number")))
    kid: Mapped[str] = mapped_column(String(25), info=because(TECHNICAL, label=_l("Payment ID")))
    kind: Mapped[str] = mapped_column(String(12), info=because(TECHNICAL, label=_l("Member as"), told=KIND_NAMES))
    amount: Mapped[int] = mapped_column(info=_IN_KRONER)
    invoiced_on: Mapped[date] = mapped_column(info=because(TECHNICAL, label=_l("Asked for on")))
    due_on: Mapped[date] = mapped_column(info=because(TECHNICAL, label=_l("To be paid by")))
    status: Mapped[str] = mapped_column(String(6), default="open", info=because(TECHNICAL, told=STATES))
    #: the day on which the last of it came in; NULL: not all of it has
    paid_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Paid on")))
    #: what came in until now
    paid: Mapped[int] = mapped_column(
        default=0, info=because(TECHNICAL, label=_l("Paid so far in kroner"), told=kroner)
    )
    #: the day on which a letter asked her for it by e-mail; NULL: none has
    mailed_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Sent by e-mail on")))
    #: the day on which the letter was made that she gets on paper; NULL: none has been
    printed_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Printed on")))
    #: the last day on which a letter reminded her; NULL: none has
    reminded_on: Mapped[date | None] = mapped_column(info=because(TECHNICAL, label=_l("Reminded on")))
    reminders: Mapped[int] = mapped_column(default=0, info=because(TECHNICAL, label=_l("Reminders")))
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FirstDues(TenantModel):
    """What a new member pays first, and for which year: the worker writes the invoice."""

    __tablename__ = "recruitment_promise"
    __people__ = AboutPeople(
        purpose=_l("To ask for the dues that she was promised"),
        basis=Basis.AGREEMENT,
        keep=Keep(months=24, after="said_at", ceiling=72),
        person="person_id",
    )
    __table_args__ = (
        tenant_key("person", "person_id", cascade=True),
        Index("uq_recruitment_promise_year", "organisation_id", "person_id", "year", unique=True),
    )

    person_id: Mapped[UUID]
    year: Mapped[int]
    kind: Mapped[str] = mapped_column(String(12), info=because(HEALTH, label=_l("Member as"), told=KIND_NAMES))
    #: øre; NULL: as others do
    amount: Mapped[int | None] = mapped_column(info=_IN_KRONER)
    said_at: Mapped[datetime] = mapped_column(info=because(TECHNICAL, label=_l("Said on")))


class BankFile(TenantModel):
    """A file of payments from the bank. Once all of them are stored, the same file is not read again."""

    __tablename__ = "recruitment_bank_file"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_recruitment_bank_file_hash", "organisation_id", "sha256", unique=True),)

    name: Mapped[str] = mapped_column(String(120), info=NOT_PERSONAL)
    sha256: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    read_by: Mapped[UUID | None]
    read_at: Mapped[datetime]
    #: NULL: not all of its payments are stored yet
    stored_at: Mapped[datetime | None]


class Payment(TenantModel):
    """Money that came in: for an invoice, or for nobody knows what until somebody has looked."""

    __tablename__ = "recruitment_payment"
    __people__ = AboutPeople(
        purpose=_l("To know what was paid, and for what"),
        basis=Basis.DUTY,
        keep=Keep(months=72, after="on_date", floor=72, ceiling=120, does=Erase.EMPTY),
        through="invoice_id",
        erase=Erase.EMPTY,
        why=ACCOUNTS,
    )
    __table_args__ = (
        tenant_key("recruitment_bank_file", "file_id", cascade=True),
        tenant_key("recruitment_invoice", "invoice_id", cascade=True),
        Index("uq_recruitment_payment_mark", "organisation_id", "mark", unique=True),
        Index("ix_recruitment_payment_invoice", "organisation_id", "invoice_id"),
        Index("ix_recruitment_payment_open", "organisation_id", "settled_at", "on_date", "id"),
    )

    #: NULL: written down by hand
    file_id: Mapped[UUID | None]
    #: NULL: not matched
    invoice_id: Mapped[UUID | None]
    on_date: Mapped[date]
    amount: Mapped[int] = mapped_column(info=_IN_KRONER)
    #: what was written in the field for the KID
    kid: Mapped[str] = mapped_column(String(25), default="", info=because(TECHNICAL, label=_l("Payment ID")))
    #: the account that it was paid to, in digits; "": the file does not say
    paid_to: Mapped[str] = mapped_column(String(11), default="", info=NOT_PERSONAL)
    #: what the bank says beside it: a name, a message
    text: Mapped[str] = mapped_column(String(200), default="", info=FREE_TEXT)
    #: what tells this payment from all others, so that it is taken in once, whichever file it stands in
    mark: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    #: NULL: nobody has said yet what it is for
    settled_at: Mapped[datetime | None] = mapped_column(info=because(TECHNICAL, label=_l("Looked at")))
    #: where it is for no invoice: what it is, in somebody's words
    note: Mapped[str] = mapped_column(String(200), default="", info=FREE_TEXT)
