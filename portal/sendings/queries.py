"""What is read of letters and sendings."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, exists, func, select

from portal.consents.queries import agreed
from portal.extensions import db
from portal.messages.held import may_have_arrived
from portal.messages.models import MailStop, Message
from portal.organisations.viewer import Place
from portal.people.models import Person
from portal.plugin_api import RecipientList, hooks_for
from portal.sendings.models import OwnLetter, Sending

#: the newest on one page
SHOWN = 50


def letters(organisation_id: UUID) -> list[Row[Any]]:
    return list(
        db.session.execute(
            select(OwnLetter.id, OwnLetter.name, OwnLetter.changed_at)
            .where(OwnLetter.organisation_id == organisation_id)
            .order_by(OwnLetter.changed_at.desc(), OwnLetter.id)
            .limit(SHOWN)
        )
    )


def letter(organisation_id: UUID, letter_id: UUID) -> OwnLetter | None:
    return db.session.get(OwnLetter, (organisation_id, letter_id))


def sendings(organisation_id: UUID) -> list[Row[Any]]:
    columns = (
        Sending.id, Sending.name, Sending.made_at, Sending.begun_at, Sending.stopped_at, Sending.written_at,
        Sending.meant, Sending.written,
    )  # fmt: skip
    newest = select(*columns).where(Sending.organisation_id == organisation_id)
    return list(db.session.execute(newest.order_by(Sending.id.desc()).limit(SHOWN)))


def sending(organisation_id: UUID, sending_id: UUID, *, keep: bool = False) -> Sending | None:
    """`keep`: nobody else changes it until the transaction ends."""
    found = select(Sending).where(Sending.organisation_id == organisation_id, Sending.id == sending_id)
    if keep:
        found = found.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(found).first()


def running(organisation_id: UUID) -> list[UUID]:
    """Those that the worker has letters to write of."""
    unwritten = Sending.begun_at.is_not(None), Sending.stopped_at.is_(None), Sending.written_at.is_(None)
    mine = select(Sending.id).where(Sending.organisation_id == organisation_id, *unwritten)
    return list(db.session.scalars(mine.order_by(Sending.id)))


@dataclass(frozen=True)
class Reach:
    """How many a sending is for, and to how many of them no letter can go."""

    people: int
    without_address: int
    returned: int

    @property
    def letters(self) -> int:
        return self.people - self.without_address - self.returned


def reach(here: Place, sending: Sending) -> Reach:
    """One statement, however many they are."""
    stopped = _is_stopped(here.id)
    counts = select(
        func.count(),
        func.count().filter(Person.email_key == ""),
        func.count().filter(Person.email_key != "", stopped),
    )
    return Reach(*db.session.execute(counts.where(*chosen(here, sending))).one())


def chosen(here: Place, sending: Sending) -> list[ColumnElement[bool]]:
    """Conditions on Person: who is on the list that it is for, as it stands at this moment."""
    ours = Person.organisation_id == here.id, Person.gone_at.is_(None)
    found = [*ours, Person.id.in_(_listed(here, sending))]
    if sending.unit_id:
        found.append(Person.unit_id.in_(here.setup.below(sending.unit_id)))
    return found


def _listed(here: Place, sending: Sending) -> Any:
    """A SELECT of their ids. A list whose plugin was switched off meanwhile is empty."""
    if sending.purpose_id:
        return agreed(here.id, sending.purpose_id)
    found = list_of(here, sending)
    if found:
        return found.people(here.id)
    return select(Person.id).where(Person.organisation_id == here.id, Person.id.is_(None))


def list_of(here: Place, sending: Sending) -> RecipientList | None:
    """The plugin's list that it is for; None where it is for those who have agreed to something."""
    if not sending.listed:
        return None
    return next((one for one in hooks_for(here.setup.plugins).recipients() if one.name == sending.listed), None)


def _is_stopped(organisation_id: UUID) -> ColumnElement[bool]:
    return exists().where(MailStop.organisation_id == organisation_id, MailStop.address == Person.email_key)


def next_people(here: Place, sending: Sending, limit: int) -> list[Row[Any]]:
    """Whom the next letters are for: those on the list with an address that takes them, after the last one."""
    columns = Person.id, Person.name, Person.email, Person.language, Person.unit_id
    query = select(*columns).where(*chosen(here, sending), Person.email_key != "", ~_is_stopped(here.id))
    if sending.after:
        query = query.where(Person.id > sending.after)
    return list(db.session.execute(query.order_by(Person.id).limit(limit)))


@dataclass(frozen=True)
class Progress:
    """Of the letters that are written: how many the mail servers have taken, and how many wait."""

    written: int
    sent: int
    waiting: int
    returned: int
    #: no answer came, twice: they may have arrived, and wait for somebody to say
    perhaps: int

    @property
    def given_up(self) -> int:
        return self.written - self.sent - self.waiting - self.perhaps


def progress(organisation_id: UUID, sending_id: UUID) -> Progress:
    counts = select(
        func.count(),
        func.count(Message.sent_at),
        func.count(Message.due_at),
        func.count().filter(Message.sent_at.is_not(None), Message.fault.is_not(None)),
        func.count().filter(may_have_arrived(Message)),
    )
    mine = counts.where(Message.organisation_id == organisation_id, Message.sending_id == sending_id)
    return Progress(*db.session.execute(mine).one())
