"""What the bank says: read a file, and say what the payments are for that nobody could match."""

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from plugins.recruitment.dues import bank_queries, queries
from plugins.recruitment.dues.bank_reading import LARGE, order, take_in
from plugins.recruitment.dues.forms import BankFileForm, MatchForm
from plugins.recruitment.dues.models import Invoice, Payment
from plugins.recruitment.dues.rules import KidRule, PayTo, why_unmatched
from plugins.recruitment.dues.services import match_payment, set_aside, take_back
from plugins.recruitment.dues.views import kroner, to_member
from plugins.recruitment.rules import MANAGE_DUES
from portal.accounts.forms import ConfirmForm
from portal.errors import NotFound
from portal.forms import done
from portal.i18n import _
from portal.paging import Position
from portal.people.rules import asked_words
from portal.plugin_api import Rooms
from portal.templating import render

rooms = Rooms("recruitment_bank", __name__, plugin="recruitment", prefix="/o/<slug>/recruitment/bank")


@rooms.route("/", right=MANAGE_DUES, methods=["GET", "POST"])
def index() -> Response | str:
    form = BankFileForm()
    if form.is_sent():
        with form.attempt():
            return _read(form.content, form.file.data.filename or "")
    files = bank_queries.files_of(current_user.here.id)
    return render("recruitment/bank/index.html", form=form, files=files, kroner=kroner)


def _read(content: bytes, name: str) -> Response:
    """A large one would keep others waiting: the worker's page shows how far it has come."""
    back, setup = url_for("recruitment_bank.index"), current_user.setup
    if len(content) > LARGE:
        job = order(content, name, setup, back=back, by=current_user.id)
        return done(url_for("jobs.show", job_id=job.id))
    return done(back, take_in(content, name, setup, by=current_user.id))


@rooms.route("/unmatched", right=MANAGE_DUES)
def unmatched() -> str:
    here, after = current_user.here, Position.read(request.args.get("after"))
    payments, following = bank_queries.unmatched(here.id, after)
    rule, pay_to = KidRule.of(current_user.setup), PayTo.of(current_user.setup)
    meant = bank_queries.invoices_meant(here.id, rule.readings(one.kid for one in payments))
    lines = [_line(one, meant.get(one.kid, []), rule, pay_to) for one in payments]
    return render("recruitment/bank/unmatched.html", lines=lines, following=following, after=after)


def _line(payment: Payment, meant: list[Invoice], rule: KidRule, pay_to: PayTo) -> tuple[Any, ...]:
    """With why it waits, and the address of the one member whose KID it has."""
    whose = to_member(meant[0]) if len(meant) == 1 else ""
    return payment, kroner(payment.amount), why_unmatched(payment, meant, rule, pay_to), whose


@rooms.route("/aside", right=MANAGE_DUES)
def aside() -> str:
    after = Position.read(request.args.get("after"))
    payments, following = bank_queries.put_aside(current_user.here.id, after)
    return render("recruitment/bank/aside.html", payments=payments, following=following, after=after, kroner=kroner)


@rooms.route("/payments/<uuid:payment_id>/take-back", right=MANAGE_DUES, methods=["GET", "POST"])
def undo(payment_id: UUID) -> Response | str:
    payment = bank_queries.payment(current_user.here.id, payment_id)
    if payment is None or (payment.settled_at is None and request.method == "GET"):
        raise NotFound  # sent, the form itself says that somebody was quicker
    invoice = queries.invoice(current_user.here.id, payment.invoice_id) if payment.invoice_id else None
    back = to_member(invoice) if invoice else url_for("recruitment_bank.aside")
    form = ConfirmForm()
    if form.is_sent():
        with form.attempt():
            is_by_hand = payment.file_id is None
            take_back(payment, by=current_user.id)
            return done(back if is_by_hand else url_for("recruitment_bank.unmatched"), _("The payment is taken back."))
    said = {"payment": payment, "invoice": invoice, "amount": kroner(payment.amount)}
    return render("recruitment/bank/undo.html", form=form, back=back, **said)


@rooms.route("/unmatched/<uuid:payment_id>", right=MANAGE_DUES, methods=["GET", "POST"])
def match(payment_id: UUID) -> Response | str:
    payment = _open_payment(payment_id)
    search = request.args.get("q", payment.text)[:60]
    form, words = MatchForm(), asked_words(search)
    found = bank_queries.open_invoices(current_user.here.id, words, is_all="q" in request.args)
    form.invoice_id.choices = [SelectChoice(str(one.id), _said(one, name)) for one, name in found]
    if form.is_sent():
        with form.attempt():
            return done(url_for("recruitment_bank.unmatched"), _carry_out(form, payment))
    return render(
        "recruitment/bank/match.html", form=form, payment=payment, amount=kroner(payment.amount), search=search
    )


def _open_payment(payment_id: UUID) -> Payment:
    found = bank_queries.payment(current_user.here.id, payment_id)
    if found is None or (found.settled_at and request.method == "GET"):
        raise NotFound  # sent, the form itself says that somebody was quicker
    return found


def _said(invoice: Invoice, name: str) -> str:
    left = kroner(invoice.amount - invoice.paid)
    return _("%(name)s, %(year)s: %(amount)s kr to pay", name=name, year=str(invoice.year), amount=left)


def _carry_out(form: MatchForm, payment: Payment) -> str:
    if not form.invoice_id.data:
        set_aside(payment, form.note.data, by=current_user.id)
        return _("The payment is put aside.")
    invoice = queries.invoice(current_user.here.id, UUID(form.invoice_id.data))
    if invoice is None:
        raise NotFound
    match_payment(payment, invoice, by=current_user.id)
    return _("The payment has found its invoice.")
