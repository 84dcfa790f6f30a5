"""Addresses from which letters come back: stopped at once, lifted by hand."""

import re
from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from portal import clock
from portal.audit.services import record
from portal.database import Upsert, is_one_of
from portal.extensions import db
from portal.messages.models import MailStop
from portal.tenancy import current_organisation_id, uuid7

#: what stands at a letter that was not sent for this reason
RETURNED = "letters to this address come back"
#: a code that says why (RFC 3463): 5.1.1, no such mailbox
_STATUS = re.compile(r"\b5\.(\d{1,3})\.(\d{1,3})\b")
#: about the address (1) or its mailbox (2), or it is not said (0); all else is about us, the way or the letter
_OF_THE_ADDRESS = {"0", "1", "2"}
_FULL = ("2", "2")
#: we have not signed in, or sent the wrong commands: that is no fault of any address
_OURS = {500, 501, 502, 503, 504, 530, 534, 535, 538}

_STOP = Upsert(
    model=MailStop,
    key=("organisation_id", "address"),
    change=lambda offered: {"said": offered.said, "at": offered.at},
)


def address_key(address: str) -> str:
    """As addresses are compared: as `accounts.rules.email_key`, which lies above the letters."""
    return address.strip().casefold()


def says_no_for_good(code: int, said: str) -> bool:
    """Whether a server's answer means that this address takes no mail, now or later.

    A server that refuses everybody because of who we are (5.7, or not signed in) would otherwise stop the whole
    register in a night; a full mailbox is emptied some day.
    """
    if not 500 <= code < 600 or code in _OURS:
        return False
    status = _STATUS.search(said)
    return status is None or (status[1] in _OF_THE_ADDRESS and status.groups() != _FULL)


def is_stopped(address: str) -> bool:
    """In the organisation in scope."""
    return stop_of(current_organisation_id(), address) is not None


def stopped_among(addresses: Iterable[str]) -> set[str]:
    """Those of the organisation in scope that are stopped, as `address_key` writes them."""
    keys = list({address_key(address) for address in addresses})
    if not keys:
        return set()
    mine = MailStop.organisation_id == current_organisation_id(), is_one_of(MailStop.address, keys)
    return set(db.session.scalars(select(MailStop.address).where(*mine)))


def stop_of(organisation_id: UUID, address: str) -> MailStop | None:
    return db.session.scalars(
        select(MailStop).where(MailStop.organisation_id == organisation_id, MailStop.address == address_key(address))
    ).first()


def stop(organisation_id: UUID, stop_id: UUID) -> MailStop | None:
    return db.session.get(MailStop, (organisation_id, stop_id))


def stops(organisation_id: UUID, limit: int) -> Iterable[MailStop]:
    """The newest first."""
    mine = select(MailStop).where(MailStop.organisation_id == organisation_id)
    return db.session.scalars(mine.order_by(MailStop.at.desc(), MailStop.id).limit(limit)).all()


def stop_address(address: str, said: str) -> None:
    """No more letters of the organisation in scope go there. Stopped twice, it was stopped the first time."""
    if is_stopped(address):
        return
    key, here = address_key(address), current_organisation_id()
    row = {"organisation_id": here, "id": uuid7(), "address": key, "said": said[:500], "at": clock.now()}
    _STOP([row])
    record("mail.stopped", row["id"], by=None, changes={"email": key})  # type: ignore[arg-type]


def lift_stop(stopped: MailStop, *, by: UUID) -> None:
    """Letters go there again, from the next one on."""
    record("mail.lifted", stopped.id, by=by, changes={"email": stopped.address})
    db.session.delete(stopped)
