"""Who sees partners and who speaks with them, and what may follow what."""

from datetime import datetime, timedelta
from typing import Protocol

from portal import clock
from portal.errors import PortalError
from portal.i18n import LazyText, _, _l
from portal.plugin_api import ADMINISTRATORS, STAFF, Right

RIGHTS = [
    Right(name="partners.see", label=_l("See partners and what is sent between us"), roles=STAFF),
    Right(name="partners.manage", label=_l("Connect with partners"), roles=ADMINISTRATORS),
]

STATES: dict[str, LazyText] = {
    "asked": _l("Asked"),
    "accepted": _l("Connected"),
    "declined": _l("Declined"),
    "ended": _l("Ended"),
}


class Asked(Protocol):
    """A question as it stands at our end."""

    is_ours: bool
    asked_at: datetime


#: how long a partner without an account can answer
ANSWER_WITHIN_DAYS = 60
#: how long it can read and answer what is sent to it
LINK_OPEN_DAYS = 365
#: how often an organisation may ask the same other one before each waits longer than the last
FREE_QUESTIONS = 5
#: no second letter about a question before
SILENCE = timedelta(days=7)
#: how long a letter that could not be taken in waits for each next try; after the last, for somebody to press a button
PAUSES = tuple(timedelta(minutes=n) for n in (1, 5, 30, 120, 720, 1440, 1440, 1440))


def next_try(tries: int) -> datetime | None:
    """After so many in vain, and now one more."""
    return clock.now() + PAUSES[tries] if tries < len(PAUSES) else None


def may_write_again(before: Asked) -> bool:
    """Whether their administrators get a letter about our next question; what they themselves asked was another one."""
    return not before.is_ours or before.asked_at < clock.now() - SILENCE


def check_open(status: str, name: str) -> None:
    """Letters go only where both have said yes. Raises PortalError."""
    if status != "accepted":
        raise PortalError(_("You are not connected with %(name)s now, so nothing was sent.", name=name))
