"""What a membership must be."""

from datetime import date

from plugins.recruitment.members.models import Membership
from portal import clock
from portal.errors import PortalError
from portal.i18n import _, _l, format_date
from portal.plugin_api import Setting

SETTINGS = (
    Setting(
        name="patients_in_all",
        label=_l("How many have or have had the illness"),
        default=0,
        help=_l("What the share of members among them is reckoned from. 0: it is not reckoned."),
    ),
    Setting(name="next_of_kin_in_all", label=_l("How many next of kin could be members"), default=0),
)


def is_member(membership: Membership, on: date) -> bool:
    return membership.starts_on <= on and (membership.ends_on is None or on < membership.ends_on)


def check_start(starts_on: date, before: Membership | None) -> None:
    """`before` is her latest time as a member. Raises PortalError where the new one would begin inside it."""
    if before is None:
        return
    if before.ends_on is None:
        raise PortalError(_("She is a member already."), "starts_on")
    if starts_on < before.ends_on:
        sentence = _(
            "She was a member until %(date)s. Choose that day or a later one.", date=format_date(before.ends_on)
        )
        raise PortalError(sentence, "starts_on")


def check_change(membership: Membership, on: date) -> None:
    """Raises PortalError: a membership that is over, a day before it began, or one to come: what she is today would
    end with it, and nothing that is done meanwhile would find her.
    """
    if membership.ends_on is not None:
        raise PortalError(_("This membership is over already."))
    if on > clock.today():
        raise PortalError(_("This day has not come yet."), "on_date")
    check_end(membership, on, "on_date")


def check_end(membership: Membership, ends_on: date, field: str = "last_day") -> None:
    """Raises PortalError for a day before it began."""
    if ends_on < membership.starts_on:
        raise PortalError(
            _("She has been a member since %(date)s. Choose a later day.", date=format_date(membership.starts_on)),
            field,
        )


def check_death(last_day: date) -> None:
    """Raises PortalError for a day to come."""
    if last_day > clock.today():
        raise PortalError(_("This day has not come yet."), "last_day")
