"""What a peer lacks, in which half of the year, and until when."""

from datetime import date, timedelta
from typing import Protocol
from uuid import UUID

from plugins.recruitment.peers.models import PACK
from plugins.recruitment.rules import SEE_PEERS
from portal import clock
from portal.errors import PortalError
from portal.i18n import LazyText, _, _l
from portal.organisations.viewer import Viewer

LACK_NAMES: dict[str, LazyText] = {
    "training": _l("Training"),
    "agreement": _l("Agreement"),
    "pack": _l("Start pack"),
    "talk": _l("Follow-up talk this half-year"),
    "attended": _l("Online meeting this half-year"),
}
#: what one press registers
PRESS_NAMES: dict[str, LazyText] = {
    "training": _l("Trained today"),
    "agreement": _l("Agreement signed today"),
    "pack": _l("Start pack given today"),
    "talk": _l("Talked today"),
    "attended": _l("Was at the latest meeting"),
}
#: how soon a new peer should have training, agreement and start pack
TO_BEGIN = timedelta(days=90)
#: talks with each peer in a year, and online meetings for all of them
TALKS_A_YEAR, MEETINGS_A_YEAR = 2, 4


class Followed(Protocol):
    """A peer, or the columns of one."""

    trained_on: date | None
    agreed_on: date | None
    pack_sent_on: date | None
    talked_on: date | None
    attended_on: date | None


def half_of(on: date) -> tuple[date, date]:
    """The first and the last day of its half of the year: two talks a year are one in each."""
    return (date(on.year, 1, 1), date(on.year, 6, 30)) if on.month < 7 else (date(on.year, 7, 1), date(on.year, 12, 31))


def lacks(peer: Followed, on: date, meeting_on: date | None) -> list[str]:
    """Of LACK_NAMES, in their order. `meeting_on`: the latest online meeting; one of an earlier half-year is none."""
    first, _last = half_of(on)
    tried = (
        ("training", peer.trained_on is None),
        ("agreement", peer.agreed_on is None),
        ("pack", peer.pack_sent_on is None),
        ("talk", peer.talked_on is None or peer.talked_on < first),
        (
            "attended",
            meeting_on is not None and meeting_on >= first and (peer.attended_on is None or peer.attended_on < first),
        ),
    )
    return [name for name, is_so in tried if is_so]


def lacks_to_begin(peer: Followed) -> bool:
    return peer.trained_on is None or peer.agreed_on is None or peer.pack_sent_on is None


def talk_due_on(peer: Followed, on: date) -> date:
    """The end of this half-year; of the next one where she has been talked with in this one."""
    first, last = half_of(on)
    return last if peer.talked_on is None or peer.talked_on < first else half_of(last + timedelta(days=1))[1]


def pack_is_whole(items: list[str]) -> bool:
    return set(PACK) <= set(items)


def check_past(on: date | None, field: str) -> None:
    """Raises PortalError for a day that has not come."""
    if on and on > clock.today():
        raise PortalError(_("This day has not come yet."), field)


def may(viewer: Viewer, right: str, unit_id: UUID | None) -> bool:
    """A branch's peers are for its leaders; those of the association for who holds the right for all of it."""
    return bool(viewer.everywhere(right) or (unit_id is not None and viewer.may_in(right, unit_id)))


def units_of(viewer: Viewer) -> frozenset[UUID] | None:
    """Whose peers she sees; None: all."""
    return None if viewer.everywhere(SEE_PEERS) else viewer.units_with(SEE_PEERS)
