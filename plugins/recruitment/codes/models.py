"""Short addresses. Nothing is kept about who opens one: only what comes of it, on the enrolment."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel, tenant_key

#: what bears it; `web` is the form's own address, which has no code
KINDS = ("event", "printed", "surface", "campaign", "web")


class JoinCode(TenantModel):
    """Leads to the enrolment form. What comes in through it is credited to what it stands on."""

    __tablename__ = "recruitment_code"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id"),
        tenant_key("contact_surface", "surface_id"),
        tenant_key("recruitment_campaign", "campaign_id"),
        CheckConstraint("kind in ('event', 'printed', 'surface', 'campaign', 'web')", name="kind"),
        Index("uq_recruitment_code_token", "organisation_id", "token", unique=True),
    )

    #: stands in the address and in letters on the poster; "" for the form's own address
    token: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(8))
    #: what it stands on: the event, the leaflet; it is printed on the poster
    label: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    #: whose work it is credited to; NULL: the association's
    unit_id: Mapped[UUID | None]
    #: the planned activity, which may be removed: so it is no key
    activity_id: Mapped[UUID | None]
    surface_id: Mapped[UUID | None]
    campaign_id: Mapped[UUID | None]
    #: how many may enrol through it in a day, so that a script that finds it cannot fill the list
    a_day: Mapped[int]
    #: the last day on which somebody did, and how many that day
    used_on: Mapped[date | None]
    used: Mapped[int] = mapped_column(default=0)
    closed_at: Mapped[datetime | None]
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
