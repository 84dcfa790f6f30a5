"""Whether a personal link opens, how long it may, and who may take one back."""

from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from typing import Protocol

from portal import clock
from portal.i18n import _l
from portal.plugin_api import STAFF, Right
from portal.tenancy.models import chance

RIGHTS = [Right(name="links.manage", label=_l("See and take back personal links"), roles=STAFF)]

#: no link is open for longer than this
LONGEST = timedelta(days=400)
#: how often a link that stays open takes an answer: nobody fills a database through one
MOST_USES = 200
#: wrong links that one address may open before each waits longer than the last; a right one never waits
FREE_WRONG = 30


class Opened(Protocol):
    """A link, or the columns of one."""

    uses: int
    expires_at: datetime
    revoked_at: datetime | None


def state_of(link: Opened, *, once: bool) -> str:
    """`open`, `used`, `expired` or `revoked`."""
    if link.revoked_at:
        return "revoked"
    if link.uses >= (1 if once else MOST_USES):
        return "used"
    return "expired" if link.expires_at <= clock.now() else "open"


def new_token() -> str:
    """256 bits of chance: nobody guesses one."""
    return urlsafe_b64encode(chance.get()(32)).decode().rstrip("=")
