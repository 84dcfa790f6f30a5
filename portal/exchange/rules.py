"""Who sees partners and who speaks with them, and what may follow what."""

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

#: how long a partner without an account can answer
ANSWER_WITHIN_DAYS = 60
#: how long it can read and answer what is sent to it
LINK_OPEN_DAYS = 365


def check_open(status: str, name: str) -> None:
    """Letters go only where both have said yes. Raises PortalError."""
    if status != "accepted":
        raise PortalError(_("You are not connected with %(name)s now, so nothing was sent.", name=name))
