"""Make somebody a peer, and write down what was done with her. What is due is said anew with each change."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.gatherings.queries import latest_meeting
from plugins.recruitment.gatherings.services import attended, leave_courses
from plugins.recruitment.peers.models import PACK, Peer, PeerTalk
from plugins.recruitment.peers.queries import active_peers
from plugins.recruitment.peers.rules import TO_BEGIN, check_past, half_of, lacks_to_begin, pack_is_whole, talk_due_on
from plugins.recruitment.rules import SEE_PEERS
from portal import clock
from portal.audit.services import changed, record
from portal.calendar.services import Due, set_all_due
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _, use_language
from portal.jobs.services import ask_for
from portal.organisations.viewer import place_of
from portal.tenancy import uuid7

#: what stands in the calendar: the next talk, and what a new peer lacks
TALK, BEGIN = "recruitment.peer_talk", "recruitment.peer_begin"


def make_peer(person_id: UUID, *, by: UUID | None, language: str, **said: Any) -> Peer:
    """From this day on she is a peer, followed up by whoever says so. Raises PortalError for a day to come."""
    check_past(said.get("begun_on"), "begun_on")
    begun_on = said.pop("begun_on")
    peer = Peer(
        id=uuid7(), person_id=person_id, begun_on=begun_on, status="active", status_on=begun_on, followed_by=by,
        made_by=by, made_at=clock.now(), pack=[], focus="", course="",
    )  # fmt: skip
    _set(peer, **said)
    db.session.add(peer)
    _after(peer, language)
    record("recruitment.peer_made", person_id, by=by, changes={"unit": peer.unit_id, "on": begun_on})
    return peer


def change_peer(peer: Peer, *, by: UUID, language: str, **said: Any) -> None:
    """What is known of her. Raises PortalError for a day to come."""
    changes = _set(peer, **said)
    _after(peer, language)
    record("recruitment.peer_changed", peer.person_id, by=by, changes=dict.fromkeys(changes))


def _set(peer: Peer, **said: Any) -> dict[str, Any]:
    """The start pack is complete on the day on which its last item was ticked."""
    for name in ("trained_on", "agreed_on", "begun_on"):
        check_past(said.get(name), name)
    if "pack" in said:
        whole = pack_is_whole(said["pack"])
        said["pack_sent_on"] = (peer.pack_sent_on or clock.today()) if whole else None
    return changed(peer, **said)


def _after(peer: Peer, language: str) -> None:
    """Before the entry is written: it would be written once more at the end."""
    say_due([peer], language)
    ask_for("measure_metrics")


def press(peer: Peer, what: str, *, by: UUID, language: str) -> None:
    """One press: what she lacked is done today. Raises PortalError where there was no meeting to have been at."""
    today = clock.today()
    if what == "talk":
        add_talk(peer, on=today, note="", by=by, language=language)
    elif what == "attended":
        meeting = latest_meeting(peer.organisation_id, today)
        if meeting is None or meeting.starts_on < half_of(today)[0]:
            raise PortalError(_("No online meeting was held this half-year yet."))
        attended(meeting, peer, by=by)
    elif what == "follow":
        change_peer(peer, by=by, language=language, followed_by=by)
    else:
        said: dict[str, dict[str, Any]] = {
            "training": {"trained_on": today},
            "agreement": {"agreed_on": today},
            "pack": {"pack": list(PACK)},
        }
        change_peer(peer, by=by, language=language, **said[what])


def add_talk(peer: Peer, *, on: date, note: str, by: UUID, language: str) -> PeerTalk:
    """A follow-up talk. Raises PortalError for a day to come."""
    check_past(on, "on_date")
    talk = PeerTalk(
        id=uuid7(), person_id=peer.person_id, on_date=on, note=note.strip(), held_by=by, written_at=clock.now()
    )
    db.session.add(talk)
    changed(peer, talked_on=max(peer.talked_on, on) if peer.talked_on else on)
    _after(peer, language)
    record("recruitment.peer_talked", peer.person_id, by=by, changes={"on": on})
    return talk


def set_status(peer: Peer, *, status: str, reason: str | None, on: date, by: UUID | None, language: str) -> None:
    """She pauses, ends, or is back. Raises PortalError for a day to come, or before she began."""
    check_past(on, "on_date")
    if on < peer.begun_on:
        raise PortalError(_("She was no peer yet on that day."), "on_date")
    said: dict[str, Any] = {
        "status": status,
        "status_on": on,
        "reason": None if status == "active" else reason,
        "ended_on": on if status == "ended" else None,
    }
    changed(peer, **said)
    leave_courses(peer.person_id, ended_on=said["ended_on"], language=language)
    _after(peer, language)
    record("recruitment.peer_status", peer.person_id, by=by, changes={"status": status, "on": on})


def say_due(peers: Iterable[Peer], language: str) -> None:
    """For the one who follows her up: the talk of this half-year, and what a new peer lacks. No name stands in it,
    because calendars carry it outside. One statement.
    """
    with use_language(language):
        talk, begin = _("Follow-up talk with a peer"), _("A new peer lacks training, agreement or start pack")
    today = clock.today()
    items = []
    for peer in peers:
        is_on = peer.status == "active"
        about: dict[str, Any] = {
            "endpoint": "recruitment_peers.show", "arguments": {"person_id": peer.person_id}, "right": SEE_PEERS,
            "unit_id": peer.unit_id, "user_id": peer.followed_by, "source_id": peer.id,
        }  # fmt: skip
        items += [
            Due(source=TALK, on=talk_due_on(peer, today), title=talk, done=not is_on, **about),
            Due(
                source=BEGIN, on=peer.begun_on + TO_BEGIN, title=begin,
                done=not (is_on and lacks_to_begin(peer)), **about,
            ),
        ]  # fmt: skip
    set_all_due(items)


def say_all_due(organisation_id: UUID) -> None:
    """Every night: with a new half-year, each is due anew."""
    with clock.in_zone((here := place_of(organisation_id)).timezone):
        say_due(active_peers(organisation_id), here.language)
