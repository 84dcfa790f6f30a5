"""Emptying an outbox: claim by lease, send, mark. Killed in between, a letter goes out again under the same id."""

import smtplib
from datetime import datetime, timedelta
from typing import TypeVar

import structlog
from flask import current_app
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.messages.models import Message, PlatformMessage
from portal.messages.services import HELD
from portal.messages.stops import RETURNED, is_stopped, says_no_for_good, stop_address
from portal.messages.transport import composed, deliver

log = structlog.get_logger()
Outbox = TypeVar("Outbox", Message, PlatformMessage)

LEASE = timedelta(minutes=5)
AT_ONCE = 20
#: after each failure, in minutes; then it is given up
WAITS = (1, 5, 15, 60, 180, 360, 720, 1440)


def empty(table: type[Outbox]) -> int:
    """Send what is due in the scope at hand. Returns how many were sent."""
    return sum(_try(letter) for letter in _claim(table))


def _claim(table: type[Outbox]) -> list[Outbox]:
    """Take letters for five minutes: no other worker sees them meanwhile."""
    letters = list(
        db.session.scalars(
            select(table)
            .where(table.due_at <= clock.now())
            .order_by(table.due_at)
            .limit(AT_ONCE)
            .with_for_update(skip_locked=True)
        )
    )
    for letter in letters:
        letter.due_at = clock.in_the_future(seconds=LEASE.total_seconds())
        letter.attempts += 1
    db.session.commit()
    return letters


def _try(letter: Message | PlatformMessage) -> bool:
    """Send it, unless its lease ran out while the letters before it stalled: it may be another worker's by now."""
    if letter.due_at and letter.due_at <= clock.now():
        return False
    wanted = _is_wanted(letter)
    db.session.commit()  # nothing stays locked while a server takes its time
    if not wanted:
        return False
    config = current_app.config["PORTAL"]
    try:
        deliver(composed(letter, config.mail_from), config)
    except smtplib.SMTPRecipientsRefused as fault:
        _be_refused(letter, fault)
    except Exception as fault:  # whatever is wrong with one letter must not keep the others back
        _put_off(letter, fault)
    else:
        letter.sent_at, letter.due_at, letter.fault = clock.now(), None, None
        letter.text = letter.html = ""  # they held a link that opens a door
        letter.off_url = None
    sent = letter.sent_at is not None
    if _now_due(letter) == HELD and not sent:
        letter.due_at = HELD  # somebody stopped it while a server said no
    db.session.commit()
    return sent


def _is_wanted(letter: Message | PlatformMessage) -> bool:
    """Right before it is handed over: it is still there and ours to send, and letters to this address arrive."""
    if _now_due(letter) != letter.due_at:
        return False
    if isinstance(letter, Message) and is_stopped(letter.recipient):
        letter.due_at, letter.fault = None, RETURNED
        return False
    return True


def _now_due(letter: Message | PlatformMessage) -> datetime | None:
    """As it stands in the database now, kept so until the commit: others hold letters, and take them back.

    None where it is gone, or its reader was erased: then it leaves the session, so that nothing more is written about
    it.
    """
    table = type(letter)
    with db.session.no_autoflush:
        due = db.session.scalar(select(table.due_at).where(table.id == letter.id).with_for_update())
    if due is None:
        db.session.expunge(letter)
    return due


def _put_off(letter: Message | PlatformMessage, fault: Exception) -> None:
    log.warning("letter_not_sent", message_id=letter.message_id, attempt=letter.attempts, error=type(fault).__name__)
    letter.fault = f"{type(fault).__name__}: {fault}"[:500]
    left = letter.attempts <= len(WAITS)
    letter.due_at = clock.in_the_future(minutes=WAITS[letter.attempts - 1]) if left else None


def _be_refused(letter: Message | PlatformMessage, fault: smtplib.SMTPRecipientsRefused) -> None:
    """By her mail server, which takes nothing for this address: later too, or only now."""
    code, said = next(iter(fault.recipients.values()))
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    _put_off(letter, fault)
    if says_no_for_good(code, words):
        letter.due_at = None
        if isinstance(letter, Message):
            stop_address(letter.recipient, f"{code} {words}")
