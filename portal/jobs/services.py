"""Ask for work to be done soon."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select, update

from portal import clock
from portal.database import Upsert
from portal.extensions import db
from portal.i18n import current_language
from portal.jobs.models import ONE, Job
from portal.tenancy import current_organisation_id, uuid7

#: how long what came of a job is kept for whoever asked
KEPT = timedelta(days=30)

_ASK = Upsert(
    model=Job,
    key=("organisation_id", "kind", "subject_id"),
    change=lambda offered: {"due_at": offered.due_at, "attempts": 0},
)


def ask_for(kind: str, *, not_before: datetime | None = None) -> None:
    """Let the worker do this in the organisation in scope. Asked for twice before it is done, it is done once."""
    row = {
        "organisation_id": current_organisation_id(),
        "id": uuid7(),
        "kind": kind,
        "subject_id": ONE,
        "details": {},
        "due_at": not_before or clock.now(),
        "attempts": 0,
        "done": 0,
        "total": 0,
    }
    _ASK([row])


def start_job(kind: str, *, title: str, details: dict[str, Any], back: str, by: UUID) -> Job:
    """Let the worker do this for somebody who waits, in her language; `jobs.show` shows her how far it has come.

    What she has asked for already and is not done yet is not begun once more. `back` is the page that she came from.
    """
    wanted = {**details, "title": title, "back": back, "language": current_language()}
    for job in _unfinished(kind, by):
        if job.details == wanted:
            return job
    key, moment = uuid7(), clock.now()
    job = Job(id=key, kind=kind, subject_id=key, details=wanted, due_at=moment, asked_by=by, asked_at=moment)
    db.session.add(job)
    return job


def finished_job(kind: str, *, title: str, details: dict[str, Any], back: str, text: str, by: UUID) -> Job:
    """As `start_job`, for work that was quick enough to be done on the page: kept beside what the worker made."""
    wanted = {**details, "title": title, "back": back, "language": current_language()}
    key, moment = uuid7(), clock.now()
    job = Job(
        id=key,
        kind=kind,
        subject_id=key,
        details=wanted,
        attempts=1,
        asked_by=by,
        asked_at=moment,
        finished_at=moment,
        outcome={"text": text},
    )
    db.session.add(job)
    return job


def begin_anew() -> None:
    """What is being made for somebody begins again: what it has read does not hold any more.

    Whoever works on it finds out at its next report, or at its end, and undoes what it has written since the last one.
    """
    mine = Job.organisation_id == current_organisation_id(), Job.asked_by.is_not(None), Job.due_at.is_not(None)
    again = update(Job).where(*mine, Job.attempts > 0).values(due_at=clock.now(), attempts=0)
    db.session.execute(again.execution_options(synchronize_session=False))


def _unfinished(kind: str, by: UUID) -> list[Job]:
    mine = Job.organisation_id == current_organisation_id(), Job.kind == kind, Job.asked_by == by
    return list(db.session.scalars(select(Job).where(*mine, Job.finished_at.is_(None))))


def forget_finished(organisation_id: UUID) -> list[UUID]:
    """Jobs that somebody waited for and that were done thirty days ago. Returns whose files can go."""
    done = Job.organisation_id == organisation_id, Job.finished_at < clock.now() - KEPT
    gone = list(db.session.scalars(select(Job.id).where(*done)))
    if gone:
        db.session.execute(
            delete(Job)
            .where(Job.organisation_id == organisation_id, Job.id.in_(gone))
            .execution_options(synchronize_session=False)
        )
    return gone
