"""Who may do what with plans and goals."""

from datetime import date

from portal import clock
from portal.errors import PortalError
from portal.i18n import _, _l
from portal.plugin_api import EVERYBODY, STAFF, Right

RIGHTS = [
    Right(name="goals.see", label=_l("See plans and goals"), roles=EVERYBODY),
    Right(name="goals.measure", label=_l("Write down measurements"), roles=STAFF),
]


def check_day(on: date) -> None:
    """A measurement tells of a day that has come. Raises PortalError."""
    if on > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")
