"""Who keeps shared links, how long and how often one may be used, and whether it is open."""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from portal import clock
from portal.errors import PortalError
from portal.i18n import LazyText, _, _l
from portal.plugin_api import LEADERS, Right
from portal.tenancy.models import chance

RIGHTS = [
    Right(name="shared_links.manage", label=_l("Keep shared links and look through what comes in"), roles=LEADERS)
]

#: how many may register through a link, unless the staff say otherwise; and at most
ALLOWANCE, MOST = 50, 2000
#: how long it is open, unless the staff say otherwise; and at most
OPEN_FOR, LONGEST = timedelta(days=30), timedelta(days=366)

STATES: dict[str, LazyText] = {
    "open": _l("Is open"),
    "closed": _l("Is closed"),
    "expired": _l("Is over"),
    "full": _l("Is full"),
    "off": _l("Is not in use"),
}

#: no letter or figure that looks like another, and no vowel, so that no word comes out by chance
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"
_LENGTH = 8


class Linked(Protocol):
    """A link, or the columns of one."""

    allowance: int
    used: int
    expires_at: datetime
    closed_at: datetime | None


def state_of(link: Linked, *, type_is_open: bool) -> str:
    """One of STATES. `off`: its type is hidden, or the type's plugin is switched off."""
    if link.closed_at:
        return "closed"
    if link.expires_at <= clock.now():
        return "expired"
    if not type_is_open:
        return "off"
    return "full" if link.used >= link.allowance else "open"


def new_token() -> str:
    """Eight letters and figures that can be read off a poster: 280 milliard, so that nobody finds one by guessing."""
    number = int.from_bytes(chance.get()(8), "big")
    found = ""
    while len(found) < _LENGTH:
        number, place = divmod(number, len(_LETTERS))
        found += _LETTERS[place]
    return found


def end_of(day: date) -> datetime:
    """When the day is over where the organisation is."""
    return datetime.combine(day + timedelta(days=1), time(), clock.local(clock.now()).tzinfo)


def check_until(until: date) -> None:
    """Today or later, and within a year. Raises PortalError."""
    if until < clock.today():
        raise PortalError(_("This day is over. Choose today or a later day."), "until")
    if until > clock.today() + LONGEST:
        raise PortalError(_("A link can be open for at most a year."), "until")
