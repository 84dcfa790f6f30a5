"""Who sees and plans the programme, and what something planned must be."""

from collections.abc import Collection
from datetime import date, time
from uuid import UUID

from portal import clock
from portal.activities.models import Activity
from portal.activities.rules import check_date
from portal.calendar.queries import units_around
from portal.errors import Conflict, PortalError
from portal.i18n import _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import EVERYBODY, REGISTRARS, Right

RIGHTS = [
    Right(name="programme.see", label=_l("See the programme"), roles=EVERYBODY),
    Right(name="programme.plan", label=_l("Plan activities"), roles=REGISTRARS),
]
#: the answer that says why something is cancelled; everybody reads it
WHY = "cancelled"


def units_seen(viewer: Viewer) -> frozenset[UUID]:
    """Hers, those below, and those above: an evening for the whole association is hers too."""
    return units_around(viewer)


def can_see(viewer: Viewer, unit_id: UUID) -> bool:
    return unit_id in units_seen(viewer)


def can_plan(viewer: Viewer, unit_id: UUID) -> bool:
    return viewer.may_in("programme.plan", unit_id)


def check_planned(days: list[date], at: time | None, ends_at: time | None) -> None:
    """Ahead of us, within five years, ending after it begins. Raises PortalError."""
    if days[0] < clock.today():
        raise PortalError(_("This day has passed. Choose one to come, or register the activity as held."), "on_date")
    check_date(days[-1], "planned")
    check_times(at, ends_at)


def check_times(at: time | None, ends_at: time | None) -> None:
    """Raises PortalError."""
    if ends_at and not at:
        raise PortalError(_("Write when it begins too."), "at")
    if at and ends_at and ends_at <= at:
        raise PortalError(_("It ends before it begins. Please check both times."), "ends_at")


def check_status(rows: Collection[Activity], status: str) -> None:
    """Nobody else was here first. Raises Conflict."""
    if all(row.status == status for row in rows):
        return
    if status == "planned":
        raise Conflict(_("This was cancelled or reported in the meantime."))
    raise Conflict(_("This is not cancelled any more."))
