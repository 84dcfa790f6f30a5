"""What the form asks, which states an enrolment has, and what can be done with it."""

from datetime import timedelta
from uuid import UUID

from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.rules import MANAGE_MEMBERS, SEE_MEMBERS
from portal.errors import PortalError
from portal.i18n import LazyText, _l
from portal.organisations.setup import Setup, UnitNode
from portal.organisations.viewer import Viewer
from portal.plugin_api import Setting

_ASKED = (
    ("no", _l("Do not ask")),
    ("may", _l("Ask, and she may leave it empty")),
    ("must", _l("Ask, and it is needed")),
)

SETTINGS = (
    Setting(
        name="joining_open",
        label=_l("The enrolment form is open"),
        default=False,
        help=_l("“Become a member” then stands on every page that is open to all."),
    ),
    Setting(
        name="joining_admits",
        label=_l("Who lets in somebody who has confirmed"),
        default="staff",
        choices=(
            ("staff", _l("Staff or the branch's leader")),
            ("itself", _l("It happens by itself, but not where she may be known already")),
        ),
    ),
    Setting(name="joining_phone", label=_l("Phone in the enrolment form"), default="may", choices=_ASKED),
    Setting(name="joining_birth_year", label=_l("Year of birth in the enrolment form"), default="no", choices=_ASKED),
    Setting(
        name="joining_a_day",
        label=_l("How many may enrol in a day without a code"),
        default=500,
        maximum=5000,
        help=_l("A script that finds the form fills no more than these. Each code has a number of its own."),
    ),
)

#: how long the link in her letter is open, and how long an enrolment that nobody confirms is kept
OPEN_FOR, FORGOTTEN_AFTER = timedelta(days=30), timedelta(days=60)
#: how long what a declined one wrote is kept
EMPTIED_AFTER = timedelta(days=90)
#: how soon somebody who has confirmed should be let in, and how long she is kept where nobody does
LET_IN_WITHIN, LEFT_AFTER = timedelta(days=7), timedelta(days=180)
#: letters to one mailbox that nobody has answered: whoever fills in somebody else's address writes to her no more often
MOST_WAITING = 3
#: she may ask for the letter again after this
ASK_AGAIN_AFTER = timedelta(minutes=10)


def branches_of(setup: Setup) -> list[UnitNode]:
    """The units that somebody can be a member of; where none is called a branch, all below the association."""
    branches = [node for node in setup.units if node.kind == "branch"]
    return branches or [node for node in setup.units if node.depth and node.kind != "office"]


def is_open(setup: Setup) -> bool:
    return bool(setup.setting("recruitment.joining_open"))


def can_see(viewer: Viewer, enrolment: Enrolment) -> bool:
    return _may(viewer, SEE_MEMBERS, enrolment.unit_id)


def can_let_in(viewer: Viewer, enrolment: Enrolment) -> bool:
    return _may(viewer, MANAGE_MEMBERS, enrolment.unit_id)


def _may(viewer: Viewer, right: str, unit_id: UUID | None) -> bool:
    """A direct member of the association is for whoever sees all of it."""
    return viewer.everywhere(right) or (unit_id is not None and viewer.may_in(right, unit_id))


def check_status(enrolment: Enrolment, *wanted: str) -> None:
    """Raises PortalError where somebody was here first."""
    if enrolment.status not in wanted:
        raise PortalError(str(_GONE_ON[enrolment.status]))


_GONE_ON: dict[str, LazyText] = {
    "waiting": _l("She has not confirmed it yet."),
    "confirmed": _l("This is confirmed already."),
    "member": _l("She is a member already."),
    "declined": _l("This enrolment was declined."),
    "forgotten": _l("Nobody has let her in in time, so what she wrote is forgotten. Ask her to enrol once more."),
}
