"""Work that somebody waits for: how far it has come, and what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update

from portal import clock
from portal.extensions import db
from portal.jobs.models import Job

#: how long a job belongs to the worker that took it; each report begins it anew
LEASE = timedelta(minutes=10)


class Overtaken(Exception):
    """The lease ran out and another worker has begun: what this one does counts no more."""


@dataclass(frozen=True)
class Outcome:
    """What came of it: a sentence in the language of whoever asked, a file, or both."""

    text: str = ""
    file_id: UUID | None = None


@dataclass
class Errand:
    """A job as its kind sees it."""

    organisation_id: UUID
    id: UUID
    details: dict[str, Any]
    asked_by: UUID | None
    lease: datetime | None

    def report(self, done: int, total: int) -> None:
        """Tell whoever waits that so many steps are done, of so many. Visible at once.

        Commits: what was written until now stays, and no transaction is open
        while the next step works. Raises Overtaken.
        """
        lease = clock.now() + LEASE
        self.change(done=done, total=total, due_at=lease)
        db.session.commit()
        self.lease = lease

    def change(self, **values: Any) -> None:
        """Change the job while it is ours; the caller commits. Raises Overtaken."""
        found: Any = db.session.execute(
            update(Job)
            .where(Job.organisation_id == self.organisation_id, Job.id == self.id, Job.due_at == self.lease)
            .values(**values)
            .execution_options(synchronize_session=False)
        )
        if not found.rowcount:
            raise Overtaken


def errand_of(job: Job) -> Errand:
    return Errand(job.organisation_id, job.id, job.details, job.asked_by, job.due_at)
