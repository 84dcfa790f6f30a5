"""Which files there are."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Bundle

from portal.extensions import db
from portal.files.models import StoredFile

_LINE = (
    StoredFile.id,
    StoredFile.owner_id,
    StoredFile.name,
    StoredFile.size,
)


#: a file in a statement that reads its record too, joined by `is_file_of`; its id is None where there is none
FILE: Bundle[Any] = Bundle("file", *_LINE)


def is_file_of(owner_kind: str, owner: Any) -> Any:
    """A condition on StoredFile: it belongs to this record."""
    return (
        (StoredFile.organisation_id == owner.organisation_id)
        & (StoredFile.owner_kind == owner_kind)
        & (StoredFile.owner_id == owner.id)
    )


def files_of(organisation_id: UUID, owner_kinds: Collection[str], owner_ids: Collection[UUID]) -> list[Row[Any]]:
    """The files of these records, oldest first. One statement; none where there is no record."""
    if not owner_ids:
        return []
    return list(
        db.session.execute(
            select(*_LINE)
            .where(
                StoredFile.organisation_id == organisation_id,
                StoredFile.owner_kind.in_(list(owner_kinds)),
                StoredFile.owner_id.in_(list(owner_ids)),
            )
            .order_by(StoredFile.id)
        )
    )


def file(organisation_id: UUID, file_id: UUID) -> StoredFile | None:
    return db.session.get(StoredFile, (organisation_id, file_id))


def named_hashes(organisation_id: UUID) -> set[str]:
    """What is in any file that a record has."""
    return set(db.session.scalars(select(StoredFile.sha256).where(StoredFile.organisation_id == organisation_id)))
