"""What is stored."""

from datetime import date
from uuid import UUID

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel, tenant_key
from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column


class Note(TenantModel):
    """A line that somebody has written down for her unit."""

    __tablename__ = "logbook_note"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id", cascade=True),
        Index("ix_logbook_note_newest", "organisation_id", "on_date", "id"),
    )

    unit_id: Mapped[UUID]
    on_date: Mapped[date]
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    #: NULL: the portal itself
    written_by: Mapped[UUID | None]
