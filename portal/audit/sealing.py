"""Entries are sealed by the worker, in batches, soon after they are written: a chain kept in the request would make
writers queue.

What counts is that an entry has no seal yet, not when it was written: one whose transaction ends late lies in the next
batch.
"""

import secrets
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from portal import clock
from portal.audit.chains import PLATFORM, Chain
from portal.audit.commitments import NOTHING, act_of, head_of, values_of
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.tenancy import every_organisation, uuid7
from portal.tenancy.scope import NOBODY, organisation
from portal.work import working_as

log = structlog.get_logger()
#: entries under one seal: about 100 kB
AT_ONCE = 500


def seal_everywhere() -> int:
    """Seal what is not yet sealed, chain by chain. Returns how many entries. One that fails keeps back no other."""
    with working_as(NOBODY):
        done = _seal_and_commit(PLATFORM)
    for organisation_id in _unsealed():
        with working_as(organisation(organisation_id)):
            done += _seal_and_commit(Chain(organisation_id))
    return done


def _unsealed() -> list[UUID]:
    """The organisations that have entries without a seal."""
    with working_as(NOBODY), every_organisation(reason="which audit chains are to be sealed"):
        return list(db.session.scalars(select(AuditEntry.organisation_id).where(_is_open(AuditEntry)).distinct()))


def _seal_and_commit(chain: Chain) -> int:
    """Each seal in a transaction of its own, so that nobody waits long."""
    done = 0
    try:
        while found := seal_next(chain):
            db.session.commit()
            done += found
            db.session.expunge_all()
    except SQLAlchemyError as fault:
        db.session.rollback()
        log.warning("not_sealed", organisation=str(chain.organisation_id), error=type(fault).__name__)
    db.session.rollback()  # a look that found nothing keeps no lock
    return done


def seal_all(chain: Chain) -> None:
    """In the transaction at hand, what it has written itself included."""
    while seal_next(chain):
        pass


def seal_next(chain: Chain) -> int:
    """One more seal over what has none, oldest first. Returns over how many entries; 0 where all are sealed."""
    if not _has_open_entries(chain):
        return 0  # the usual case: it asks for no lock
    chain.keep_for_us()
    entries = db.session.scalars(_open_entries(chain).limit(AT_ONCE)).all()
    if entries:
        last = chain.last_seal()
        number = last.number + 1 if last else 1
        contents = [_bind(chain, entry, number) for entry in entries]
        _write(chain, number, last.head if last else NOTHING, contents)
    return len(entries)


def _has_open_entries(chain: Chain) -> bool:
    table = chain.entries
    one = select(table.id).where(*chain.of(table), _is_open(table)).limit(1)
    return db.session.scalar(one) is not None


def _open_entries(chain: Chain) -> Any:
    table = chain.entries
    return select(table).where(*chain.of(table), _is_open(table)).order_by(table.id)


def _is_open(table: Any) -> Any:
    return table.seal_number.is_(None)


def _bind(chain: Chain, entry: Any, number: int) -> list[str]:
    entry.seal_number, entry.salt = number, secrets.token_hex(16)
    return [entry.id.hex, act_of(chain.organisation_id, entry), values_of(entry, entry.salt)]


def _write(chain: Chain, number: int, previous: str, contents: list[list[str]]) -> None:
    seal = chain.new_seal(
        id=uuid7(), number=number, previous=previous, head="", contents=contents, sealed_at=clock.now()
    )
    seal.head = head_of(chain.organisation_id, seal)
    db.session.add(seal)
    db.session.flush()
