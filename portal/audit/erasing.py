"""Take a person's values out of the trail. That something was done, by whom and when, stays, and can be proved."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from portal.audit.chains import Chain
from portal.audit.sealing import seal_all
from portal.audit.services import record
from portal.extensions import db

ERASED = "audit.erased"
#: entries that one entry names as erased
AT_ONCE = 200


def erase_values(
    organisation_id: UUID | None, entry_ids: Collection[UUID], *, by: UUID | None, of: UUID | None = None
) -> int:
    """Drop what stood in these entries, before and after, and say so in an entry; `of` is whom it was about.

    Inside the organisation, in the transaction at hand (None, outside: the platform's own entries). What has no seal
    yet is sealed first, so that the chain knows it. Done again it does nothing. Returns how many entries lost values.
    """
    chain = Chain(organisation_id)
    done = 0
    for some in _in_parts(entry_ids):
        gone = [entry for entry in _sealed(chain, some) if entry.action != ERASED and entry.salt]
        for entry in gone:
            entry.changes, entry.salt, entry.form_hash, entry.answer = {}, None, None, None
        if gone:
            record(ERASED, of, by=by, changes={"entries": [entry.id.hex for entry in gone]})
        done += len(gone)
    db.session.flush()
    return done


def _in_parts(ids: Collection[UUID]) -> Iterator[list[UUID]]:
    left = iter(dict.fromkeys(ids))
    while some := list(islice(left, AT_ONCE)):
        yield some


def _sealed(chain: Chain, ids: list[UUID]) -> list[Any]:
    """These entries as they are now, each under a seal."""
    seal_all(chain)
    table = chain.entries
    wanted = select(table).where(*chain.of(table), table.id.in_(ids)).order_by(table.id)
    found = list(db.session.scalars(wanted.execution_options(populate_existing=True)))
    if any(entry.seal_number is None for entry in found):  # written by others since
        seal_all(chain)
    return found
