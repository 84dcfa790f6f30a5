"""Emptying an outbox: claim by lease, write down that a letter is handed over, hand it over, write down what was said.

Killed in between, a letter goes out once more under the same id. When no answer came to that either, it may have
arrived twice: it is held, and somebody looks (`held.py`).
"""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from flask import current_app
from sqlalchemy import case, exists, literal, null, select, update

from portal import clock
from portal.database import is_one_of
from portal.extensions import db
from portal.messages.models import MOST_UNANSWERED, MailStop, Message, PlatformMessage, has_left
from portal.messages.services import HELD, forget_last_letters
from portal.messages.stops import RETURNED, address_key, says_no_for_good, stop_address, stopped_among
from portal.messages.transport import ANSWERS, Carrier, Withdrawn, composed

log = structlog.get_logger()
Outbox = type[Message] | type[PlatformMessage]

LEASE = timedelta(minutes=5)
AT_ONCE = 50
PERHAPS = "no answer, twice: it may have arrived"
#: after each failure, in minutes; then it is given up
WAITS = (1, 5, 15, 60, 180, 360, 720, 1440)


def empty(table: Outbox, carrier: Carrier) -> int:
    """Send what is due in the scope at hand. Returns how many were sent."""
    grasp = Grasp(table, clock.in_the_future(seconds=LEASE.total_seconds()), carrier)
    taken = _claim(grasp)
    sent = sum(_try(grasp, letter) for letter in taken)
    if taken and table is PlatformMessage:
        forget_last_letters()
        db.session.commit()
    return sent


@dataclass
class Grasp:
    """The letters that one worker has taken, until when, and which addresses were stopped meanwhile."""

    table: Outbox
    lease: datetime
    carrier: Carrier
    stopped: set[str] = field(default_factory=set)


def _claim(grasp: Grasp) -> list[Any]:
    """Take letters for five minutes: no other worker sees them meanwhile."""
    table = grasp.table
    columns = (
        table.id, table.recipient, table.subject, table.text, table.html, table.language, table.off_url,
        table.message_id, table.created_at, table.attempts, table.unanswered,
    )  # fmt: skip
    due = select(*columns).where(table.due_at <= clock.now()).order_by(table.due_at).limit(AT_ONCE)
    found = db.session.execute(due.with_for_update(skip_locked=True)).all()
    stopped = stopped_among(letter.recipient for letter in found) if table is Message else set()
    held = [letter for letter in found if letter.unanswered >= MOST_UNANSWERED]
    returned = [letter for letter in found if address_key(letter.recipient) in stopped]
    _change(table, found, due_at=grasp.lease, attempts=table.attempts + 1)
    _change(table, held, due_at=None, fault=PERHAPS)
    _change(table, returned, due_at=None, fault=RETURNED)
    db.session.commit()
    left_out = {letter.id for letter in (*held, *returned)}
    return [letter for letter in found if letter.id not in left_out]


def _change(table: Outbox, letters: Sequence[Any], **values: Any) -> None:
    if letters:
        which = is_one_of(table.id, [letter.id for letter in letters])
        changed = update(table).where(which).values(**values)
        db.session.execute(changed.execution_options(synchronize_session=False))


def _try(grasp: Grasp, letter: Any) -> bool:
    """Send it, unless its lease ran out while the letters before it stalled: it may be another worker's by now."""
    if grasp.lease <= clock.now():
        return False
    if address_key(letter.recipient) in grasp.stopped:
        return _begin(grasp, letter)
    config = current_app.config["PORTAL"]
    try:
        mail = composed(letter, config.mail_from)
        grasp.carrier.deliver(mail, config.mail_url, lambda: _be_begun(grasp, letter))
    except Withdrawn:
        return False
    except Exception as fault:  # whatever is wrong with one letter must not keep the others back
        _put_off(grasp, letter, fault)
        return False
    _change(grasp.table, [letter], **has_left())
    db.session.commit()
    return True


def _be_begun(grasp: Grasp, letter: Any) -> None:
    if not _begin(grasp, letter):
        raise Withdrawn


def _begin(grasp: Grasp, letter: Any) -> bool:
    """Written down before the words leave, so that whoever dies now, or hears no answer, leaves a trace of it.

    False where it was taken back or held meanwhile, or letters to this address come back by now.
    """
    table = grasp.table
    ours = table.id == letter.id, table.due_at == grasp.lease
    begun = update(table).where(*ours, *_arrives(table, letter)).values(unanswered=table.unanswered + 1)
    handed: Any = db.session.execute(begun.execution_options(synchronize_session=False))
    if not handed.rowcount:
        returned = update(table).where(*ours).values(due_at=None, fault=RETURNED)
        db.session.execute(returned.execution_options(synchronize_session=False))
    db.session.commit()  # nothing stays locked while a server takes its time
    return bool(handed.rowcount)


def _arrives(table: Outbox, letter: Any) -> list[Any]:
    if table is PlatformMessage:
        return []
    address = address_key(letter.recipient)
    return [~exists().where(MailStop.organisation_id == Message.organisation_id, MailStop.address == address)]


def _put_off(grasp: Grasp, letter: Any, fault: Exception) -> None:
    """Until later, or for good. What somebody held meanwhile stays held; what was taken back is gone."""
    table = grasp.table
    attempt = letter.attempts + 1
    log.warning("letter_not_sent", message_id=letter.message_id, attempt=attempt, error=type(fault).__name__)
    db.session.rollback()
    fate: list[Any] = [(table.due_at == HELD, table.due_at)]
    values: dict[str, Any] = {"fault": f"{type(fault).__name__}: {fault}"[:500]}
    if isinstance(fault, ANSWERS):
        values["unanswered"] = letter.unanswered
    else:
        fate.append((table.unanswered >= MOST_UNANSWERED, null()))
    again = None if _is_refused_for_good(grasp, letter, fault) or attempt > len(WAITS) else WAITS[attempt - 1]
    due = literal(clock.in_the_future(minutes=again), table.due_at.type) if again else null()
    values["due_at"] = case(*fate, else_=due)
    ours = update(table).where(table.id == letter.id, table.due_at.in_((grasp.lease, HELD)))
    db.session.execute(ours.values(values).execution_options(synchronize_session=False))
    db.session.commit()


def _is_refused_for_good(grasp: Grasp, letter: Any, fault: Exception) -> bool:
    """By her mail server, which takes nothing for this address: later too, not only now. Then it is stopped."""
    if not isinstance(fault, smtplib.SMTPRecipientsRefused):
        return False
    code, said = next(iter(fault.recipients.values()))
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    is_final = says_no_for_good(code, words)
    if is_final and grasp.table is Message:
        grasp.stopped.add(address_key(letter.recipient))
        stop_address(letter.recipient, f"{code} {words}")
    return is_final
