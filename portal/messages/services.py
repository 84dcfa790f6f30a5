"""Write a letter into the outbox, in the transaction of the change that it tells of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app
from sqlalchemy import ColumnElement, delete, or_, update

from portal import clock, i18n
from portal.extensions import db
from portal.messages.held import may_have_arrived
from portal.messages.models import Message, PlatformMessage
from portal.tenancy import current_organisation_id, uuid7
from portal.tenancy.scope import Kind, current_scope

#: when a letter is due that somebody holds back
HELD = datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What a letter says: a subject, a greeting, paragraphs, lists, and at most one thing to do.

    Subjects say nothing about health: they show on a locked phone.
    """

    subject: str
    paragraphs: tuple[str, ...]
    #: by name, where it is known; "" greets nobody by name
    greeting: str = ""
    #: (heading, lines) of each list
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    button: str = ""
    url: str = ""
    sender: str = "Medvirke"
    #: a letter that comes by itself says where it is switched off: in its foot, and in its head for mail programs
    off_url: str = ""


def send(letter: Letter, recipient: str) -> Message | PlatformMessage:
    """Put it in the outbox: the organisation's inside one, else the platform's."""
    message = compose(letter, recipient)
    db.session.add(message)
    return message


def send_last(letter: Letter, recipient: str) -> None:
    """Put a letter to somebody who has left in the platform's outbox: `forget_last_letters` forgets her address."""
    message = send(letter, recipient)
    assert isinstance(message, PlatformMessage), "she has left every organisation"
    message.is_last = True


def forget_last_letters() -> None:
    """Those that were sent, given up or may have arrived: nobody writes to her again. The caller commits."""
    over = PlatformMessage.is_last, PlatformMessage.due_at.is_(None)
    db.session.execute(delete(PlatformMessage).where(*over).execution_options(synchronize_session=False))


def send_to_person(letter: Letter, recipient: str, person_id: UUID, purpose: str | None = None) -> Message:
    """Put a letter to somebody of the register in the outbox, so that `stop_queued` finds it."""
    message = send(letter, recipient)
    assert isinstance(message, Message), "a person belongs to an organisation"
    message.person_id, message.purpose = person_id, purpose
    return message


def send_about(letter: Letter, recipient: str, subject_id: UUID) -> Message:
    """Put a letter to somebody who does not stand in the register in the outbox: `drop_letters_about` finds it."""
    message = send(letter, recipient)
    assert isinstance(message, Message), "the row that it is about belongs to an organisation"
    message.subject_id = subject_id
    return message


def drop_letters_about(subject_id: UUID) -> None:
    """What they are about is forgotten: with them goes the address, and what waits is not sent."""
    db.session.flush()
    db.session.execute(
        delete(Message)
        .where(Message.organisation_id == current_organisation_id(), Message.subject_id == subject_id)
        .execution_options(synchronize_session=False)
    )


def stop_queued(organisation_id: UUID, person_id: UUID, purpose: str | None = None) -> int:
    """Take back what waits to be sent to her: of one purpose, or all of it. Returns how many letters that were."""
    return stop_queued_to(organisation_id, [person_id], purpose)


def stop_queued_to(organisation_id: UUID, people: Collection[UUID], purpose: str | None = None) -> int:
    """The same to many, in one statement.

    What may have arrived is not sent again either.

    What a worker has claimed goes too: it asks once more right before it sends.
    """
    db.session.flush()
    waiting = delete(Message).where(
        Message.organisation_id == organisation_id,
        Message.person_id.in_(people),
        or_(Message.due_at.is_not(None), may_have_arrived(Message)),
    )
    if purpose is not None:
        waiting = waiting.where(Message.purpose == purpose)
    return int(db.session.execute(waiting).rowcount)  # type: ignore[attr-defined]


def hold(organisation_id: UUID, sending_id: UUID) -> None:
    """What waits of a sending waits until it is released; what a worker has claimed too, as it asks once more."""
    _move(organisation_id, sending_id, Message.due_at < HELD, HELD)


def release(organisation_id: UUID, sending_id: UUID) -> None:
    _move(organisation_id, sending_id, Message.due_at == HELD, clock.now())


def _move(organisation_id: UUID, sending_id: UUID, which: ColumnElement[bool], to: datetime) -> None:
    db.session.execute(
        update(Message)
        .where(Message.organisation_id == organisation_id, Message.sending_id == sending_id, which)
        .values(due_at=to)
        .execution_options(synchronize_session=False)
    )


def compose(letter: Letter, recipient: str) -> Message | PlatformMessage:
    """The letter as it would lie in the outbox."""
    inside = current_scope().kind is Kind.ORGANISATION
    letter_id = uuid7()
    text, html = _rendered("txt", letter), _rendered("html", letter)
    host = urlsplit(current_app.config["PORTAL"].public_url).hostname
    return (Message if inside else PlatformMessage)(
        id=letter_id,
        recipient=recipient,
        subject=letter.subject,
        text=text,
        html=html,
        language=i18n.current_language(),
        off_url=letter.off_url or None,
        message_id=f"<{letter_id}@{host}>",
        created_at=clock.now(),
        due_at=clock.now(),
    )


def _rendered(kind: str, letter: Letter) -> str:
    language = i18n.current_language()
    template = current_app.extensions["templates"][language].get_template(f"mail/letter.{kind}")
    return str(template.render(letter=letter, language=language))


def address_of(path: str) -> str:
    """A path as a full address, on the host that the installation is known by: never the request's."""
    return str(current_app.config["PORTAL"].public_url) + path


def address_for(endpoint: str, **values: Any) -> str:
    """The full address of a page, for the worker too, where no request says in which organisation we are."""
    return address_of(current_app.url_map.bind("").build(endpoint, values))
