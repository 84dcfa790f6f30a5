"""What is read of jobs that somebody waits for."""

from uuid import UUID

from sqlalchemy import select

from portal.extensions import db
from portal.jobs.models import ONE, Job


def job(organisation_id: UUID, job_id: UUID) -> Job | None:
    """A job that somebody asked for; the worker's own are nobody's to see."""
    found = db.session.get(Job, (organisation_id, job_id))
    return found if found and found.asked_by and found.subject_id != ONE else None


def jobs_of(organisation_id: UUID, kind: str, user_id: UUID, limit: int = 10) -> list[Job]:
    """What she has asked for, newest first."""
    return list(
        db.session.scalars(
            select(Job)
            .where(Job.organisation_id == organisation_id, Job.kind == kind, Job.asked_by == user_id)
            .order_by(Job.asked_at.desc(), Job.id)
            .limit(limit)
        )
    )
