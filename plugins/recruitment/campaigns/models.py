"""Campaigns. Amounts are whole øre."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel


class Campaign(TenantModel):
    """Whoever joins between two days pays less. It opens and ends by its dates alone; no two are open on one day."""

    __tablename__ = "recruitment_campaign"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("ix_recruitment_campaign_days", "organisation_id", "starts_on", "ends_on"),)

    #: whoever opens the enrolment form reads it
    name: Mapped[str] = mapped_column(String(80), info=FREE_TEXT)
    starts_on: Mapped[date]
    #: the last day on which it is open
    ends_on: Mapped[date]
    #: for which year its dues hold
    year: Mapped[int]
    #: what each kind of member pays; NULL: as others do
    patient: Mapped[int | None]
    next_of_kin: Mapped[int | None]
    supporter: Mapped[int | None]
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
