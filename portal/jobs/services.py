"""Ask for work to be done soon."""

from portal import clock
from portal.database import upsert
from portal.jobs.models import Job
from portal.tenancy import current_organisation_id, uuid7


def ask_for(kind: str) -> None:
    """Let the worker do this in the organisation in scope. Asked for twice before it is done, it is done once."""
    row = {
        "organisation_id": current_organisation_id(),
        "id": uuid7(),
        "kind": kind,
        "details": {},
        "due_at": clock.now(),
        "attempts": 0,
    }
    upsert(
        Job,
        [row],
        key=("organisation_id", "kind"),
        change=lambda offered: {"due_at": offered.due_at, "attempts": 0},
    )
