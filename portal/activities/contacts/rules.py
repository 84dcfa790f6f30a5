"""Who calls back those who were met."""

from datetime import date

from portal import clock
from portal.errors import PortalError
from portal.i18n import _, _l
from portal.plugin_api import LEADERS, Right

FOLLOW = "contacts.follow"
RIGHTS = [Right(name=FOLLOW, label=_l("Call back those who were met at events"), roles=LEADERS)]


def check_called(on: date) -> None:
    """It has happened. Raises PortalError."""
    if on > clock.today():
        raise PortalError(_("This day has not come yet. Write it down when you have talked to her."), "followed_up_on")
