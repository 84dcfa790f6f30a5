"""Who looks after which contact surface, and when one waits for somebody."""

from datetime import date, timedelta
from uuid import UUID

from plugins.recruitment.rules import KEEP_SURFACES, SEE_SURFACES
from portal import clock
from portal.due.rules import months_away
from portal.errors import PortalError
from portal.i18n import LazyText, _, _l
from portal.organisations.viewer import Viewer

STATES: dict[str, LazyText] = {
    "open": _l("In use"),
    "due": _l("Waiting for somebody, or soon"),
    "never": _l("No next time planned"),
    "closed": _l("No longer in use"),
}
#: months from one time to the next; 0: no next time
RHYTHMS: dict[int, LazyText] = {
    1: _l("In a month"),
    2: _l("In two months"),
    3: _l("In three months"),
    6: _l("In half a year"),
    12: _l("In a year"),
    0: _l("Not planned"),
}
#: days ahead that a follow-up is shown as soon due
SOON = 14


def can_see(viewer: Viewer, unit_id: UUID | None) -> bool:
    """What is the association's own is seen by all who see any."""
    return unit_id is None or viewer.may_in(SEE_SURFACES, unit_id)


def can_keep(viewer: Viewer, unit_id: UUID | None) -> bool:
    return viewer.everywhere(KEEP_SURFACES) or (unit_id is not None and viewer.may_in(KEEP_SURFACES, unit_id))


def soon() -> date:
    return clock.today() + timedelta(days=SOON)


def next_time(on: date, months: int) -> date | None:
    """None for no next time."""
    return months_away(on, months) if months else None


def check_day(on: date) -> None:
    """Raises PortalError for a day to come."""
    if on > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")
