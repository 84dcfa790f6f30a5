"""A plan, its focus areas, its tree of goals, how they are measured, and what is done."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Dialect, Float, Index, Numeric, String, Text, TypeDecorator
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.tenancy import TenantModel, tenant_key


class Figure(TypeDecorator[Decimal]):
    """A value with up to four decimals: exact on PostgreSQL, and on SQLite for all below 10^11."""

    impl = Numeric(18, 4)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Float(asdecimal=True, decimal_return_scale=4))
        return dialect.type_descriptor(Numeric(18, 4))

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        return float(value) if value is not None and dialect.name == "sqlite" else value


VALUE = Figure()


class Plan(TenantModel):
    """Goals for a period, adopted by a body on a date."""

    __tablename__ = "plan"
    __table_args__ = (
        tenant_key("plan", "parent_id"),
        CheckConstraint("status in ('draft', 'adopted', 'closed')", name="status"),
        CheckConstraint("starts_on <= ends_on", name="period"),
    )

    #: the strategy above a yearly plan
    parent_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(200))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    status: Mapped[str] = mapped_column(String(10), default="draft")
    purpose: Mapped[str] = mapped_column(Text, default="")
    vision: Mapped[str] = mapped_column(Text, default="")
    #: [{"name": …, "text": …}]
    values: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    adopted_by: Mapped[str] = mapped_column(String(120), default="")
    adopted_on: Mapped[date | None]
    #: what a reader should know about this plan, such as that its figures are invented
    note: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FocusArea(TenantModel):
    """A chapter of a plan. Two may bear the same number, as they do in a real one."""

    __tablename__ = "focus_area"
    __table_args__ = (
        tenant_key("plan", "plan_id", cascade=True),
        Index("ix_focus_area_plan", "organisation_id", "plan_id", "position"),
    )

    plan_id: Mapped[UUID]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")


class Goal(TenantModel):
    """Something to reach; a tree below a focus area."""

    __tablename__ = "goal"
    __table_args__ = (
        tenant_key("plan", "plan_id", cascade=True),
        tenant_key("focus_area", "focus_area_id", cascade=True),
        tenant_key("goal", "parent_id", cascade=True),
        Index("ix_goal_plan", "organisation_id", "plan_id", "position"),
        Index("ix_goal_star", "organisation_id", "on_start_page", "position"),
    )

    plan_id: Mapped[UUID]
    focus_area_id: Mapped[UUID]
    parent_id: Mapped[UUID | None]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text, default="")
    #: among the few that the start page shows first
    on_start_page: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    indicators: Mapped[list["Indicator"]] = relationship(
        primaryjoin="and_(Goal.organisation_id == Indicator.organisation_id, Goal.id == foreign(Indicator.goal_id))",
        order_by="Indicator.position",
        back_populates="goal",
        cascade="all",
    )

    __mapper_args__ = {"version_id_col": version}


class Indicator(TenantModel):
    """How a goal is measured. What the numbers mean stands in progress.py."""

    __tablename__ = "indicator"
    __table_args__ = (
        tenant_key("goal", "goal_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint("kind in ('level', 'yearly', 'per_period', 'yes_no')", name="kind"),
        CheckConstraint("source in ('typed', 'activities', 'metric')", name="source"),
        Index("ix_indicator_goal", "organisation_id", "goal_id", "position"),
    )

    goal_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200))
    #: one and several of what is counted, in the organisation's own words
    unit_one: Mapped[str] = mapped_column(String(60), default="")
    unit_many: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(12))
    #: for per_period: year, half, quarter, month
    period: Mapped[str | None] = mapped_column(String(8))
    at_least: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(12), default="typed")
    #: keys of the types that are counted, for `activities`
    activity_types: Mapped[list[str]] = mapped_column(JSON)
    #: `activities` to count them, or the name of the number that is summed
    measure: Mapped[str] = mapped_column(String(40), default="activities")
    #: the name of a declared metric, for `metric`
    metric: Mapped[str | None] = mapped_column(String(80))
    #: only this unit and what lies below it; NULL: all
    unit_id: Mapped[UUID | None]
    #: the date may be known while the value is missing: then there is no status yet
    baseline_on: Mapped[date | None]
    baseline_value: Mapped[Decimal | None] = mapped_column(VALUE)
    #: per cent over the baseline, reached at the last milestone's date, or each year when compounding
    growth_percent: Mapped[Decimal | None] = mapped_column(VALUE)
    compounding: Mapped[bool] = mapped_column(default=False)
    #: until when growth_percent is reached or compounds
    growth_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    goal: Mapped[Goal] = relationship(
        primaryjoin="and_(Goal.organisation_id == Indicator.organisation_id, Goal.id == foreign(Indicator.goal_id))",
        back_populates="indicators",
    )
    milestones: Mapped[list["Milestone"]] = relationship(
        primaryjoin="and_(Indicator.organisation_id == Milestone.organisation_id,"
        " Indicator.id == foreign(Milestone.indicator_id))",
        order_by="Milestone.on_date",
        cascade="all",
    )

    __mapper_args__ = {"version_id_col": version}


class Milestone(TenantModel):
    """A value to have reached on a date, also beyond the plan's end."""

    __tablename__ = "milestone"
    __table_args__ = (
        tenant_key("indicator", "indicator_id", cascade=True),
        Index("uq_milestone_date", "organisation_id", "indicator_id", "on_date", unique=True),
    )

    indicator_id: Mapped[UUID]
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)


class Measurement(TenantModel):
    """One value on one date, typed by somebody who says where it comes from."""

    __tablename__ = "measurement"
    __table_args__ = (
        tenant_key("indicator", "indicator_id", cascade=True),
        Index("uq_measurement_date", "organisation_id", "indicator_id", "on_date", unique=True),
    )

    indicator_id: Mapped[UUID]
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)
    note: Mapped[str] = mapped_column(Text, default="")
    measured_by: Mapped[UUID | None]
    measured_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class MetricValue(TenantModel):
    """What a plugin's metric was on a date: stored by the worker, read by every goal that follows it."""

    __tablename__ = "metric_value"
    __table_args__ = (Index("uq_metric_value_date", "organisation_id", "metric", "on_date", unique=True),)

    metric: Mapped[str] = mapped_column(String(80))
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)


class Action(TenantModel):
    """What is done to reach a goal, or for a whole focus area."""

    __tablename__ = "action"
    __table_args__ = (
        tenant_key("plan", "plan_id", cascade=True),
        tenant_key("focus_area", "focus_area_id", cascade=True),
        tenant_key("goal", "goal_id", cascade=True),
        CheckConstraint("level in ('local', 'central', 'both')", name="level"),
        Index("ix_action_plan", "organisation_id", "plan_id", "position"),
    )

    plan_id: Mapped[UUID]
    focus_area_id: Mapped[UUID]
    #: NULL: for the whole focus area
    goal_id: Mapped[UUID | None]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(400))
    #: a role, a unit or a person, in the plan's own words
    responsible: Mapped[str] = mapped_column(String(120), default="")
    #: when, in the plan's own words
    period: Mapped[str] = mapped_column(String(120), default="")
    level: Mapped[str] = mapped_column(String(8), default="both")
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
