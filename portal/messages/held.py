"""Letters that may have arrived, and somebody says what becomes of them.

Those that were handed over twice with no answer, and those that waited in a backup that was put back.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select, update

from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.messages.models import MOST_UNANSWERED, Message, PlatformMessage, has_left, is_unanswered
from portal.tenancy import current_organisation_id

#: what stands at a letter of a backup
RESTORED = "a backup was put back: it may have arrived"
#: what "send it again" sets back
_ANEW: dict[str, Any] = {"unanswered": 0, "attempts": 0, "fault": None}


def may_have_arrived(table: type[Message] | type[PlatformMessage]) -> ColumnElement[bool]:
    return and_(is_unanswered(table), table.due_at.is_(None), table.sent_at.is_(None))


def letters(organisation_id: UUID, limit: int) -> list[Message]:
    """The newest first."""
    mine = select(Message).where(Message.organisation_id == organisation_id, may_have_arrived(Message))
    return list(db.session.scalars(mine.order_by(Message.created_at.desc(), Message.id).limit(limit)))


def letter(organisation_id: UUID, letter_id: UUID) -> Message | None:
    which = Message.organisation_id == organisation_id, Message.id == letter_id, may_have_arrived(Message)
    return db.session.scalars(select(Message).where(*which)).first()


def letter_to_decide(organisation_id: UUID, letter_id: UUID) -> Message | None:
    """Nobody else changes it until the transaction ends. Raises PortalError where somebody has decided already."""
    which = Message.organisation_id == organisation_id, Message.id == letter_id
    found = db.session.scalars(select(Message).where(*which).with_for_update()).first()
    if found and (found.unanswered < MOST_UNANSWERED or found.due_at or found.sent_at):
        raise PortalError(_("Somebody has already said what becomes of this letter."))
    return found


def send_again(letter: Message, *, by: UUID) -> None:
    letter.due_at = clock.now()
    for name, value in _ANEW.items():
        setattr(letter, name, value)
    record("mail.again", letter.id, by=by, changes=_who_gets(letter))


def let_rest(letter: Message, *, by: UUID) -> None:
    """She has it, or needs it no more."""
    for name, value in has_left().items():
        setattr(letter, name, value)
    record("mail.arrived", letter.id, by=by, changes=_who_gets(letter))


def _who_gets(letter: Message) -> dict[str, Any]:
    """Her id too: when she is erased it is found, whatever her address is by then."""
    known = {"email": letter.recipient}
    return {**known, "person": letter.person_id} if letter.person_id else known


def send_all_again(organisation_id: UUID, sending_id: UUID) -> int:
    """All of a sending. Returns how many they are."""
    which = Message.organisation_id == organisation_id, Message.sending_id == sending_id, may_have_arrived(Message)
    anew = update(Message).where(*which).values(due_at=clock.now(), **_ANEW)
    return int(db.session.execute(anew.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]


def hold_restored(table: type[Message] | type[PlatformMessage]) -> int:
    """Whatever waits in the outbox at hand, in a backup that was put back: it may have left since. Returns how many."""
    waits: list[ColumnElement[bool]] = [table.due_at.is_not(None), table.sent_at.is_(None)]
    if table is Message:
        waits.append(Message.organisation_id == current_organisation_id())
    held = update(table).where(*waits).values(due_at=None, unanswered=MOST_UNANSWERED, fault=RESTORED)
    return int(db.session.execute(held.execution_options(synchronize_session=False)).rowcount)  # type: ignore[attr-defined]


def platform_letters() -> list[PlatformMessage]:
    """The platform's own, the oldest first: for whoever runs it."""
    return list(
        db.session.scalars(
            select(PlatformMessage).where(may_have_arrived(PlatformMessage)).order_by(PlatformMessage.created_at)
        )
    )


def send_platform_letter_again(letter_id: UUID) -> bool:
    which = PlatformMessage.id == letter_id, may_have_arrived(PlatformMessage)
    anew: Any = db.session.execute(update(PlatformMessage).where(*which).values(due_at=clock.now(), **_ANEW))
    return bool(anew.rowcount)


def how_many() -> int:
    """In all outboxes. For a job that may look at every organisation."""
    counts = [
        select(func.count()).select_from(table).where(may_have_arrived(table)).scalar_subquery()
        for table in (Message, PlatformMessage)
    ]
    return sum(db.session.execute(select(*counts)).one())
