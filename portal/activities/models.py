"""What took place, and the counters that goals follow."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.tenancy import TenantModel, tenant_key


class Activity(TenantModel):
    """Something that took place on a date, in a unit."""

    __tablename__ = "activity"
    __table_args__ = (
        tenant_key("unit", "unit_id"),
        Index("ix_activity_newest", "organisation_id", "on_date", "id"),
        Index("ix_activity_unit", "organisation_id", "unit_id", "on_date", "id"),
        Index("ix_activity_own", "organisation_id", "registered_by", "on_date", "id"),
        Index("ix_activity_type", "organisation_id", "activity_type", "on_date", "id"),
    )

    #: the key of a declared type
    activity_type: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[UUID]
    on_date: Mapped[date]
    #: the numbers that the type asks for, by question
    numbers: Mapped[dict[str, Any]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text, default="")
    registered_by: Mapped[UUID | None]
    registered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(Integer, default=1)

    __mapper_args__ = {"version_id_col": version}


#: in the tally, in place of a unit: all of the organisation together
WHOLE = UUID(int=0)


class ActivityTally(TenantModel):
    """How many activities, and the sum of each of their numbers, by type, unit and month.

    Kept in the transaction that registers, so that no page counts rows. WHOLE
    stands among the units, so that a goal reads one row a month however many
    units there are; for its sake the unit is no foreign key.
    """

    __tablename__ = "activity_tally"
    __table_args__ = (
        Index(
            "uq_activity_tally_cell",
            "organisation_id",
            "activity_type",
            "measure",
            "month",
            "unit_id",
            unique=True,
        ),
    )

    activity_type: Mapped[str] = mapped_column(String(80))
    #: `activities`, or the name of a question
    measure: Mapped[str] = mapped_column(String(40))
    #: the month's first day
    month: Mapped[date]
    #: a unit, or WHOLE
    unit_id: Mapped[UUID]
    total: Mapped[int] = mapped_column(BigInteger, default=0)
