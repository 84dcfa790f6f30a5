"""Peers, their talks, meetings and courses, and the rules of what counts: rows with words of the tenant, and what is typed."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from plugins.recruitment.counting.models import CountingRule
from plugins.recruitment.counting.rules import Shipped
from plugins.recruitment.gatherings.models import Gathering, GatheringPeer
from plugins.recruitment.peers.models import Peer, PeerTalk
from portal import clock
from portal.extensions import db

RULE = {"form": "talk", "starts_on": "2026-01-01", "least_people": "1", "sessions": "1", "least_minutes": "30"}


def fill_peers(words: Any, unit: UUID, arguments: dict[str, Any]) -> dict[str, Any]:
    """A rule of its own; a peer who lacks all but a talk, at a meeting that was held, and a course without a peer."""
    today, moment, person = clock.today(), clock.now(), arguments["person_id"]
    rule = words.row(
        CountingRule, form="group", starts_on=today.replace(month=1, day=1), is_counted=True, least_people=4,
        sessions=1, least_minutes=45, by_peer=True, made_at=moment,
    )  # fmt: skip
    meeting = words.row(Gathering, kind="meeting", starts_on=today, days=1, held_days=1, made_at=moment)
    course = words.row(Gathering, kind="course", starts_on=today + timedelta(days=30), days=5, made_at=moment)
    peer = words.row(
        Peer, person_id=person, unit_id=unit, begun_on=today, pack=[], status="active", status_on=today, reason=None,
        made_at=moment,
    )  # fmt: skip
    db.session.add_all([rule, meeting, course, peer, words.row(PeerTalk, person_id=person, on_date=today, written_at=moment)])
    db.session.flush()
    db.session.add(words.row(GatheringPeer, gathering_id=meeting.id, person_id=person, state="absent"))
    return {"gathering_id": course.id, "recruitment_peers.join:person_id": arguments["other_id"]}


def _shown(minutes: int) -> str:
    """What the form has been shown the preview of."""
    return repr(Shipped(form="talk", starts_on=clock.today().replace(2026, 1, 1), least_minutes=minutes))


def peers_writes(ours: dict[str, Any]) -> dict[str, dict[str, Any]]:
    staff, leader = {"by": "staff"}, {"by": "unit_leader"}
    focus = {"typed": {"focus": "Nytt navn"}, "other": {"focus": "Nyere navn"}}
    named = {"typed": {"title": "Nytt navn", "starts_on": "2030-01-01"}, "other": {"title": "Nyere navn"}}
    her = ours["person_id"].hex
    return {
        "recruitment_counting.new": {
            **staff, "typed": {**RULE, "seen": _shown(30)}, "other": {"least_minutes": "20", "seen": _shown(20)},
        },
        "recruitment_counting.again": staff,
        "recruitment_peers.gaps": {
            **leader, "typed": {"what": f"training:{her}"}, "other": {"what": f"pack:{her}"},
        },
        "recruitment_peers.join": {**leader, **focus},
        "recruitment_peers.change": {**leader, **focus},
        "recruitment_peers.talk": {**leader, "typed": {"note": "En samtale"}, "other": {"note": "En annen samtale"}},
        "recruitment_peers.status": {**leader, "typed": {"status": "paused"}, "other": {"status": "ended"}},
        "recruitment_gatherings.new": {**staff, **named},
        "recruitment_gatherings.change": {**staff, **named},
        "recruitment_gatherings.show": {
            **staff, "typed": {"ticked": str(ours["person_id"])}, "other": {"ticked": []},
        },
    }  # fmt: skip
