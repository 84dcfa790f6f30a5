"""What is read of meetings and courses. Every function takes the organisation."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, case, extract, func, or_, select

from plugins.recruitment.gatherings.models import Gathering, GatheringPeer
from plugins.recruitment.peers.models import Peer
from portal.extensions import db
from portal.people.models import Person
from portal.people.queries import IS_HERE

#: the peers that a page offers to tick
MOST = 200


@dataclass(frozen=True)
class Line:
    """A meeting or course, and how many peers took part, or are coming and active still."""

    id: UUID
    kind: str
    title: str
    place: str
    starts_on: date
    days: int
    held_days: int | None
    is_cancelled: bool
    peers: int


def gathering(organisation_id: UUID, gathering_id: UUID) -> Gathering | None:
    return db.session.get(Gathering, (organisation_id, gathering_id))


def gatherings_in(organisation_id: UUID, year: int) -> list[Line]:
    """Of a year, by day. One statement."""
    of_year = Gathering.starts_on.between(date(year, 1, 1), date(year, 12, 31))
    return [Line(*row) for row in db.session.execute(_with_peers(organisation_id, of_year))]


def courses_without_peer(organisation_id: UUID, on: date) -> list[Line]:
    """Courses to come that no peer is booked for, the nearest first. Row R14."""
    found = db.session.execute(
        _with_peers(
            organisation_id,
            Gathering.kind == "course",
            Gathering.is_cancelled.is_(False),
            Gathering.held_days.is_(None),
            Gathering.starts_on >= on,
        )
    )
    return [line for line in (Line(*row) for row in found) if not line.peers]


#: conditions that join a peer to her place, and that say whether she counts in it
_HER_PEER = and_(Peer.organisation_id == GatheringPeer.organisation_id, Peer.person_id == GatheringPeer.person_id)
_COUNTS = or_(Gathering.held_days.is_not(None), Peer.status == "active")


def has_peer(organisation_id: UUID, gathering_id: UUID) -> bool:
    """Whether an active peer is booked for it."""
    booked = GatheringPeer.organisation_id == organisation_id, GatheringPeer.gathering_id == gathering_id
    found = select(GatheringPeer.id).join(Peer, _HER_PEER).where(*booked, GatheringPeer.state != "absent")
    return db.session.scalar(found.where(Peer.status == "active").limit(1)) is not None


def courses_to_come(organisation_id: UUID, person_id: UUID, on: date) -> list[tuple[Gathering, GatheringPeer]]:
    """Courses that she is booked for, with her place."""
    hers = GatheringPeer.organisation_id == organisation_id, GatheringPeer.person_id == person_id
    its = and_(Gathering.organisation_id == organisation_id, Gathering.id == GatheringPeer.gathering_id)
    to_come = Gathering.kind == "course", Gathering.held_days.is_(None), Gathering.starts_on >= on
    found = db.session.execute(select(Gathering, GatheringPeer).join(GatheringPeer, its).where(*hers, *to_come))
    return [(gathering, place) for gathering, place in found]


def _with_peers(organisation_id: UUID, *conditions: Any) -> Any:
    return (
        select(
            Gathering.id, Gathering.kind, Gathering.title, Gathering.place, Gathering.starts_on, Gathering.days,
            Gathering.held_days, Gathering.is_cancelled, func.count(case((_COUNTS, GatheringPeer.id))),
        )
        .outerjoin(
            GatheringPeer,
            and_(
                GatheringPeer.organisation_id == Gathering.organisation_id,
                GatheringPeer.gathering_id == Gathering.id,
                GatheringPeer.state != "absent",
            ),
        )
        .outerjoin(Peer, _HER_PEER)
        .where(Gathering.organisation_id == organisation_id, *conditions)
        .group_by(Gathering.organisation_id, Gathering.id)
        .order_by(Gathering.starts_on, Gathering.id)
    )  # fmt: skip


def latest_meeting(organisation_id: UUID, on: date) -> Gathering | None:
    """The latest online meeting that was held until then."""
    return db.session.scalars(
        select(Gathering)
        .where(
            Gathering.organisation_id == organisation_id,
            Gathering.kind == "meeting",
            Gathering.held_days.is_not(None),
            Gathering.starts_on <= on,
        )
        .order_by(Gathering.starts_on.desc(), Gathering.id.desc())
        .limit(1)
    ).first()


def peers_for(organisation_id: UUID, gathering_id: UUID) -> list[Row[Any]]:
    """(id, name, unit, state) of active peers, and of others who are in it already, by name."""
    return list(
        db.session.execute(
            select(Person.id, Person.name, Peer.unit_id, GatheringPeer.state)
            .join(Peer, and_(Peer.organisation_id == organisation_id, Peer.person_id == Person.id))
            .outerjoin(
                GatheringPeer,
                and_(
                    GatheringPeer.organisation_id == organisation_id,
                    GatheringPeer.gathering_id == gathering_id,
                    GatheringPeer.person_id == Person.id,
                ),
            )
            .where(
                Person.organisation_id == organisation_id,
                IS_HERE,
                (Peer.status == "active") | GatheringPeer.id.is_not(None),
            )
            .order_by(Person.sorting, Person.id)
            .limit(MOST)
        )
    )


def rows_of(organisation_id: UUID, gathering_id: UUID) -> list[GatheringPeer]:
    return list(
        db.session.scalars(
            select(GatheringPeer).where(
                GatheringPeer.organisation_id == organisation_id, GatheringPeer.gathering_id == gathering_id
            )
        )
    )


def meetings_held(organisation_id: UUID, on: date) -> Decimal:
    """Online meetings for peers this year until then. Row R16."""
    return Decimal(
        db.session.scalar(
            select(func.count()).where(
                Gathering.organisation_id == organisation_id,
                Gathering.kind == "meeting",
                Gathering.held_days.is_not(None),
                extract("year", Gathering.starts_on) == on.year,
                Gathering.starts_on <= on,
            )
        )
        or 0
    )


def courses_with_a_peer(organisation_id: UUID, on: date) -> tuple[Decimal, Decimal]:
    """(with a peer, all) of this year's courses that take place."""
    lines = [one for one in gatherings_in(organisation_id, on.year) if one.kind == "course" and not one.is_cancelled]
    return Decimal(sum(1 for one in lines if one.peers)), Decimal(len(lines))
