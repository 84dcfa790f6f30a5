"""Ask for reminders, and the worker's part: each letter in the transaction that writes down that she was reminded."""

from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.dues.rules import PayTo
from plugins.recruitment.dues.services import REMINDER
from plugins.recruitment.reminders.letters import reminder
from plugins.recruitment.reminders.queries import Round, to_remind, waiting
from portal import clock
from portal.audit.services import record
from portal.i18n import _, ngettext, use_language
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.messages.services import send_to_person
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup
from portal.organisations.viewer import place_of

JOB = "recruitment.remind"
AT_ONCE = 200


def round_of(setup: Setup, year: int) -> Round:
    return Round(year, clock.today(), int(setup.setting("recruitment.remind_every")))


def ask_for_reminders(year: int, pay_by: date, *, back: str, by: UUID) -> Job:
    """Let the worker write them; its page shows how far it has come."""
    title = _("Reminding of the dues for %(year)s", year=str(year))
    job = start_job(JOB, title=title, details={"year": year, "pay_by": pay_by.isoformat()}, back=back, by=by)
    record("recruitment.reminders_asked_for", job.id, by=by, changes={"year": year, "pay_by": pay_by})
    return job


def write_reminders(organisation_id: UUID, errand: Errand) -> Outcome:
    """Who has paid meanwhile gets none, and nobody gets two: the day is written with the letter."""
    year, pay_by = int(errand.details["year"]), date.fromisoformat(errand.details["pay_by"])
    setup, here = setup_now(organisation_id), place_of(organisation_id)
    turn, pay_to = round_of(setup, year), PayTo.of(setup)
    total, written = waiting(organisation_id, turn).letters, 0
    some: list[Any]
    last: UUID | None = None
    while some := to_remind(organisation_id, turn, last, AT_ONCE):
        last = some[-1][0].id
        for invoice, name, email, language in some:
            with use_language(language):
                letter = reminder(
                    invoice, name, here=here.name, pay_to=pay_to, pay_by=pay_by, language=language
                )  # fmt: skip
                send_to_person(letter, email, invoice.person_id, REMINDER)
            invoice.reminded_on, invoice.reminders = turn.on, invoice.reminders + 1
        written += len(some)
        record("recruitment.reminded", None, by=errand.asked_by, changes={"year": year, "number": len(some)})
        errand.report(written, max(written, total))
    return Outcome(
        ngettext("One member is reminded.", "%(n)s members are reminded.", written)
        if written
        else _("Nobody was left to remind.")
    )
