"""Ranges of postal codes."""

from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import NO_PEOPLE
from portal.tenancy import TenantModel, tenant_key


class PostalRange(TenantModel):
    """Postal codes from the first to the last belong to a branch. No two ranges overlap."""

    __tablename__ = "recruitment_range"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id", cascade=True),
        Index("uq_recruitment_range_first", "organisation_id", "first", unique=True),
    )

    first: Mapped[str] = mapped_column(String(4))
    last: Mapped[str] = mapped_column(String(4))
    unit_id: Mapped[UUID]
