"""Ask for everything."""

from uuid import UUID

from portal.audit.services import record
from portal.i18n import _
from portal.jobs.models import Job
from portal.jobs.services import start_job
from portal.takeout.rules import KEPT, KIND


def order_takeout(*, back: str, by: UUID) -> Job:
    job = start_job(KIND, title=_("Everything in one file"), details={"kept_days": KEPT.days}, back=back, by=by)
    record("takeout.made", job.id, by=by)
    return job
