"""Which file belongs to which record. What is in it lies in the store, under its hash."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel


class StoredFile(TenantModel):
    """A file of one record: evidence, an agreement, minutes, a picture."""

    __tablename__ = "stored_file"
    __people__ = NO_PEOPLE
    __table_args__ = (
        Index("ix_stored_file_owner", "organisation_id", "owner_kind", "owner_id"),
        Index("ix_stored_file_hash", "organisation_id", "sha256"),
    )

    #: the record that it belongs to: `measurement`, `action_result`, `job`; there may be many kinds, so no foreign key
    owner_kind: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    media_type: Mapped[str] = mapped_column(String(100), info=NOT_PERSONAL)
    #: bytes
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    kept_by: Mapped[UUID | None]
    kept_at: Mapped[datetime]
