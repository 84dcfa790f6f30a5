"""Keep a file with its record, and let it go with it."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import delete

from portal import clock
from portal.audit.services import record
from portal.errors import PortalError
from portal.extensions import db
from portal.files import store
from portal.files.models import StoredFile
from portal.files.queries import files_of, named_hashes
from portal.files.rules import fault_of, plain_name
from portal.files.types import media_type_of
from portal.tenancy import current_organisation_id, uuid7


def keep(
    *, owner_kind: str, owner_id: UUID, name: str, content: bytes, by: UUID | None, ours: bool = False
) -> StoredFile:
    """Keep a file for a record of the organisation in scope. Raises PortalError for one that is not taken.

    What the portal made itself (`ours`) is taken at any size. The bytes are on the
    disk before the row is written: a row never names what is not there. Bytes whose
    row was rolled back are swept away after a day.
    """
    name = plain_name(name)
    if not ours and (fault := fault_of(name, content)):
        raise PortalError(fault, "files")
    made = StoredFile(
        id=uuid7(),
        owner_kind=owner_kind,
        owner_id=owner_id,
        name=name,
        media_type=media_type_of(name),
        size=len(content),
        sha256=store.put(current_organisation_id(), content),
        kept_by=by,
        kept_at=clock.now(),
    )
    db.session.add(made)
    record("file.kept", made.id, by=by, changes={"name": [None, name], "size": len(content), "of": owner_id})
    return made


def remove_file(file: StoredFile, *, by: UUID) -> None:
    """The bytes go with the next sweep, unless another record has the same."""
    record("file.removed", file.id, by=by, changes={"name": [file.name, None], "of": file.owner_id})
    db.session.delete(file)


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


def sweep(organisation_id: UUID) -> None:
    """Remove from the disk what no record names any more, a day after it was last needed."""
    for path in store.nameless(organisation_id, named_hashes(organisation_id)):
        path.unlink(missing_ok=True)
