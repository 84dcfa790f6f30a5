"""A letter that came back hours later: a notice (RFC 3464) that the mail server hands to `portal mail bounce`.

Whoever knows our address can send such a notice. So only one that brings back the Message-ID of a letter of ours is
believed, which nobody but its reader and the servers on its way has seen; and what is stopped is the address that we
wrote to, whatever the notice says.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.extensions import db
from portal.messages.models import Message
from portal.messages.stops import says_no_for_good, stop_address
from portal.tenancy import every_organisation
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as

#: bytes that are read of one: a notice may bring the whole letter back, whose head is enough
LONGEST = 1_000_000
_OURS = re.compile(r"<([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})@[^<>@\s]{1,253}>")


@dataclass(frozen=True)
class Bounce:
    """What a notice says: which letter, and what her mail server answered."""

    letter_id: UUID
    message_id: str
    said: str


def read_bounce(raw: bytes) -> Bounce | None:
    """None for what is no notice, is about a delay, or says that the fault is not the address's."""
    notice = message_from_bytes(raw[:LONGEST], policy=policy.compat32)
    if notice.get_content_type() != "multipart/report" or not notice.is_multipart():
        return None
    parts: list[Any] = list(notice.walk())
    said = next((words for part in parts if (words := _failure(part))), "")
    found = next((match for part in parts if (match := _letter(part))), None)
    return Bounce(UUID(found[1]), found[0], said) if said and found else None


def _failure(part: Any) -> str:
    """The server's words, of the block of a recipient that failed for good."""
    if str(part.get("Action", "")).strip().casefold() != "failed":
        return ""
    status, diagnosis = (" ".join(str(part.get(name, "")).split()) for name in ("Status", "Diagnostic-Code"))
    said = f"{status} {diagnosis.partition(';')[2].strip() or diagnosis}".strip()
    return said if status.startswith("5.") and says_no_for_good(550, status) else ""


def _letter(part: Any) -> re.Match[str] | None:
    """Our Message-ID, in the letter that was brought back or in its head alone."""
    kind = part.get_content_type()
    if kind == "message/rfc822" and part.is_multipart():
        return _OURS.fullmatch(str(part.get_payload(0).get("Message-ID", "")).strip())
    if kind == "text/rfc822-headers":
        head = message_from_bytes(part.get_payload(decode=True) or b"", EmailMessage, policy=policy.default)
        return _OURS.fullmatch(str(head.get("Message-ID", "")).strip())
    return None


def take_bounce(raw: bytes) -> bool:
    """Stop the address that the letter went to. Returns whether it is one of ours; anything else changes nothing."""
    bounce = read_bounce(raw)
    home = _organisation_of(bounce) if bounce else None
    if bounce is None or home is None:
        return False
    with working_as(organisation(home)):
        letter = db.session.get(Message, (home, bounce.letter_id))
        if letter is None or letter.sent_at is None:
            return False
        letter.fault = bounce.said[:500]
        stop_address(letter.recipient, bounce.said)
        db.session.commit()
    return True


def _organisation_of(bounce: Bounce) -> UUID | None:
    with working_as(NOBODY), every_organisation(reason="whose letter came back"):
        which = Message.id == bounce.letter_id, Message.message_id == bounce.message_id
        return db.session.scalar(select(Message.organisation_id).where(*which))
