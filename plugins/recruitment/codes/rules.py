"""What a code stands on, what it is called, and whether it is open."""

from uuid import UUID

from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.rules import MAKE_CODES
from portal.i18n import LazyText, _l
from portal.organisations.viewer import Viewer
from portal.shared_links.rules import new_token

KIND_NAMES: dict[str, LazyText] = {
    "event": _l("An event"),
    "printed": _l("Something printed"),
    "surface": _l("A contact surface"),
    "campaign": _l("A campaign"),
    "web": _l("The form's own address"),
}
#: how many may enrol through a code in a day, unless somebody says otherwise; and at most
A_DAY, MOST_A_DAY = 100, 5000
LENGTH = 6
#: the token of the form's own address
NO_TOKEN = ""


def new_code() -> str:
    """Six letters and figures that can be read off a poster. Finding one by guessing opens what is open to all."""
    return new_token()[:LENGTH]


def can_see(viewer: Viewer, unit_id: UUID | None) -> bool:
    """What is the association's own is for whoever makes codes for all of it."""
    return viewer.everywhere(MAKE_CODES) or (unit_id is not None and viewer.may_in(MAKE_CODES, unit_id))


def is_open(code: JoinCode) -> bool:
    return code.closed_at is None
