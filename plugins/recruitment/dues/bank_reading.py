"""Take in what a file from the bank says: a small one while its page waits, a large one by the worker, in pieces."""

import hashlib
from datetime import datetime
from uuid import UUID

from plugins.recruitment.dues import bank_queries
from plugins.recruitment.dues.bank_files import Line, check_bank_file, read_bank_file
from plugins.recruitment.dues.models import BankFile, Invoice
from plugins.recruitment.dues.rules import KidRule, PayTo, is_for
from plugins.recruitment.dues.services import new_payment, settle, take_back_letters
from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.extensions import db
from portal.files.services import drop_files_of, keep
from portal.files.store import store
from portal.i18n import _, format_date, ngettext
from portal.jobs.errands import Errand, Outcome
from portal.jobs.models import Job
from portal.jobs.queries import job as job_of
from portal.jobs.services import ask_for, start_job
from portal.organisations.queries import setup_now
from portal.organisations.setup import Setup
from portal.tenancy import current_organisation_id, uuid7

JOB = "recruitment.read_bank_file"
#: bytes; an OCR file has about 160 of them for a payment
LARGE = 50_000
#: payments in a piece
AT_ONCE = 500


def take_in(content: bytes, name: str, setup: Setup, *, by: UUID) -> str:
    """The payments of a file: each is matched by its KID, or listed. Returns what came of it. Raises PortalError.

    A payment that another file told of is passed over; the same file is refused.
    """
    sha256 = _digest(content)
    before = _unfinished(sha256)
    lines = read_bank_file(content, name, PayTo.of(setup).account)
    file = before or _add_file(uuid7(), name, sha256, by, stored_at=clock.now())
    known, matched = _take(lines, file.id, setup)
    file.stored_at = file.stored_at or clock.now()
    _record(file.id, lines, by)
    ask_for("measure_metrics")
    return _told(matched, len(lines) - known - matched, known)


def order(content: bytes, name: str, setup: Setup, *, back: str, by: UUID) -> Job:
    """Let the worker take it in. Raises PortalError at once for what shows without reading every payment of it."""
    sha256 = _digest(content)
    _unfinished(sha256)
    check_bank_file(content, name, PayTo.of(setup).account)
    title = _("Reading: %(name)s", name=name[:120])
    job = start_job(JOB, title=title, details={"sha256": sha256, "name": name[:120]}, back=back, by=by)
    keep(owner_kind="job", owner_id=job.id, name="bank.csv", content=content, by=by, ours=True)
    return job


def read_file(organisation_id: UUID, errand: Errand) -> Outcome:
    """The worker's part. One that was interrupted goes on: a file bears its job's id, and what is there is known."""
    name, sha256 = errand.details["name"], errand.details["sha256"]
    setup, kept = setup_now(organisation_id), store().open(organisation_id, sha256)
    if kept is None:
        raise PortalError(_("The file is not kept any more. Choose it once more."))
    lines = read_bank_file(kept.read(), name, PayTo.of(setup).account)
    before = _unfinished(sha256, errand.id)
    file = before or _add_file(errand.id, name, sha256, errand.asked_by)
    if before is None:
        _record(file.id, lines, errand.asked_by)
    for first in range(0, len(lines), AT_ONCE):
        _take(lines[first : first + AT_ONCE], file.id, setup)
        errand.report(min(first + AT_ONCE, len(lines)), len(lines))
    file.stored_at = clock.now()
    drop_files_of("job", [errand.id], by=errand.asked_by)
    ask_for("measure_metrics")
    matched, listed = bank_queries.tally_of(organisation_id, file.id)
    return Outcome(_told(matched, listed, len(lines) - matched - listed))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _unfinished(sha256: str, job_id: UUID | None = None) -> BankFile | None:
    """The file where this job, or one that failed, has stored a part of it. Raises PortalError where all is stored, or
    another job is at it.

    A job is forgotten some time after it failed: what was not stored is not lost by that.
    """
    here = current_organisation_id()
    before = bank_queries.file_by_hash(here, sha256)
    if before is None or before.id == job_id:
        return before
    if before.stored_at:
        day = format_date(before.stored_at)
        raise PortalError(_("This file was read on %(date)s already. Nothing was changed.", date=day), "file")
    job = job_of(here, before.id)
    if job and not job.finished_at:
        raise PortalError(_("This file has been chosen already and is being read. Nothing was changed."), "file")
    return before


def _add_file(
    file_id: UUID, name: str, sha256: str, by: UUID | None, *, stored_at: datetime | None = None
) -> BankFile:
    made = BankFile(
        id=file_id, name=name[:120], sha256=sha256, read_by=by, read_at=clock.now(), stored_at=stored_at
    )
    db.session.add(made)
    db.session.flush()  # its row comes first
    return made


def _record(file_id: UUID, lines: list[Line], by: UUID | None) -> None:
    record("recruitment.bank_file_read", file_id, by=by, changes={"payments": len(lines)})


def _take(lines: list[Line], file_id: UUID, setup: Setup) -> tuple[int, int]:
    """How many were here before, and how many of the others found their invoice."""
    here, matched = current_organisation_id(), list[Invoice]()
    rule, pay_to = KidRule.of(setup), PayTo.of(setup)
    there = bank_queries.marks_there(here, [line.mark for line in lines])
    new = [line for line in lines if line.mark not in there]
    meant = bank_queries.invoices_meant(here, rule.readings(line.kid for line in new))
    for line in new:
        payment = new_payment(line, file_id)
        db.session.add(payment)
        found = meant.get(line.kid, [])
        if len(found) == 1 and is_for(payment, found[0]) and not pay_to.is_another_than(payment.paid_to):
            settle(payment, found[0])
            matched += found
    take_back_letters(matched)
    return len(lines) - len(new), len(matched)


def _told(matched: int, listed: int, known: int) -> str:
    said = [ngettext("%(n)s payment found its invoice.", "%(n)s payments found their invoices.", matched)]
    if listed:
        said.append(ngettext("%(n)s has to be looked at.", "%(n)s have to be looked at.", listed))
    if known:
        said.append(ngettext("%(n)s was here already.", "%(n)s were here already.", known))
    return " ".join(said)
