"""Dues: a year at a glance, what each kind pays, asking for it, and one invoice settled by hand."""

from decimal import Decimal
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.dues import queries
from plugins.recruitment.dues.forms import AskForm, PayForm, rates_form
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.services import ask_for_dues, pay_by_hand, say_rates, waive
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from plugins.recruitment.rules import MANAGE_DUES
from portal import clock
from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_dues", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/dues")
FIRST_YEAR = 2000


@rooms.route("/", right=MANAGE_DUES)
def index() -> str:
    here, year = current_user.here.id, _year()
    rates = queries.rates_of(here, year)
    return render(
        "recruitment/dues/index.html",
        year=year,
        this_year=clock.today().year,
        rates=[(KIND_NAMES[kind], kroner(rates[kind].amount)) for kind in KINDS if kind in rates],
        totals={status: (n, kroner(amount), kroner(paid)) for status, (n, amount, paid) in _totals(year).items()},
        unmatched=queries.number_unmatched(here),
    )


def _totals(year: int) -> dict[str, tuple[int, int, int]]:
    return queries.totals_of(current_user.here.id, year)


def kroner(amount: int) -> Decimal:
    return Decimal(amount).scaleb(-2)


def _year() -> int:
    """The one that the address names, or this one."""
    year = request.args.get("year", clock.today().year, type=int)
    if not FIRST_YEAR <= year <= clock.today().year + 1:
        raise NotFound
    return year


@rooms.route("/rates", right=MANAGE_DUES, methods=["GET", "POST"])
def rates() -> Response | str:
    here, year = current_user.here.id, _year()
    back = url_for("recruitment_dues.index", year=year)
    said = queries.rates_of(here, year) or queries.rates_of(here, year - 1)
    form = rates_form({kind: rate.amount for kind, rate in said.items()})
    if form.is_sent():
        say_rates(year, form.amounts, by=current_user.id)
        return done(back, _("Saved."))
    return render("recruitment/dues/rates.html", form=form, year=year, back=back, kinds=KINDS)


@rooms.route("/ask", right=MANAGE_DUES, methods=["GET", "POST"])
def ask() -> Response | str:
    here, year = current_user.here.id, _year()
    back = url_for("recruitment_dues.index", year=year)
    rates = queries.rates_of(here, year)
    if not rates:
        raise NotFound
    waiting = queries.numbers_to_be_invoiced(here, year, clock.today())
    form = AskForm()
    if form.is_sent():
        job = ask_for_dues(year, form.due_on.data, back=back, by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    lines = [(KIND_NAMES[kind], waiting[kind], kroner(rates[kind].amount)) for kind in KINDS if waiting.get(kind)]
    total = sum((number * amount for _name, number, amount in lines), Decimal(0))
    return render("recruitment/dues/ask.html", form=form, year=year, back=back, lines=lines, total=total)


def _invoice(invoice_id: UUID) -> Invoice:
    found = queries.invoice(current_user.here.id, invoice_id)
    if found is None:
        raise NotFound
    return found


def to_member(invoice: Invoice) -> str:
    return url_for("recruitment_members.show", person_id=invoice.person_id)


@rooms.route("/invoices/<uuid:invoice_id>/pay", right=MANAGE_DUES, methods=["GET", "POST"])
def pay(invoice_id: UUID) -> Response | str:
    invoice = _invoice(invoice_id)
    form = PayForm(data={"amount": kroner(max(invoice.amount - invoice.paid, 0))})
    if form.is_sent():
        with form.attempt():
            amount = int(form.amount.data * 100)
            pay_by_hand(invoice, amount=amount, on_date=form.on_date.data, by=current_user.id)
            return done(to_member(invoice), _("The payment is written down."))
    return render("recruitment/dues/pay.html", form=form, invoice=invoice, back=to_member(invoice))


@rooms.route("/invoices/<uuid:invoice_id>/waive", right=MANAGE_DUES, methods=["GET", "POST"])
def let_off(invoice_id: UUID) -> Response | str:
    invoice = _invoice(invoice_id)
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            waive(invoice, by=current_user.id)
            return done(to_member(invoice), _("She need not pay for %(year)s.", year=str(invoice.year)))
    return render("recruitment/dues/waive.html", form=form, invoice=invoice, back=to_member(invoice))
