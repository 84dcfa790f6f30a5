"""Forms of dues. What is typed is in kroner; what is stored is in øre."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, RadioField, SelectChoice, StringField
from wtforms.validators import Length, NumberRange, Optional, ValidationError

from plugins.recruitment.dues.models import Rate
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from portal import clock
from portal.accounts.forms import REQUIRED
from portal.forms import EditForm, PortalForm
from portal.i18n import _, _l
from portal.number_fields import NumberField

AMOUNT = NumberRange(min=0, max=100_000, message=_l("Write an amount from 0 to 100 000."))

FORMATS = {
    "pdf": _l("Letters to print (.pdf), a page for each member"),
    "xlsx": _l("Spreadsheet (.xlsx)"),
    "csv": _l("Text (.csv)"),
}


class RatesAsRead:
    """What each kind pays, as one row that somebody else may have changed: its version grows with each change."""

    def __init__(self, rates: Mapping[str, Rate], year: int) -> None:
        there = [rate for rate in rates.values() if rate.year == year]
        self.version = sum(rate.version for rate in there) + 1000 * len(there)
        for kind, rate in rates.items():
            setattr(self, kind, Decimal(rate.amount).scaleb(-2))


class _RatesForm(EditForm):
    """A field for each kind of member."""

    @property
    def amounts(self) -> dict[str, int]:
        return {kind: int(self[kind].data * 100) for kind in KINDS}


def rates_form(read: RatesAsRead) -> _RatesForm:
    fields: dict[str, Any] = {kind: NumberField(KIND_NAMES[kind], [REQUIRED, AMOUNT]) for kind in KINDS}
    made: _RatesForm = type("RatesForm", (_RatesForm,), fields)(obj=read)
    return made


def _in_two_weeks() -> date:
    return clock.today() + timedelta(days=14)


class AskForm(PortalForm):
    due_on = DateField(_l("To be paid by"), [REQUIRED], default=_in_two_weeks)

    def validate_due_on(self, field: Any) -> None:
        if field.data < clock.today():
            raise ValidationError(_("This day is over. Choose a day that is still to come."))


class PaperForm(PortalForm):
    format = RadioField(
        _l("What do you need?"), choices=[SelectChoice(key, label) for key, label in FORMATS.items()], default="pdf"
    )
    again = BooleanField(_l("Also letters that were printed before"))


class PayForm(PortalForm):
    amount = NumberField(_l("Amount in kroner"), [REQUIRED, NumberRange(min=Decimal("0.01"), max=100_000)])
    on_date = DateField(_l("Paid on"), [REQUIRED], default=clock.today)


class BankFileForm(PortalForm):
    file = FileField(
        _l("The bank's file"),
        [FileRequired(_l("Choose a file."))],
        description=_l(
            "An OCR file from Nets, or a .csv with day, amount and payment ID. What went out is passed over."
        ),
    )

    @property
    def content(self) -> bytes:
        """A page that begins again reads it again."""
        self.file.data.stream.seek(0)
        read: bytes = self.file.data.read()
        return read


class MatchForm(PortalForm):
    """What a payment is for: one of the invoices that were found, or something else."""

    invoice_id = RadioField(_l("What is it for?"), [Optional()], validate_choice=False)
    note = StringField(
        _l("Or: it is for no invoice"),
        [Optional(), Length(max=200)],
        description=_l("Say what it is: a gift, or paid twice and sent back."),
    )

    def validate_note(self, field: Any) -> None:
        if bool(field.data and field.data.strip()) == bool(self.invoice_id.data):
            raise ValidationError(_("Choose an invoice, or write what else it is."))
