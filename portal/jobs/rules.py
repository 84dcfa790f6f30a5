"""Who sees how far a piece of work has come."""

from typing import Any
from uuid import UUID

from portal.i18n import _l
from portal.jobs.models import Job
from portal.jobs.queries import job
from portal.plugin_api import EVERYBODY, Right, Role

RIGHTS = [Right(name="jobs.see", label=_l("See how far the work is that one has asked for"), roles=EVERYBODY)]


def can_see_by_id(viewer: Any, job_id: UUID) -> bool:
    """The same of a job that may be gone."""
    found = job(viewer.here.id, job_id)
    return found is not None and can_see(viewer, found)


def can_see(viewer: Any, job: Job) -> bool:
    """Whoever asked for it, and administrators."""
    return bool(job.asked_by == viewer.id or any(role is Role.ADMINISTRATOR for role, _unit in viewer.accesses))
