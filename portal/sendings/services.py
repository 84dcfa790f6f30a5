"""Write a letter, send it to many, stop and go on."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete, or_, select

from portal import clock
from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.messages.held import may_have_arrived, send_all_again
from portal.messages.models import Message
from portal.messages.services import hold, release
from portal.organisations.viewer import Place
from portal.sendings import queries
from portal.sendings.models import OwnLetter, Sending
from portal.sendings.rules import words_of
from portal.sendings.words import LANGUAGES, check_subject, check_text
from portal.sendings.writing import JOB
from portal.tenancy import current_organisation_id, uuid7


def write_letter(*, by: UUID | None, **values: str) -> OwnLetter:
    """Raises PortalError for words that cannot be sent."""
    check_words(values)
    made = OwnLetter(id=uuid7(), changed_by=by, changed_at=clock.now(), **values)
    db.session.add(made)
    record("letter.written", made.id, by=by, changes={"name": [None, made.name]})
    return made


def change_letter(letter: OwnLetter, *, by: UUID, **values: str) -> None:
    """What is on its way keeps the words that it was begun with. Raises PortalError."""
    check_words(values)
    record("letter.changed", letter.id, by=by, changes=changed(letter, **values))
    letter.changed_by, letter.changed_at = by, clock.now()


def check_words(values: dict[str, str]) -> None:
    """In each language a subject and a text, or neither, and at least in one; only fields that there are."""
    for code in LANGUAGES:
        subject, text = values.get(f"subject_{code}", ""), values.get(f"text_{code}", "")
        check_subject(subject, f"subject_{code}")
        check_text(text, code, f"text_{code}")
        if bool(subject) != bool(text):
            raise PortalError(
                _("Write both the subject and the text, or neither."), f"{'text' if subject else 'subject'}_{code}"
            )
    if not any(values.get(f"text_{code}") for code in LANGUAGES):
        raise PortalError(_("Write the letter in at least one language."))


def prepare_sending(
    letter: OwnLetter, *, purpose_id: UUID | None, listed: str | None, unit_id: UUID | None, by: UUID
) -> Sending:
    """Nothing goes out yet."""
    made = Sending(
        id=uuid7(), letter_id=letter.id, name=letter.name, words={}, purpose_id=purpose_id, listed=listed,
        unit_id=unit_id, made_by=by, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(made)
    record("sending.prepared", made.id, by=by, changes={"name": made.name})
    return made


def begin_sending(sending: Sending, letter: OwnLetter, here: Place, *, by: UUID) -> None:
    """From now on the worker writes the letters. Raises PortalError where it is begun already or nobody gets one."""
    if sending.begun_at:
        raise PortalError(_("This is on its way already."))
    meant = queries.reach(here, sending).letters
    if not meant:
        raise PortalError(_("Nobody on this list has an address that letters arrive at."))
    said: dict[str, Any] = {code: {"subject": one.subject, "text": one.text} for code, one in words_of(letter).items()}
    changed(sending, words=said, name=letter.name, meant=meant, begun_at=clock.now())
    record("sending.begun", sending.id, by=by, changes={"people": meant})
    ask_for(JOB)


def leave_list(listed: str, person_id: UUID) -> None:
    """She is on this list no more: what waits to be sent to her because she was is taken back."""
    here = current_organisation_id()
    its = Sending.organisation_id == here, Sending.listed == listed, Sending.begun_at.is_not(None)
    # nobody writes a batch meanwhile that would still be to her
    kept = db.session.scalars(select(Sending.id).where(*its).order_by(Sending.id).with_for_update()).all()
    hers = Message.organisation_id == here, Message.person_id == person_id
    waits = or_(Message.due_at.is_not(None), may_have_arrived(Message))
    statement = delete(Message).where(*hers, waits, Message.sending_id.in_(kept))
    db.session.execute(statement.execution_options(synchronize_session=False))


def stop_sending(sending: Sending, *, by: UUID | None) -> None:
    """No more letters are written, and none of those that wait goes out. Done twice, it was done once."""
    if sending.begun_at and not sending.stopped_at:
        record("sending.stopped", sending.id, by=by, changes=changed(sending, stopped_at=clock.now()))
        db.session.flush()
        hold(sending.organisation_id, sending.id)


def resume_sending(sending: Sending, *, by: UUID) -> None:
    """It goes on where it stood; nobody gets it twice."""
    if sending.stopped_at:
        record("sending.resumed", sending.id, by=by, changes=changed(sending, stopped_at=None))
        db.session.flush()
        release(sending.organisation_id, sending.id)
        ask_for(JOB)


def send_unanswered_again(sending: Sending, *, by: UUID) -> None:
    """Those that may have arrived. Raises PortalError while it is stopped."""
    if sending.stopped_at:
        raise PortalError(_("It is stopped. Let it go on first."))
    if many := send_all_again(sending.organisation_id, sending.id):
        record("sending.again", sending.id, by=by, changes={"letters": many})
