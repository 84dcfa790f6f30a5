"""Who may do what with plans and goals."""

from datetime import date
from decimal import Decimal

from portal import clock
from portal.errors import PortalError
from portal.i18n import _, _l, format_number
from portal.plugin_api import EVERYBODY, LEADERS, STAFF, Right

RIGHTS = [
    Right(name="goals.see", label=_l("See plans and goals"), roles=EVERYBODY),
    Right(name="goals.measure", label=_l("Write down measurements"), roles=STAFF),
    Right(name="goals.measure_unit", label=_l("Write down a unit's own figures"), roles=LEADERS),
    Right(name="plans.edit", label=_l("Write and change plans"), roles=STAFF),
]


def check_share(part: Decimal, whole: Decimal | None) -> None:
    """A share is a part of something. Raises PortalError."""
    if whole is None or whole <= 0:
        raise PortalError(_("There must be at least one that the share is taken of."), "whole")
    if part > whole:
        raise PortalError(
            _("This cannot be more than the number that it is a part of: %(whole)s.", whole=format_number(whole)),
            "value",
        )


def check_day(on: date) -> None:
    """A measurement tells of a day that has come. Raises PortalError."""
    if on > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")
