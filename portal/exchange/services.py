"""Send a letter: a row on each side, in one transaction, and what is to be done where it arrives."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.exc import OperationalError

from portal import clock
from portal.audit.services import record
from portal.errors import Conflict, NotFound, PortalError
from portal.exchange.mail import mail_letter
from portal.exchange.models import ExchangeLetter, Partner
from portal.exchange.queries import first_to_try, letter, partner, to_be_tried
from portal.exchange.rules import check_open, next_try
from portal.exchange.schemas import plain, read_content
from portal.exchange.sides import inside_of, lock_both
from portal.extensions import db
from portal.i18n import _
from portal.jobs.services import ask_for
from portal.organisations.queries import setup_now
from portal.organisations.viewer import place_of
from portal.plugin_api import LetterKind, hooks_for, house
from portal.tenancy import current_organisation_id, uuid7

log = structlog.get_logger()
#: the worker's part
TAKE_IN = "take_in_letters"


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """What a kind's `arrive` gets: which letter, over which connection, and what is in it."""

    letter_id: UUID
    connection_id: UUID
    content: Any


def send_letter(
    connection_id: UUID,
    kind: str,
    content: Any,
    *,
    by: UUID | None,
    letter_id: UUID | None = None,
    about: UUID | None = None,
) -> UUID:
    """Send what the content holds to the other end of this connection, from the organisation in scope.

    Comes before anything else that the transaction writes, because it takes the locks. With the same `letter_id` again
    it is the same letter, and nothing is done. To a partner without an account it goes as a personal link about the row
    `about`. Raises PortalError where the two are not connected, DoesNotFit for what is not the kind's.
    """
    ours, letter_id = current_organisation_id(), letter_id or uuid7()
    declared = house().letter_kinds[kind]
    said = plain(read_content(declared.schema, plain(content)))
    found = partner(ours, connection_id)
    if found is None:
        raise NotFound
    other_id = found.other_id
    if other_id:
        lock_both(connection_id, other_id)
    found = db.session.get(Partner, (ours, connection_id), populate_existing=True)
    if letter(ours, letter_id):
        return letter_id
    assert found is not None
    check_open(found.status, found.name)
    _keep(connection_id, kind, said, letter_id, is_ours=True, by=by)
    if other_id is None:
        mail_letter(found, declared, about=about or letter_id, by=by)
        return letter_id
    _check_is_there(other_id)
    with inside_of(other_id):
        _receive(other_id, _keep(connection_id, kind, said, letter_id, is_ours=False, by=None))
    return letter_id


def _check_is_there(other_id: UUID) -> None:
    other = place_of(other_id)
    if other.status != "active":
        raise PortalError(_("%(name)s is closed for now, so nothing was sent.", name=other.name))


def _keep(
    connection_id: UUID, kind: str, said: dict[str, Any], letter_id: UUID, *, is_ours: bool, by: UUID | None
) -> ExchangeLetter:
    row = ExchangeLetter(
        id=letter_id,
        connection_id=connection_id,
        kind=kind,
        content=said,
        is_ours=is_ours,
        sent_at=clock.now(),
        fault="",
        tries=0,
    )
    db.session.add(row)
    record(
        f"letter.{'sent' if is_ours else 'received'}", letter_id, by=by, changes={"kind": kind, "over": connection_id}
    )
    db.session.flush()
    return row


def _receive(organisation_id: UUID, row: ExchangeLetter) -> None:
    """Do what is to be done. Where that fails, or its plugin is off, the letter waits and says so: nothing is lost."""
    kind = _kind(organisation_id, row.kind)
    if kind is None:
        row.fault, row.again_at = "off", clock.in_the_future(days=1)
        _ask_again(organisation_id)
        return
    try:
        with db.session.begin_nested():
            arrived = Arrived(
                letter_id=row.id, connection_id=row.connection_id, content=read_content(kind.schema, row.content)
            )
            kind.arrive(arrived)
    except OperationalError:
        raise  # two waited for each other: the whole is begun again
    except Exception as fault:
        log.exception("letter_failed", kind=row.kind)
        row.fault = (fault.sentence if isinstance(fault, PortalError) else f"{type(fault).__name__}")[
            :300
        ] or "NotFound"
        row.again_at = next_try(row.tries)
        row.tries += 1
        _ask_again(organisation_id)
    else:
        row.handled_at, row.fault, row.again_at = clock.now(), "", None


def _ask_again(organisation_id: UUID) -> None:
    """The worker comes back when the first of those that wait is to be tried."""
    if moment := first_to_try(organisation_id):
        ask_for(TAKE_IN, not_before=moment)


def take_in_again(organisation_id: UUID) -> None:
    """What could not be taken in before and whose time has come. For the worker; commits after each."""
    for letter_id in to_be_tried(organisation_id):
        row = letter(organisation_id, letter_id)
        if row and not row.handled_at:
            _receive(organisation_id, row)
            if row.handled_at:
                record("letter.tried_again", row.id, by=None, changes={"kind": row.kind})
        db.session.commit()
    _ask_again(organisation_id)


def _kind(organisation_id: UUID, name: str) -> LetterKind | None:
    return hooks_for(setup_now(organisation_id).plugins).letter_kinds().get(name)


def try_again(row: ExchangeLetter, *, by: UUID | None) -> None:
    """Do what could not be done when it arrived. Raises PortalError where it was done already."""
    if row.is_ours or row.handled_at:
        raise Conflict(_("This is done already."))
    record("letter.tried_again", row.id, by=by, changes={"kind": row.kind})
    _receive(row.organisation_id, row)
