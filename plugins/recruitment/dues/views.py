"""Dues: a year at a glance, what each kind pays, asking for it, and one invoice settled by hand."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from plugins.recruitment.dues import bank_queries, queries
from plugins.recruitment.dues.asking import ask_for_dues
from plugins.recruitment.dues.forms import AskForm, PaperForm, PayForm, RatesAsRead, rates_form
from plugins.recruitment.dues.letters import dues_letter
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.printing import MOST, order_letters
from plugins.recruitment.dues.rules import PayTo
from plugins.recruitment.dues.services import pay_by_hand, say_rates, waive
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
LANGUAGES = {"nb": "Norsk", "da": "Dansk"}
#: to whom an example of a letter goes
EXAMPLES = {"nb": "Kari Nordmann", "da": "Karen Hansen"}


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
        ways=queries.ways_of(here, year),
        unmatched=bank_queries.number_unmatched(here),
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
    read = RatesAsRead(queries.rates_of(here, year) or queries.rates_of(here, year - 1), year)
    form = rates_form(read)
    if form.is_sent() and not form.clashes_with(read):
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
    paying = [kind for kind, rate in rates.items() if rate.amount]
    mailed = queries.number_reached(here, year, clock.today(), paying)
    on_paper, reads = sum(waiting.get(kind, 0) for kind in paying) - mailed, how_it_reads(year, form.due_on.data)
    said = {"year": year, "back": back, "lines": lines, "total": total, "mailed": mailed, "on_paper": on_paper}
    return render("recruitment/dues/ask.html", form=form, **said, **reads)


def how_it_reads(year: int, due_on: date | None) -> dict[str, Any]:
    """The letter to somebody who pays 400 kroner, in each language, and where it says that they are paid to."""
    pay_to = PayTo.of(current_user.setup)
    example = Invoice(year=year, amount=40000, paid=0, kid="0000000018", due_on=due_on or clock.today())
    here = current_user.here.name
    previews = [
        (name, code, dues_letter(example, EXAMPLES[code], here=here, pay_to=pay_to, language=code))
        for code, name in LANGUAGES.items()
    ]
    return {"pay_to": pay_to, "previews": previews}


@rooms.route("/on-paper", right=MANAGE_DUES, methods=["GET", "POST"])
def on_paper() -> Response | str:
    here, year = current_user.here.id, _year()
    back, form = url_for("recruitment_dues.index", year=year), PaperForm()
    if form.is_sent():
        again = url_for("recruitment_dues.on_paper", year=year)
        job = order_letters(year, form.format.data, form.again.data, back=again, by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    found = queries.ways_of(here, year)
    by_hand = queries.by_hand(here, year) if found.protected else []
    returned = queries.returned(here, year) if found.returned else []
    said = {"year": year, "back": back, "found": found, "by_hand": by_hand, "returned": returned, "most": MOST}
    return render("recruitment/dues/on_paper.html", form=form, **said)


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
