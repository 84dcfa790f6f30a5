"""Ask members for their dues: an invoice each, and a letter to whoever has an e-mail, in one transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from plugins.recruitment.dues import queries
from plugins.recruitment.dues.letters import dues_letter
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.rules import KidRule, PayTo
from portal import clock
from portal.audit.services import record
from portal.extensions import db
from portal.i18n import _, use_language
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.services import ask_for, start_job
from portal.messages.services import send_to_person
from portal.organisations.queries import setup_now
from portal.organisations.viewer import place_of
from portal.tenancy import uuid7

AT_ONCE = 500
#: what these letters are known by in the outbox
LETTER = "recruitment.dues"


@dataclass(frozen=True)
class Asked:
    """Who is asked for what; the amount in øre."""

    person_id: UUID
    kind: str
    year: int
    amount: int


def ask_for_dues(year: int, due_on: date, *, back: str, by: UUID) -> Job:
    """Let the worker write the invoices; its page shows how far it has come."""
    job = start_job(
        "recruitment.write_invoices",
        title=_("Asking for the dues of %(year)s", year=str(year)),
        details={"year": year, "due_on": due_on.isoformat()},
        back=back,
        by=by,
    )
    record("recruitment.dues_asked_for", job.id, by=by, changes={"year": year, "due_on": due_on})
    return job


def write_invoices(organisation_id: UUID, errand: Errand) -> Outcome:
    """Ask every member of today for the year's dues who has not been asked yet; done twice, nobody is asked twice."""
    year, due_on = int(errand.details["year"]), date.fromisoformat(errand.details["due_on"])
    amounts = {kind: rate.amount for kind, rate in queries.rates_of(organisation_id, year).items()}
    waiting, written, mailed = len(queries.to_be_invoiced(organisation_id, year, clock.today())), 0, 0
    while some := queries.to_be_invoiced(organisation_id, year, clock.today(), AT_ONCE):
        promised = queries.promised(organisation_id, year, [one.person_id for one in some])
        asked = [
            Asked(one.person_id, one.kind, year, promised.get(one.person_id, amounts[one.kind])) for one in some
        ]  # fmt: skip
        mailed += ask_each(organisation_id, asked, due_on)
        written += len(some)
        record("recruitment.invoices_written", None, by=errand.asked_by, changes={"year": year, "number": len(some)})
        errand.report(written, max(written, waiting))
    ask_for("measure_metrics")
    return Outcome(
        _(
            "%(n)s members are asked for the dues of %(year)s, %(mailed)s of them by e-mail.",
            n=written,
            year=str(year),
            mailed=mailed,
        )
    )


def ask_each(organisation_id: UUID, asked: Iterable[Asked], due_on: date) -> int:
    """An invoice for each, and a letter to those whom letters reach: both or none. Returns how many letters.

    Who has nothing to pay gets none. The caller commits.
    """
    asked, setup, here = list(asked), setup_now(organisation_id), place_of(organisation_id)
    rule, pay_to = KidRule.of(setup), PayTo.of(setup)
    reached, mailed = queries.reached(organisation_id, [one.person_id for one in asked]), 0
    for number, one in enumerate(asked, queries.last_number(organisation_id) + 1):
        invoice = _invoice(one, number, rule, due_on)
        db.session.add(invoice)
        if one.amount and (her := reached.get(one.person_id)):
            with use_language(her.language):
                letter = dues_letter(invoice, her.name, here=here.name, pay_to=pay_to, language=her.language)
                send_to_person(letter, her.email, one.person_id, LETTER)
            invoice.mailed_on = clock.today()
            mailed += 1
    return mailed


def _invoice(asked: Asked, number: int, rule: KidRule, due_on: date) -> Invoice:
    """Who has nothing to pay is not asked: it is waived from the start."""
    return Invoice(
        id=uuid7(),
        person_id=asked.person_id,
        year=asked.year,
        number=number,
        kid=rule.kid(number),
        kind=asked.kind,
        amount=asked.amount,
        paid=0,
        invoiced_on=clock.today(),
        due_on=due_on,
        status="open" if asked.amount else "waived",
    )
