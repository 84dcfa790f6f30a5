"""What a unit tells of its year."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class UnitReport(TenantModel):
    """A unit's year: what the register says, corrected by who knows, and what no register knows. Row D5."""

    __tablename__ = "unit_report"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("unit", "unit_id", cascade=True),
        Index("uq_unit_report_year", "organisation_id", "unit_id", "year", unique=True),
    )

    unit_id: Mapped[UUID]
    year: Mapped[int] = mapped_column(Integer)
    #: the figures as the unit gives them, by `<type>:<measure>`, where they differ from the register's;
    #: and what it answers in numbers, by `own.year:<question>`
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    #: answers to the organisation's own questions of the year
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, info=FREE_TEXT)
    text: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: NULL: not sent in
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[UUID | None]
    reminded_at: Mapped[datetime | None]
    #: 0: nobody has begun; the row is there because somebody was reminded
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
