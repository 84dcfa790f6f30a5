"""What is read of peers. Every function takes the organisation. Lists read columns and page by key."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    desc,
    extract,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from plugins.recruitment.gatherings.models import Gathering, GatheringPeer
from plugins.recruitment.peers.models import Peer, PeerTalk
from plugins.recruitment.peers.rules import TALKS_A_YEAR, half_of
from portal.accounts.models import UserAccount
from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.people.models import Person
from portal.people.queries import IS_HERE, After
from portal.people.queries import holds as holds

PAGE = 30
#: talks, and courses and meetings, on her page
LATEST = 20


@dataclass(frozen=True)
class Line:
    """A peer in a list, with all that tells what she lacks."""

    person_id: UUID
    name: str
    unit_id: UUID | None
    focus: str
    trained_on: date | None
    agreed_on: date | None
    pack_sent_on: date | None
    talked_on: date | None
    attended_on: date | None
    status: str
    sorting: str


_LINE = (
    Person.id, Person.name, Peer.unit_id, Peer.focus, Peer.trained_on, Peer.agreed_on, Peer.pack_sent_on,
    Peer.talked_on, Peer.attended_on, Peer.status, Person.sorting,
)  # fmt: skip
_HERS = and_(Peer.organisation_id == Person.organisation_id, Peer.person_id == Person.id)


def page_of(
    organisation_id: UUID,
    units: Collection[UUID] | None,
    *conditions: ColumnElement[bool],
    after: After | None,
) -> tuple[list[Line], After | None]:
    """Peers by name, and where the next page begins. `units`: None for all. One statement, by key."""
    query = select(*_LINE).join(Peer, _HERS).where(Person.organisation_id == organisation_id, IS_HERE, *conditions)
    if units is not None:
        query = query.where(Peer.unit_id.in_(units))
    if after:
        query = query.where(tuple_(Person.sorting, Person.id) > tuple_(after.sorting, after.id))
    rows = db.session.execute(query.order_by(Person.sorting, Person.id).limit(PAGE + 1)).all()
    lines = [Line(*row) for row in rows[:PAGE]]
    return lines, After(lines[-1].sorting, lines[-1].person_id) if len(rows) > PAGE else None


def lacks_something(on: date, meeting_on: date | None) -> ColumnElement[bool]:
    """A condition on Peer: the same as `rules.lacks`."""
    first, _last = half_of(on)
    ways = [
        Peer.trained_on.is_(None),
        Peer.agreed_on.is_(None),
        Peer.pack_sent_on.is_(None),
        Peer.talked_on.is_(None),
        Peer.talked_on < first,
    ]
    if meeting_on is not None and meeting_on >= first:
        ways += [Peer.attended_on.is_(None), Peer.attended_on < first]
    return and_(Peer.status == "active", or_(*ways))


def peer_of(organisation_id: UUID, person_id: UUID) -> Row[Any] | None:
    """(person, peer, who follows her up, where people meet her): None where nobody is; no peer for who is none."""
    found: Row[Any] | None = db.session.execute(
        select(Person, Peer, UserAccount.name.label("follower"), ContactSurface.name.label("surface"))
        .outerjoin(Peer, _HERS)
        .outerjoin(UserAccount, UserAccount.id == Peer.followed_by)
        .outerjoin(
            ContactSurface,
            and_(ContactSurface.organisation_id == organisation_id, ContactSurface.id == Peer.surface_id),
        )
        .where(Person.organisation_id == organisation_id, Person.id == person_id, IS_HERE)
    ).first()  # type: ignore[assignment]
    return found


def history_of(organisation_id: UUID, person_id: UUID) -> tuple[list[Row[Any]], list[Row[Any]]]:
    """Talks and gatherings, the newest twenty of each first, as (kind, id, day, words, more). One statement.

    Of a talk, `words` are the note and `more` with whom; of a gathering, its title and her state.
    """
    talks = (
        select(
            literal("talk").label("kind"), PeerTalk.id, PeerTalk.on_date.label("day"), PeerTalk.note.label("words"),
            UserAccount.name.label("more"),
        )
        .outerjoin(UserAccount, UserAccount.id == PeerTalk.held_by)
        .where(PeerTalk.organisation_id == organisation_id, PeerTalk.person_id == person_id)
        .order_by(PeerTalk.on_date.desc(), PeerTalk.id.desc())
        .limit(LATEST)
        .subquery()
    )  # fmt: skip
    gatherings = (
        select(
            literal("gathering").label("kind"), Gathering.id, Gathering.starts_on.label("day"),
            Gathering.title.label("words"), GatheringPeer.state.label("more"),
        )
        .join(
            GatheringPeer,
            and_(
                GatheringPeer.organisation_id == Gathering.organisation_id, GatheringPeer.gathering_id == Gathering.id
            ),
        )
        .where(Gathering.organisation_id == organisation_id, GatheringPeer.person_id == person_id)
        .order_by(Gathering.starts_on.desc(), Gathering.id)
        .limit(LATEST)
        .subquery()
    )  # fmt: skip
    rows = db.session.execute(union_all(select(talks), select(gatherings)).order_by(desc("day"), desc("id"))).all()
    return [row for row in rows if row.kind == "talk"], [row for row in rows if row.kind == "gathering"]


def active_units(organisation_id: UUID) -> set[UUID | None]:
    """The units that have an active peer."""
    return set(
        db.session.scalars(
            select(Peer.unit_id).where(Peer.organisation_id == organisation_id, Peer.status == "active").distinct()
        )
    )


def active_peers(organisation_id: UUID) -> list[Peer]:
    """All of them, for the worker."""
    return list(
        db.session.scalars(select(Peer).where(Peer.organisation_id == organisation_id, Peer.status == "active"))
    )


def ids_of_peers(organisation_id: UUID) -> Select[UUID]:
    """Active peers, as a SELECT."""
    return select(Peer.person_id).where(Peer.organisation_id == organisation_id, Peer.status == "active")


def trained_peers(organisation_id: UUID, on: date) -> Decimal:
    """Active peers who are trained, as they are now: what was on an earlier day is not kept."""
    return Decimal(
        db.session.scalar(
            select(func.count()).where(
                Peer.organisation_id == organisation_id, Peer.status == "active", Peer.trained_on <= on
            )
        )
        or 0
    )


def peers_followed_up(organisation_id: UUID, on: date) -> tuple[Decimal, Decimal]:
    """(with two talks or more this year, all active ones)."""
    talks = (
        select(func.count())
        .where(
            PeerTalk.organisation_id == organisation_id,
            PeerTalk.person_id == Peer.person_id,
            extract("year", PeerTalk.on_date) == on.year,
            PeerTalk.on_date <= on,
        )
        .correlate(Peer)
        .scalar_subquery()
    )
    active = Peer.organisation_id == organisation_id, Peer.status == "active"
    both = db.session.execute(
        select(
            select(func.count()).select_from(Peer).where(*active, talks >= TALKS_A_YEAR).scalar_subquery(),
            select(func.count()).select_from(Peer).where(*active).scalar_subquery(),
        )
    ).one()
    return Decimal(both[0]), Decimal(both[1])
