"""Peers with and without what they need, courses, meetings, peer support of several forms. All of it is invented."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from plugins.recruitment.counting.rules import Shipped
from plugins.recruitment.counting.services import say_rule
from plugins.recruitment.demo.words import FOCUSES, GATHERINGS, PEER_TALKS
from plugins.recruitment.gatherings.models import Gathering
from plugins.recruitment.gatherings.services import plan_gathering, say_who
from plugins.recruitment.peers.models import PACK, Peer
from plugins.recruitment.peers.services import add_talk, make_peer, set_status
from plugins.recruitment.rules import PEER_SUPPORT
from portal import clock
from portal.activities.models import Activity
from portal.activities.services import cells_of, move_counters
from portal.activities.verdicts import judge
from portal.extensions import db
from portal.people.models import Person
from portal.plugin_api import Demo

#: as many as branches of this size have, and a branch that has none
PEERS, WITHOUT = 14, "nordland-troms"


def make_peers(demo: Demo, staff: UUID, members: list[Person]) -> None:
    """Most have all they need, some lack one thing or another, one pauses and one has ended."""
    by: dict[str, Any] = {"by": staff, "language": demo.language}
    peers = [_peer(number, person, by) for number, person in enumerate(_chosen(demo, members))]
    db.session.flush()
    for number, peer in enumerate(peers):
        _talks(number, peer, by)
        peer.followed_by = demo.people["leader" if number % 3 == 0 else "staff"]
    for peer, status, reason in ((peers[-1], "ended", "moved"), (peers[-2], "paused", "illness")):
        set_status(peer, status=status, reason=reason, on=clock.today() - timedelta(days=40), **by)
    db.session.flush()
    _gatherings(peers, by)
    _rules(staff)
    judge_what_was_registered(demo.dice)


def _chosen(demo: Demo, members: list[Person]) -> list[Person]:
    there = [one for one in members if one.unit_id and one.unit_id != demo.units[WITHOUT] and one.email]
    return there[3 : 3 + PEERS * 7 : 7]


def _peer(number: int, person: Person, by: dict[str, Any]) -> Peer:
    begun = clock.today() - timedelta(days=30 if number % 6 == 5 else 300 + 97 * number)
    return make_peer(
        person.id,
        begun_on=begun,
        unit_id=person.unit_id,
        focus=FOCUSES[number % len(FOCUSES)],
        surface_id=None,
        trained_on=None if number % 6 == 5 else begun + timedelta(days=20),
        course="" if number % 6 == 5 else "Grunnkurs for likepersoner",
        agreed_on=None if number % 5 == 4 else begun + timedelta(days=10),
        pack=list(PACK) if number % 4 else list(PACK[:2]),
        **by,
    )


def _talks(number: int, peer: Peer, by: dict[str, Any]) -> None:
    """Some have had this half-year's talk, some not."""
    for days in (200, 25) if number % 3 else (230,):
        on = clock.today() - timedelta(days=days)
        if on >= peer.begun_on:
            add_talk(peer, on=on, note=PEER_TALKS[(number + days) % len(PEER_TALKS)], **by)


def _gatherings(peers: list[Peer], by: dict[str, Any]) -> None:
    active = [peer.person_id for peer in peers if peer.status == "active"]
    today = clock.today()
    for kind, title, place, days_from_now, days, coming in GATHERINGS:
        on = today + timedelta(days=days_from_now)
        made: Gathering = plan_gathering(kind=kind, title=title, place=place, starts_on=on, days=days, **by)
        db.session.flush()
        people = active[coming % 3 : coming + coming % 3] if coming else []
        if on < today:
            say_who(made, people, offered=active, held_days=days, **by)
        elif people:
            say_who(made, people, offered=active, held_days=None, **by)
        db.session.flush()


def _rules(staff: UUID) -> None:
    """One of the association's own: last year, groups needed one more."""
    year = clock.today().year - 1
    said: dict[str, Any] = {"least_people": 4, "least_minutes": 45, "by_peer": True}
    say_rule(Shipped(form="group", starts_on=date(year, 1, 1), ends_on=date(year, 6, 30), **said), by=staff)
    db.session.flush()


def judge_what_was_registered(dice: Random) -> None:
    """The demo's peer support gets a form and a length, and is judged as if it was registered so."""
    registered = select(Activity).where(Activity.activity_type == PEER_SUPPORT).order_by(Activity.id)
    found = list(db.session.scalars(registered))
    before: Counter[Any] = Counter()
    for one in found:
        before.update(cells_of(one))
        _say_more(one, dice)
    judge(found)
    after: Counter[Any] = Counter()
    for one in found:
        after.update(cells_of(one))
    after.subtract(before)
    db.session.flush()
    move_counters(after)


def _say_more(activity: Activity, dice: Random) -> None:
    people, turn = activity.numbers.get("participants", 1), dice.random()
    if turn < 0.08:
        return  # nobody said what it was
    form = "talk" if people < 2 else "course" if turn > 0.93 else "other" if turn > 0.85 else "group"
    numbers: dict[str, Any] = {**activity.numbers, f"form:{form}": 1}
    if form != "talk":
        numbers |= {"lasted": dice.choice((30, 45, 60, 90, 90, 120)), "led": int(turn < 0.8)}
    activity.numbers, activity.answers = numbers, {**activity.answers, "form": form}
