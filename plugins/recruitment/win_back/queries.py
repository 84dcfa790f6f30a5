"""Who may be asked to come back. Every function takes the organisation and makes one statement."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, exists, or_, select, tuple_
from sqlalchemy.orm import aliased

from plugins.recruitment.members.models import Membership
from plugins.recruitment.win_back.models import WinBack
from portal import clock
from portal.accounts.models import UserAccount
from portal.consents.queries import has_withdrawn
from portal.due.rules import months_away
from portal.extensions import db
from portal.organisations.setup import Setup
from portal.organisations.viewer import place_of
from portal.paging import Position
from portal.people.models import Person
from portal.people.queries import IS_HERE

PAGE = 30


def asked_since(setup: Setup) -> date:
    """Who left before this day is not asked any more."""
    return months_away(clock.today(), -int(setup.setting("recruitment.win_back_months")))


def who_left(
    organisation_id: UUID, since: date, on: date, after: Position | None
) -> tuple[list[Row[Any]], Position | None]:
    """Whoever may be asked and can be written or rung to, the latest first, and where the next page begins.

    With the day on which she said "perhaps later", where that is over.
    """
    said = and_(WinBack.organisation_id == organisation_id, WinBack.person_id == Membership.person_id)
    columns = (
        Membership.id, Membership.person_id, Person.name, Person.email, Person.phone, Membership.ends_on,
        Membership.ending, Membership.kind, Membership.unit_id, WinBack.said_on,
    )  # fmt: skip
    query = (
        select(*columns)
        .join(Person, and_(Person.organisation_id == organisation_id, Person.id == Membership.person_id))
        .outerjoin(WinBack, said)
        .where(*_may_be_asked(organisation_id, since, on), or_(Person.email != "", Person.phone != ""))
    )
    if after:
        query = query.where(tuple_(Membership.ends_on, Membership.id) < tuple_(after.on_date, after.id))
    query = query.order_by(Membership.ends_on.desc(), Membership.id.desc()).limit(PAGE + 1)
    rows: list[Row[Any]] = list(db.session.execute(query))
    following = Position(rows[PAGE - 1].ends_on, rows[PAGE - 1].id) if len(rows) > PAGE else None
    return rows[:PAGE], following


def ids_of_former(organisation_id: UUID) -> Select[Any]:
    """A SELECT of those who may be asked today, for letters."""
    since, today = asked_since(place_of(organisation_id).setup), clock.today()
    her = and_(Person.organisation_id == organisation_id, Person.id == Membership.person_id)
    found = select(Membership.person_id).join(Person, her)
    return found.where(*_may_be_asked(organisation_id, since, today)).distinct()


def _may_be_asked(organisation_id: UUID, since: date, on: date) -> list[ColumnElement[bool]]:
    """Left in that time for another reason than death, is no member again, and has said no to nothing."""
    refused = exists().where(
        WinBack.organisation_id == organisation_id,
        WinBack.person_id == Membership.person_id,
        or_(WinBack.again_on.is_(None), WinBack.again_on > on),
    )
    return [
        Membership.organisation_id == organisation_id,
        Membership.ends_on > since,
        Membership.ends_on <= on,
        Membership.ending.in_(("wish", "unpaid", "other")),
        IS_HERE,
        ~_came_back(organisation_id),
        ~refused.correlate(Membership),
        ~has_withdrawn(organisation_id),
    ]


def _came_back(organisation_id: UUID) -> ColumnElement[bool]:
    later = aliased(Membership)
    return exists().where(
        later.organisation_id == organisation_id,
        later.person_id == Membership.person_id,
        or_(
            later.ends_on.is_(None), later.ends_on > Membership.ends_on, later.starts_on >= Membership.ends_on
        ),  # times that were merged may lie inside each other
    )


def answer_row(organisation_id: UUID, person_id: UUID) -> WinBack | None:
    hers = WinBack.organisation_id == organisation_id, WinBack.person_id == person_id
    return db.session.scalars(select(WinBack).where(*hers)).first()


def answer_of(organisation_id: UUID, person_id: UUID) -> Row[Any] | None:
    """(answer, said on, asked again from, name of who wrote it down) for her page."""
    hers = WinBack.organisation_id == organisation_id, WinBack.person_id == person_id
    columns = WinBack.answer, WinBack.said_on, WinBack.again_on, UserAccount.name
    found = select(*columns).outerjoin(UserAccount, UserAccount.id == WinBack.said_by).where(*hers)
    rows: list[Row[Any]] = list(db.session.execute(found))
    return rows[0] if rows else None
