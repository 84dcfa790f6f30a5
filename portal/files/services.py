"""Keep a file with its record, and let it go with it."""

from collections.abc import Collection
from io import BytesIO
from typing import IO
from uuid import UUID

from sqlalchemy import delete, func, select

from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.queries import files_of, named_hashes
from portal.files.rules import fault_of, plain_name
from portal.files.store import store
from portal.files.types import media_type_of
from portal.jobs.services import ask_for
from portal.tenancy import current_organisation_id, uuid7

SWEEP = "sweep_files"


def keep(
    *, owner_kind: str, owner_id: UUID, name: str, content: bytes | IO[bytes], by: UUID | None, ours: bool = False
) -> StoredFile:
    """Keep a file for a record of the organisation in scope. Raises PortalError for one that is not taken.

    What the portal made itself (`ours`) is taken at any size. The bytes are in the
    store before the row is written: a row never names what is not there. Bytes
    whose row was rolled back go with the next sweep.
    """
    name = plain_name(name)
    if not ours and isinstance(content, bytes) and (fault := fault_of(name, content)):
        raise PortalError(fault, "files")
    keep_from_sweep()
    opened = BytesIO(content) if isinstance(content, bytes) else content
    sha256 = store().put(current_organisation_id(), opened)
    made = StoredFile(
        id=uuid7(),
        owner_kind=owner_kind,
        owner_id=owner_id,
        name=name,
        media_type=media_type_of(name),
        size=opened.tell(),
        sha256=sha256,
        kept_by=by,
        kept_at=clock.now(),
    )
    db.session.add(made)
    record("file.kept", made.id, by=by, changes={"name": [None, name], "size": made.size, "of": owner_id})
    return made


def keep_from_sweep() -> None:
    """Before a row may name bytes that no other row names any more: nothing is swept until this transaction ends."""
    _hold("pg_advisory_xact_lock_shared")


def _hold(lock: str) -> bool:
    """On SQLite whoever may write is alone anyway, from here on at the latest."""
    if db.session.connection().dialect.name != "postgresql":
        return True
    which = func.hashtextextended(f"files {current_organisation_id()}", 0)
    return db.session.scalar(select(getattr(func, lock)(which))) is not False


def remove_file(file: StoredFile, *, by: UUID) -> None:
    """The bytes go with it, a moment later, unless another record has the same."""
    record("file.removed", file.id, by=by, changes={"name": [file.name, None], "of": file.owner_id})
    db.session.delete(file)
    ask_for(SWEEP)


def drop_files_of(owner_kind: str, owner_ids: Collection[UUID], *, by: UUID | None) -> None:
    """Their records are going, and the files with them."""
    with db.session.no_autoflush:  # the rest of the work is written once, at its end
        gone = files_of(current_organisation_id(), [owner_kind], owner_ids)
    for row in gone:
        record("file.removed", row.id, by=by, changes={"name": [row.name, None], "of": row.owner_id})
    if gone:
        db.session.execute(
            delete(StoredFile)
            .where(StoredFile.organisation_id == current_organisation_id(), StoredFile.id.in_([row.id for row in gone]))
            .execution_options(synchronize_session=False, autoflush=False)
        )
        ask_for(SWEEP)


def sweep(organisation_id: UUID) -> None:
    """Remove from the store what no record names: asked for when a file goes, and once a day for what was rolled back.

    Somebody may keep a file at this very moment. Then it is tried again a minute later: she does not wait for it.
    """
    named = named_hashes(organisation_id)
    nameless = {one.sha256 for one in store().everything(organisation_id)} - named
    if not _hold("pg_try_advisory_xact_lock"):
        ask_for(SWEEP, not_before=clock.in_the_future(minutes=1))
        return
    for sha256 in nameless - named_hashes(organisation_id):  # what was named meanwhile stays
        store().remove(organisation_id, sha256)
    store().drop_halves(organisation_id)
