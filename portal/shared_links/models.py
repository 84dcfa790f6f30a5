"""Links through which somebody without an account registers."""

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal import clock
from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class RegistrationLink(TenantModel):
    """A unit's link for one type of activity. What comes in through it waits to be looked through."""

    __tablename__ = "registration_link"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id"),
        Index("uq_registration_link_token", "organisation_id", "token", unique=True),
    )

    unit_id: Mapped[UUID]
    activity_type: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    #: such as the event; whoever opens the link reads it
    label: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    #: stands in the address and in letters beside the QR code; kept as it is, because it is printed anew
    token: Mapped[str] = mapped_column(String(16))
    #: how many may be sent in through it, and how many were
    allowance: Mapped[int]
    used: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def until(self) -> date:
        """The last day on which it is open, where the organisation is."""
        return clock.local(self.expires_at - timedelta(seconds=1)).date()
