"""What is known of an indicator: typed figures, reports in words, and stored metrics."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.activities.models import WHOLE
from portal.goals.models.figure import VALUE
from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class Measurement(TenantModel):
    """One value on one date, typed by somebody who says where it comes from."""

    __tablename__ = "measurement"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("indicator", "indicator_id", cascade=True),
        Index("uq_measurement_date", "organisation_id", "indicator_id", "unit_id", "on_date", unique=True),
    )

    indicator_id: Mapped[UUID]
    #: the unit that it is the figure of, where the goal is the sum of its units; else WHOLE, so it is no foreign key
    unit_id: Mapped[UUID] = mapped_column(default=WHOLE)
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)
    #: for a `share`: of how many the value is a part
    whole: Mapped[Decimal | None] = mapped_column(VALUE)
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    measured_by: Mapped[UUID | None]
    measured_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class StatusReport(TenantModel):
    """How it goes with a goal that no number measures: a status that somebody stands for, and why."""

    __tablename__ = "status_report"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("indicator", "indicator_id", cascade=True),
        CheckConstraint("state in ('reached', 'on_track', 'at_risk', 'behind')", name="state"),
        Index("uq_status_report_date", "organisation_id", "indicator_id", "on_date", unique=True),
    )

    indicator_id: Mapped[UUID]
    on_date: Mapped[date]
    state: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text, info=FREE_TEXT)
    reported_by: Mapped[UUID | None]
    reported_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class MetricValue(TenantModel):
    """What a plugin's metric was on a date: stored by the worker, read by every goal that follows it."""

    __tablename__ = "metric_value"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("uq_metric_value_date", "organisation_id", "metric", "on_date", unique=True),)

    metric: Mapped[str] = mapped_column(String(80), info=NOT_PERSONAL)
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)
    #: for a `share`: of how many the value is a part
    whole: Mapped[Decimal | None] = mapped_column(VALUE)


class Contribution(TenantModel):
    """What a partner has contributed to a shared goal: a row at each end. At the owner's it adds to the indicator."""

    __tablename__ = "contribution"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("shared_goal", "shared_goal_id", cascade=True),
        Index("uq_contribution_date", "organisation_id", "shared_goal_id", "on_date", unique=True),
        Index("ix_contribution_indicator", "organisation_id", "indicator_id", "on_date"),
    )

    shared_goal_id: Mapped[UUID]
    #: at the owner's end; no foreign key: the history stays when the goal is removed
    indicator_id: Mapped[UUID | None]
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    sent_at: Mapped[datetime]
