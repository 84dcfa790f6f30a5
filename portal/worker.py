"""The worker: a process of its own that claims what is due from our own tables."""

import time
from contextlib import nullcontext
from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import delete, select, union
from sqlalchemy.exc import SQLAlchemyError

from portal import clock
from portal.accounts.limits import MEMORY
from portal.accounts.models import LoginSession, MailedLink, RateCounter
from portal.audit.sealing import seal_everywhere
from portal.errors import PortalError
from portal.extensions import db
from portal.files.services import drop_files_of
from portal.i18n import _, use_language
from portal.jobs.errands import LEASE, Errand, Overtaken, errand_of
from portal.jobs.models import Job
from portal.jobs.services import ask_for, forget_finished
from portal.messages.models import Message, PlatformMessage
from portal.messages.outbox import empty
from portal.messages.services import forget_last_letters
from portal.messages.transport import Carrier
from portal.organisations.models import Organisation
from portal.organisations.queries import setup_now
from portal.plugin_api import JobKind, hooks_for
from portal.privacy.retention import let_platform_go
from portal.tenancy import every_organisation
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as

log = structlog.get_logger()
TRIES = 5
#: somebody waits: she is told sooner that it does not work
WAITED_TRIES = 2
#: seconds between two looks for what is to be sealed: the trail is open for less than a minute
SEAL_EVERY = 20.0


def run(*, pause: float = 2.0, rounds: int | None = None) -> None:
    """Work until stopped, or for so many rounds."""
    day, sealed_at, done, carrier = None, -SEAL_EVERY, 0, Carrier()
    while rounds is None or rounds > 0:
        try:
            day = _daily(day)
            done = work_once(carrier)
            sealed_at = _seal(sealed_at)
        except SQLAlchemyError as fault:
            log.warning("worker_waits", error=type(fault).__name__)
            done = 0
        rounds = None if rounds is None else rounds - 1
        if not done:
            carrier.hang_up()
        if rounds != 0:
            time.sleep(0 if done else pause)  # thousands of letters do not rest after each fifty
    carrier.hang_up()


def _seal(last: float) -> float:
    """The trail, when its time has come; `last` is when that was done, on the machine's own clock."""
    moment = time.monotonic()
    if moment - last < SEAL_EVERY:
        return last
    seal_everywhere()
    return moment


def work_once(carrier: Carrier | None = None) -> int:
    """Everything that is due now, organisation by organisation. Returns how many letters and jobs were done.

    `carrier` keeps its connection to the mail server for the next round.
    """
    with nullcontext(carrier) if carrier else Carrier() as post:
        with working_as(NOBODY):
            done = empty(PlatformMessage, post)
        for organisation_id in _waiting():
            with working_as(organisation(organisation_id)):
                done += empty(Message, post) + _do_jobs(organisation_id)
    return done


def _waiting() -> list[UUID]:
    """The organisations that have something due. What waits in a suspended one goes on when it is opened again."""
    moment, active = clock.now(), Organisation.status == "active"
    with working_as(NOBODY), every_organisation(reason="what is due for the worker"):
        due = union(
            select(Message.organisation_id).where(Message.due_at <= moment),
            select(Job.organisation_id).where(Job.due_at <= moment),
        ).subquery()
        its = select(due.c.organisation_id).join(Organisation, Organisation.id == due.c.organisation_id)
        return list(db.session.scalars(its.where(active)))


def _do_jobs(organisation_id: UUID) -> int:
    """One after the other: a job that waits behind a long one is not taken yet."""
    due = db.session.scalars(
        select(Job.id).where(Job.organisation_id == organisation_id, Job.due_at <= clock.now()).order_by(Job.due_at)
    ).all()
    db.session.commit()
    jobs = (_claim(organisation_id, job_id) for job_id in due)
    return sum(_do(organisation_id, job) for job in jobs if job)


def _claim(organisation_id: UUID, job_id: UUID) -> Job | None:
    """Take a job for ten minutes, unless another worker has it."""
    job = db.session.scalars(
        select(Job)
        .where(Job.organisation_id == organisation_id, Job.id == job_id, Job.due_at <= clock.now())
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    ).first()
    if job:
        job.due_at = clock.now() + LEASE
        job.attempts += 1
    db.session.commit()
    return job


def _do(organisation_id: UUID, job: Job) -> bool:
    """Do it and strike it off in one transaction."""
    errand = errand_of(job)
    try:
        kind = _kinds(organisation_id).get(job.kind)
        if kind and kind.waited_for:
            _run(kind, errand, job.attempts)
        elif kind:
            kind.work(organisation_id)
        if not kind or not kind.waited_for:
            _strike_off(job, errand)
        db.session.commit()
    except Overtaken:
        db.session.rollback()
    except Exception as fault:
        log.exception("job_failed", kind=job.kind)
        db.session.rollback()
        _put_off(organisation_id, job.id, fault)
    return True


def _strike_off(job: Job, errand: Errand) -> None:
    """Unless somebody asked again meanwhile."""
    db.session.execute(
        delete(Job)
        .where(Job.organisation_id == job.organisation_id, Job.id == job.id, Job.due_at == errand.lease)
        .execution_options(synchronize_session=False)
    )


def _run(kind: JobKind, errand: Errand, attempts: int) -> None:
    """Do it in the language of whoever waits; what came of it is kept for her. One that kills workers is given up."""
    with use_language(errand.details["language"]):
        try:
            if attempts > WAITED_TRIES:
                raise PortalError(_given_up())
            outcome = kind.work(errand.organisation_id, errand)
            said = {"text": outcome.text, "file_id": str(outcome.file_id) if outcome.file_id else None}
        except PortalError as fault:
            db.session.rollback()
            said = {"failed": fault.sentence}
    errand.change(due_at=None, finished_at=clock.now(), outcome=said)


def _kinds(organisation_id: UUID) -> dict[str, JobKind]:
    """What is done here: the core's work, and that of plugins that are switched on."""
    return hooks_for(setup_now(organisation_id).plugins).job_kinds()


def _put_off(organisation_id: UUID, job_id: UUID, fault: Exception) -> None:
    job = db.session.get(Job, (organisation_id, job_id), populate_existing=True)
    if job:
        job.fault = f"{type(fault).__name__}: {fault}"[:500]
        job.due_at = clock.in_the_future(minutes=_minutes_until_again(job))
        if job.asked_by and job.attempts >= WAITED_TRIES:
            with use_language(job.details["language"]):
                job.due_at, job.finished_at, job.outcome = None, clock.now(), {"failed": _given_up()}
        db.session.commit()


def _minutes_until_again(job: Job) -> int:
    if job.asked_by:
        return 1
    return 5 if job.attempts < TRIES else 24 * 60


def _given_up() -> str:
    return _("This could not be made. The fault is ours, and it is written down.")


def _hour_of(kind: JobKind, today: date, zone: str) -> datetime | None:
    """When today the hour is that it waits for; past when the worker was started later than that."""
    return datetime.combine(today, kind.at, ZoneInfo(zone)).astimezone(UTC) if kind.at else None


def _daily(day: object) -> object:
    """Once a day: forget what is over, and ask for what every organisation does daily."""
    today = clock.today()
    if day != today:
        with working_as(NOBODY):
            forget_what_is_over()
        _ask_everywhere(today)
    return today


def forget_what_is_over() -> None:
    """Sign-ins, links and counters that have run out, and what the platform has kept as long as it may."""
    moment = clock.now()
    db.session.execute(delete(LoginSession).where(LoginSession.expires_at < moment))
    db.session.execute(delete(MailedLink).where(MailedLink.expires_at < moment))
    db.session.execute(delete(RateCounter).where(RateCounter.last_at < moment - MEMORY))
    let_platform_go()
    forget_last_letters()
    db.session.commit()


def _ask_everywhere(today: date) -> None:
    with working_as(NOBODY):
        active = select(Organisation.id, Organisation.timezone).where(Organisation.status == "active")
        found = db.session.execute(active).all()
    for organisation_id, zone in found:
        with working_as(organisation(organisation_id)):
            for kind in _kinds(organisation_id).values():
                if kind.daily:
                    ask_for(kind.name, not_before=_hour_of(kind, today, zone))
            drop_files_of("job", forget_finished(organisation_id), by=None)
            db.session.commit()
