"""Who may do what, and what a note must be."""

from datetime import date

from portal import clock
from portal.errors import PortalError
from portal.i18n import _, _l
from portal.plugin_api import EVERYBODY, LEADERS, ActivityType, Question, Right

RIGHTS = [
    Right(name="logbook.see", label=_l("See the logbook"), roles=EVERYBODY),
    Right(name="logbook.write", label=_l("Write in the logbook"), roles=LEADERS),
]

WATCH = ActivityType(
    key="logbook.watch",
    label=_l("Watch at the lighthouse"),
    questions=(Question(name="hours", label=_l("How many hours did the watch last?")),),
    position=40,
)


def check_day(on: date) -> None:
    """A note tells of what has been. Raises PortalError."""
    if on > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")
