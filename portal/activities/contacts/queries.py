"""What is read of contacts: those of an activity, those met together, and people who may be the same."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, select

from portal.activities.contacts.models import ActivityContact, WaitingContact
from portal.activities.models import Activity
from portal.consents.models import Consent
from portal.consents.queries import NEWEST_FIRST
from portal.extensions import db
from portal.organisations.viewer import Viewer
from portal.people.models import Person
from portal.people.queries import alike
from portal.people.rules import SEE, email_key_of, may_see, sorting_of


def alike_seen(viewer: Viewer, marks: dict[str, str]) -> list[Row[Any]]:
    """People of hers by the same address or number who may be the same; none for whoever sees no people.

    None too where address and name are one person's: that is her.
    """
    if not viewer.may(SEE):
        return []
    found = alike(viewer.here.id, **marks, postal_code="")
    if any((email_key_of(one.email), sorting_of(one.name)) == (marks["email_key"], marks["sorting"]) for one in found):
        return []
    return [one for one in found if may_see(viewer, one.unit_id)]


@dataclass(frozen=True)
class Known:
    """Somebody in the register, and how her name is sorted."""

    id: UUID
    sorting: str


def people_by_email(organisation_id: UUID, keys: Collection[str]) -> dict[str, list[Known]]:
    """Those who have these addresses, by address, the first one in the register first."""
    found: dict[str, list[Known]] = {}
    if keys:
        for row in db.session.execute(
            select(Person.id, Person.email_key, Person.sorting)
            .where(Person.organisation_id == organisation_id, Person.email_key.in_(keys))
            .order_by(Person.id)
        ):
            found.setdefault(row.email_key, []).append(Known(row.id, row.sorting))
    return found


def contacts_of(organisation_id: UUID, activity_id: UUID) -> list[Row[Any]]:
    """(question, event, person, her name, her unit) of an activity, in the order in which they came."""
    return list(
        db.session.execute(
            select(
                ActivityContact.question,
                ActivityContact.event_id,
                ActivityContact.person_id,
                Person.name,
                Person.unit_id,
            )
            .join(Person, _her)
            .where(ActivityContact.organisation_id == organisation_id, ActivityContact.activity_id == activity_id)
            .order_by(ActivityContact.id)
        )
    )


#: as long as she is in the register
_her = and_(
    Person.organisation_id == ActivityContact.organisation_id,
    Person.id == ActivityContact.person_id,
    Person.gone_at.is_(None),
)
_there = and_(Activity.organisation_id == ActivityContact.organisation_id, Activity.id == ActivityContact.activity_id)


def _newest(given: bool) -> ColumnElement[bool]:
    """Her newest word about what she agreed to is yes."""
    said = (
        select(Consent.is_given)
        .where(
            Consent.organisation_id == ActivityContact.organisation_id,
            Consent.person_id == ActivityContact.person_id,
            Consent.purpose_id == ActivityContact.purpose_id,
        )
        .order_by(*NEWEST_FIRST)
        .limit(1)
        .correlate(ActivityContact)
        .scalar_subquery()
    )
    return said.is_(given)


#: to be called back: nobody has, and her yes still holds
IS_OPEN = and_(ActivityContact.followed_up_on.is_(None), _newest(True))


def met_at(organisation_id: UUID, event_id: UUID) -> list[Row[Any]]:
    """Everybody who was met there and has not withdrawn; each with her contact data and how she was called back."""
    return list(
        db.session.execute(
            select(
                ActivityContact.person_id,
                ActivityContact.event_name,
                ActivityContact.kept_at,
                ActivityContact.followed_up_on,
                ActivityContact.follow_up_note,
                Activity.unit_id,
                Activity.on_date,
                Person.name,
                Person.email,
                Person.phone,
                Person.unit_id.label("person_unit"),
            )
            .join(Person, _her)
            .join(Activity, _there)
            .where(
                ActivityContact.organisation_id == organisation_id,
                ActivityContact.event_id == event_id,
                _newest(True),
            )
            .order_by(Person.sorting, ActivityContact.id)
        )
    )


def rows_of(organisation_id: UUID, event_id: UUID, person_id: UUID) -> list[tuple[ActivityContact, UUID]]:
    """Hers at this event, each with the unit where it was, as long as her yes holds."""
    rows = db.session.execute(
        select(ActivityContact, Activity.unit_id)
        .join(Activity, _there)
        .where(
            ActivityContact.organisation_id == organisation_id,
            ActivityContact.event_id == event_id,
            ActivityContact.person_id == person_id,
            _newest(True),
        )
        .order_by(ActivityContact.id)
    )
    return [(contact, unit_id) for contact, unit_id in rows]


def has_open(organisation_id: UUID, event_id: UUID) -> bool:
    """Somebody who was met there is still to be called back."""
    there = ActivityContact.organisation_id == organisation_id, ActivityContact.event_id == event_id
    return db.session.scalar(select(ActivityContact.id).where(*there, IS_OPEN).limit(1)) is not None


def waiting_of(organisation_id: UUID, activity_ids: Iterable[UUID]) -> list[WaitingContact]:
    """What was typed about people in entries that wait, in the order in which it came."""
    return list(
        db.session.scalars(
            select(WaitingContact)
            .where(
                WaitingContact.organisation_id == organisation_id, WaitingContact.activity_id.in_(list(activity_ids))
            )
            .order_by(WaitingContact.id)
        )
    )
