"""Who shares goals, which can be shared, and what never crosses."""

from decimal import Decimal

from portal.errors import PortalError
from portal.figures.small_groups import SMALLEST, hide_small
from portal.i18n import LazyText, _, _l
from portal.plugin_api import EVERYBODY, STAFF, Right

RIGHTS = [
    Right(name="shared_goals.see", label=_l("See shared goals"), roles=EVERYBODY),
    Right(name="shared_goals.manage", label=_l("Offer, answer and contribute to shared goals"), roles=STAFF),
]

STATES: dict[str, LazyText] = {
    "offered": _l("Offered"),
    "accepted": _l("Shared"),
    "declined": _l("Declined"),
    "ended": _l("Ended"),
}
#: the partner may still answer or contribute
OPEN = ("offered", "accepted")
#: of these, partners' figures add up
KINDS = frozenset({"level", "yearly", "per_period"})
#: of these, today's value of something else is a contribution: it stands for the whole, not for one day
STOCKS = frozenset({"level"})


def can_be_shared(kind: str, source: str) -> bool:
    """What somebody writes down, and what adds up."""
    return kind in KINDS and source == "typed"


def is_too_small(value: Decimal, *, counts_people: bool) -> bool:
    """Whether it tells of so few people that it never leaves their organisation."""
    return counts_people and bool(hide_small([value], is_summed=False))  # type: ignore[list-item]  # compared only


def check_size(value: Decimal, *, counts_people: bool) -> None:
    """Raises PortalError."""
    if is_too_small(value, counts_people=counts_people):
        raise PortalError(
            _("A figure about fewer than %(n)s people is not sent. Wait until there are more.", n=SMALLEST), "value"
        )


def check_open(status: str) -> None:
    """Raises PortalError where it is over."""
    check_status(status, *OPEN)


def check_status(status: str, *wanted: str) -> None:
    """Raises PortalError where the goal is not there any more, or not yet."""
    if status not in wanted:
        raise PortalError(_("This goal is not open for that now. Load the page again to see how it stands."))
