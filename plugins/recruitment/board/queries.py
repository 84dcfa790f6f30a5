"""What the board's page reads: two statements, however many members there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, and_, case, cast, exists, func, literal, null, or_, select, union_all

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.codes.models import JoinCode
from plugins.recruitment.dues import queries
from plugins.recruitment.dues.models import Invoice, Payment
from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.joining.rules import FORGOTTEN_AFTER
from plugins.recruitment.members.models import Membership
from plugins.recruitment.members.queries import is_member_on
from plugins.recruitment.surfaces.models import SurfaceCare
from portal import clock
from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.tenancy.models import Moment

#: of what waits; where there are more, it is told that there are more
MOST_COUNTED = 200
#: with a day to spare, for the hour in spring
A_MONTH = timedelta(days=32)


@dataclass(frozen=True)
class Steps:
    """How far enrolments came. Paid: all of the dues for that year or a later one."""

    enrolled: int = 0
    confirmed: int = 0
    members: int = 0
    paid: int = 0

    def __add__(self, other: "Steps") -> "Steps":
        return Steps(
            self.enrolled + other.enrolled,
            self.confirmed + other.confirmed,
            self.members + other.members,
            self.paid + other.paid,
        )


@dataclass(frozen=True)
class Source:
    """Enrolments of one year with the same credit. Names are "" for none."""

    surface: str
    campaign: str
    code_kind: str
    unit_id: UUID | None
    steps: Steps


def sources_of(organisation_id: UUID, year: int, before: date | None = None) -> list[Source]:
    """Enrolments of the year by what they are credited to; with `before`, as they stood when that day began, which is
    the first of a month. One statement."""
    confirmed, member = _has(Enrolment.confirmed_at, before), _has(Enrolment.closed_at, before)
    has_joined = Enrolment.status == "member" if before is None else and_(Enrolment.status == "member", member)
    rows = db.session.execute(
        select(
            func.coalesce(ContactSurface.name, ""), func.coalesce(Campaign.name, ""), JoinCode.kind,
            Enrolment.credited_unit_id, func.count(), _number(confirmed),
            _number(has_joined), _number(and_(has_joined, _has_paid(year, before))),
        )
        .join(JoinCode, and_(JoinCode.organisation_id == organisation_id, JoinCode.id == Enrolment.code_id))
        .outerjoin(Campaign, _its(Campaign, Enrolment.campaign_id))
        .outerjoin(ContactSurface, _its(ContactSurface, Enrolment.surface_id))
        .where(
            Enrolment.organisation_id == organisation_id,
            Enrolment.sent_at >= _midnight(date(year, 1, 1)),
            Enrolment.sent_at < _midnight(date(year + 1, 1, 1)),
            *([] if before is None else [Enrolment.sent_at < _midnight(before), or_(confirmed, _is_young(before))]),
        )
        .group_by(ContactSurface.name, Campaign.name, JoinCode.kind, Enrolment.credited_unit_id)
    )  # fmt: skip
    return [Source(row[0], row[1], row[2], row[3], Steps(*map(int, row[4:]))) for row in rows]


def _its(model: Any, key: Any) -> Any:
    return and_(model.organisation_id == Enrolment.organisation_id, model.id == key)


def _midnight(day: date) -> datetime:
    """Its first moment where the organisation is."""
    return datetime.combine(day, time(), clock.local(clock.now()).tzinfo)


def _number(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _has(moment: Any, before: date | None) -> Any:
    """It had happened."""
    return moment.is_not(None) if before is None else moment < _midnight(before)


def _is_young(before: date) -> Any:
    """Not confirmed, and not forgotten in the month that begins then: what goes from it on a day would be seen."""
    return Enrolment.sent_at >= _midnight(before - (FORGOTTEN_AFTER - A_MONTH))


def _has_paid(year: int, before: date | None) -> Any:
    in_time = [] if before is None else [Invoice.paid_on < before]
    return exists().where(
        Invoice.organisation_id == Enrolment.organisation_id,
        Invoice.person_id == Enrolment.person_id,
        Invoice.year >= year,
        Invoice.status == "paid",
        *in_time,
    )


@dataclass(frozen=True)
class Waiting:
    """What waits for somebody: how many of each, and the branches that look after a contact surface."""

    numbers: dict[str, int]
    looking_after: frozenset[UUID]
    #: since when the first of those who have confirmed waits to be let in
    confirmed_since: datetime | None = None

    def __getitem__(self, name: str) -> int:
        return self.numbers.get(name, 0)


def what_waits(organisation_id: UUID, today: date, silent_since: date) -> Waiting:
    """One statement. `silent_since`: who enrolled before that day and has not confirmed is counted."""
    rows = db.session.execute(union_all(*_counts(organisation_id, today, silent_since)))
    return _waiting(rows)


def _waiting(rows: Iterable[Any]) -> Waiting:
    numbers: dict[str, int] = {}
    units: set[UUID] = set()
    since = None
    for name, number, unit_id, first in rows:
        if name == "branch":
            units.add(unit_id)
        else:
            numbers[name], since = int(number), first or since
    return Waiting(numbers, frozenset(units), since)


def _counts(organisation_id: UUID, today: date, silent_since: date) -> list[Select[Any]]:
    sent = Enrolment.sent_at < _midnight(silent_since)
    in_use = ContactSurface.closed.is_(False)
    cared = and_(
        SurfaceCare.organisation_id == ContactSurface.organisation_id, SurfaceCare.surface_id == ContactSurface.id
    )
    surfaces = select(ContactSurface.id).outerjoin(SurfaceCare, cared)
    return [
        _count(Payment, organisation_id, "payments", Payment.settled_at.is_(None)),
        select(literal("confirmed"), func.count(), _no_unit(), func.min(Enrolment.confirmed_at)).where(
            Enrolment.organisation_id == organisation_id, Enrolment.status == "confirmed"
        ),
        _count(Enrolment, organisation_id, "silent", Enrolment.status == "waiting", sent),
        _count(Invoice, organisation_id, "unpaid", Invoice.year == today.year, Invoice.status == "open",
               Invoice.due_on < today, _is_member(organisation_id, today)),
        _counted(queries.with_returned_letter(organisation_id, today.year), "returned"),
        _count(Campaign, organisation_id, "campaigns", Campaign.ends_on >= today),
        _counted(surfaces.where(ContactSurface.organisation_id == organisation_id, in_use,
                                SurfaceCare.next_on <= today), "surfaces"),
        _counted(surfaces.where(ContactSurface.organisation_id == organisation_id, in_use,
                                SurfaceCare.next_on.is_(None)), "unplanned"),
        select(literal("branch"), literal(1), SurfaceCare.unit_id, _no_moment())
        .where(SurfaceCare.organisation_id == organisation_id, SurfaceCare.unit_id.is_not(None))
        .distinct(),
    ]  # fmt: skip


def _is_member(organisation_id: UUID, on: date) -> Any:
    """A condition on Invoice: looked up one by one, for they are counted to MOST_COUNTED only."""
    hers = Membership.organisation_id == organisation_id, Membership.person_id == Invoice.person_id
    return exists().where(*hers, is_member_on(on))


def _count(model: Any, organisation_id: UUID, name: str, *conditions: Any) -> Select[Any]:
    return _counted(select(model.id).where(model.organisation_id == organisation_id, *conditions), name)


def _counted(rows: Select[Any], name: str) -> Select[Any]:
    return select(literal(name), func.count(), _no_unit(), _no_moment()).select_from(
        rows.limit(MOST_COUNTED + 1).subquery()
    )


def _no_unit() -> Any:
    return cast(null(), Uuid())


def _no_moment() -> Any:
    return cast(null(), Moment())
