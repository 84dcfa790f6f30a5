"""Keep who was met, take her in from what waited, call her back. She is found or added in the register at once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, update

from portal import clock
from portal.activities.contacts import queries
from portal.activities.contacts.models import ActivityContact, WaitingContact
from portal.activities.contacts.queries import Known
from portal.activities.contacts.rules import FOLLOW
from portal.activities.contacts.typed import Contacts, Typed
from portal.audit.services import changed, record
from portal.calendar.models import DueItem
from portal.calendar.services import drop_due, set_due
from portal.consents.services import give_consent, keep_given
from portal.extensions import db
from portal.i18n import _, format_date
from portal.people.rules import email_key_of, sorting_of
from portal.people.services import add_person
from portal.tenancy import current_organisation_id, uuid7

SOURCE = "activities.follow_up"
#: how long after she was met
SOON = timedelta(days=7)
#: what a form says of somebody, and what waits
_SAID = ("question", "purpose_id", "wording_id", "language", "name", "email", "phone", "country")


def keep_contacts(activity: Any, contacts: Contacts, *, by: UUID | None) -> None:
    """Those of a form: in the register with their yes, or waiting with an entry that waits.

    The activity's number says how many. The activity is written first. Raises PortalError where the words of a
    consent are others by now.
    """
    if contacts.gone:
        take_away(activity, contacts.gone)
    if not contacts.kept:
        return
    db.session.flush()  # what they belong to comes first
    event = activity.title or contacts.event
    if activity.status == "waiting":
        db.session.add_all(_waiting(activity, one, event, by) for one in contacts.kept)
        return
    people = _people([(one, activity.unit_id) for one in contacts.kept], by)
    for one, person_id in zip(contacts.kept, people, strict=True):
        give_consent(person_id, one.purpose_id, wording_id=one.wording_id, language=one.language, channel="form", by=by)
        db.session.add(_contact(activity, one, person_id, event, by))
    say_due(activity, event)


def numbers_with(numbers: Mapping[str, int], contacts: Contacts) -> dict[str, int]:
    """How many each question has now."""
    found = {name: total for name, total in numbers.items() if name not in contacts.gone}
    for one in contacts.kept:
        found[one.question] = found.get(one.question, 0) + 1
    return found


def take_in(activities: Iterable[Any], *, by: UUID) -> None:
    """Somebody said yes to these entries: who waited with them comes into the register, in the words of her own day."""
    entries = {activity.id: activity for activity in activities}
    waiting = queries.waiting_of(current_organisation_id(), entries)
    people = _people([(_typed(one), entries[one.activity_id].unit_id) for one in waiting], by)
    events = {}
    for one, person_id in zip(waiting, people, strict=True):
        activity = entries[one.activity_id]
        _keep_yes(one, person_id, by)
        db.session.add(_contact(activity, one, person_id, one.event_name, by))
        db.session.delete(one)
        events[event_of(activity)] = (activity, one.event_name)
    for activity, name in events.values():
        say_due(activity, name)


def event_of(activity: Any) -> UUID:
    """Whoever came in through one shared link was met together."""
    found: UUID = activity.link_id or activity.id
    return found


def _people(typed: Iterable[tuple[Typed, UUID]], by: UUID | None) -> list[UUID]:
    """Each in the register: chosen, known by her address and name, or new in this unit."""
    pairs = list(typed)
    keys = {email_key_of(one.email) for one, _unit in pairs} - {""}
    known = queries.people_by_email(current_organisation_id(), keys)
    found = []
    for one, unit_id in pairs:
        there = known.setdefault(email_key_of(one.email), []) if one.email else []
        person_id = one.person_id or (None if one.is_new else _same(there, one.name))
        if person_id is None:
            person_id = _add(one, unit_id, by)
            there.append(Known(person_id, sorting_of(one.name)))
        found.append(person_id)
    db.session.flush()  # what refers to them comes later
    return found


def _same(people: Sequence[Known], name: str) -> UUID | None:
    """Who has this name too: one of a couple who share an address says no yes for the other."""
    return next((one.id for one in people if one.sorting == sorting_of(name)), None)


def _add(one: Typed, unit_id: UUID, by: UUID | None) -> UUID:
    said = {"name": one.name, "email": one.email, "phone": one.phone, "country": one.country}
    return add_person(by=by, unit_id=unit_id, language=one.language, **said).id


def _waiting(activity: Any, one: Typed, event: str, by: UUID | None) -> WaitingContact:
    said = {name: getattr(one, name) for name in _SAID}
    return WaitingContact(
        id=uuid7(), activity_id=activity.id, event_name=event[:200], at=clock.now(), by_user_id=by, **said
    )


def _typed(one: WaitingContact) -> Typed:
    return Typed(**{name: getattr(one, name) for name in _SAID})


def _contact(
    activity: Any, one: Typed | WaitingContact, person_id: UUID, event: str, by: UUID | None
) -> ActivityContact:
    return ActivityContact(
        id=uuid7(), activity_id=activity.id, question=one.question, person_id=person_id, purpose_id=one.purpose_id,
        event_id=event_of(activity), event_name=event[:200], kept_at=clock.now(), kept_by=by,
    )  # fmt: skip


def _keep_yes(one: WaitingContact, person_id: UUID, kept_by: UUID) -> None:
    said: dict[str, Any] = {"wording_id": one.wording_id, "language": one.language, "at": one.at}
    channel = "form" if one.by_user_id else "link"
    keep_given(person_id, one.purpose_id, channel=channel, by=one.by_user_id, kept_by=kept_by, **said)


def take_away(activity: Any, questions: Collection[str]) -> None:
    """From the activity, not from the register: what she agreed to stands until she withdraws it."""
    for model in (ActivityContact, WaitingContact):
        db.session.execute(
            delete(model)
            .where(
                model.organisation_id == activity.organisation_id,
                model.activity_id == activity.id,
                model.question.in_(list(questions)),
            )
            .execution_options(synchronize_session=False)
        )
    end_if_done(event_of(activity))


def say_due(activity: Any, event: str) -> None:
    """Within a week somebody calls back those who were met there."""
    event_id = event_of(activity)
    set_due(
        SOURCE,
        event_id,
        on=clock.today() + SOON,
        title=_("Call back those met: %(event)s, %(day)s", event=event, day=format_date(activity.on_date)),
        endpoint="contacts.show",
        arguments={"event_id": event_id},
        right=FOLLOW,
        unit_id=activity.unit_id,
    )


def move_due(activity: Any) -> None:
    """It belongs to another unit now, and so does calling back."""
    db.session.execute(
        update(DueItem)
        .where(
            DueItem.organisation_id == activity.organisation_id,
            DueItem.source == SOURCE,
            DueItem.source_id == activity.id,
        )
        .values(unit_id=activity.unit_id)
        .execution_options(synchronize_session=False)
    )


def follow_up(contacts: Sequence[ActivityContact], *, on: date, note: str, by: UUID) -> None:
    """She was called back on this day; said again, it is corrected."""
    for one in contacts:
        changes = changed(one, followed_up_on=on, follow_up_note=note.strip(), followed_up_by=by)
        changes.pop("follow_up_note", None)  # it is about her, and stands with her alone
        record("contact.followed_up", one.event_id, by=by, changes=changes)
    db.session.flush()
    end_if_done(contacts[0].event_id)


def end_if_done(event_id: UUID) -> None:
    if not queries.has_open(current_organisation_id(), event_id):
        drop_due(SOURCE, event_id)


def forget_idle(organisation_id: UUID) -> None:
    """Daily: where all have withdrawn or are erased, nobody is left to call."""
    waits = exists().where(
        ActivityContact.organisation_id == DueItem.organisation_id,
        ActivityContact.event_id == DueItem.source_id,
        queries.IS_OPEN,
    )
    db.session.execute(
        delete(DueItem)
        .where(DueItem.organisation_id == organisation_id, DueItem.source == SOURCE, ~waits)
        .execution_options(synchronize_session=False)
    )
