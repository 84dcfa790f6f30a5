"""A goal and how it is measured."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.goals.models.figure import VALUE
from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class Goal(TenantModel):
    """Something to reach; a tree below a focus area."""

    __tablename__ = "goal"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("plan", "plan_id", cascade=True),
        tenant_key("focus_area", "focus_area_id", cascade=True),
        tenant_key("goal", "parent_id", cascade=True),
        tenant_key("unit", "unit_id"),
        Index("ix_goal_plan", "organisation_id", "plan_id", "position"),
        Index("ix_goal_star", "organisation_id", "on_start_page", "position"),
    )

    plan_id: Mapped[UUID]
    focus_area_id: Mapped[UUID]
    parent_id: Mapped[UUID | None]
    #: the unit that this goal concerns; NULL: the whole organisation
    unit_id: Mapped[UUID | None]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[str] = mapped_column(String(300), info=FREE_TEXT)
    text: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: among the few that the start page shows first
    on_start_page: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    indicators: Mapped[list["Indicator"]] = relationship(
        primaryjoin="and_(Goal.organisation_id == Indicator.organisation_id, Goal.id == foreign(Indicator.goal_id))",
        order_by="Indicator.position",
        back_populates="goal",
        cascade="all",
        passive_deletes=True,
    )

    __mapper_args__ = {"version_id_col": version}


class Indicator(TenantModel):
    """How a goal is measured. What the numbers mean stands in progress/."""

    __tablename__ = "indicator"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("goal", "goal_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint(
            "kind in ('level', 'yearly', 'per_period', 'yes_no', 'share', 'coverage', 'told')", name="kind"
        ),
        CheckConstraint("source in ('typed', 'activities', 'metric', 'goals', 'units')", name="source"),
        Index("ix_indicator_goal", "organisation_id", "goal_id", "position"),
    )

    goal_id: Mapped[UUID]
    #: the one of an earlier plan that it goes on from; no foreign key: it stays when that one is removed
    follows_id: Mapped[UUID | None]
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    #: one and several of what is counted, in the organisation's own words
    unit_one: Mapped[str] = mapped_column(String(60), default="")
    unit_many: Mapped[str] = mapped_column(String(60), default="")
    kind: Mapped[str] = mapped_column(String(12))
    #: for per_period: year, half, quarter, month
    period: Mapped[str | None] = mapped_column(String(8))
    at_least: Mapped[bool] = mapped_column(default=True)
    source: Mapped[str] = mapped_column(String(12), default="typed")
    #: keys of the types that are counted, for `activities`
    activity_types: Mapped[list[str]] = mapped_column(JSON, info=NOT_PERSONAL)
    #: `activities` to count them, or the name of the number that is summed
    measure: Mapped[str] = mapped_column(String(40), default="activities")
    #: the name of a declared metric, for `metric`
    metric: Mapped[str | None] = mapped_column(String(80), info=NOT_PERSONAL)
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
        passive_deletes=True,
    )

    __mapper_args__ = {"version_id_col": version}


class Milestone(TenantModel):
    """A value to have reached on a date, also beyond the plan's end."""

    __tablename__ = "milestone"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("indicator", "indicator_id", cascade=True),
        Index("uq_milestone_date", "organisation_id", "indicator_id", "on_date", unique=True),
    )

    indicator_id: Mapped[UUID]
    on_date: Mapped[date]
    value: Mapped[Decimal] = mapped_column(VALUE)


class Place(TenantModel):
    """One of the places, groups or whatever else a `coverage` indicator is to reach: a county, an association."""

    __tablename__ = "indicator_place"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("indicator", "indicator_id", cascade=True),
        tenant_key("unit", "unit_id"),
        Index("ix_indicator_place_indicator", "organisation_id", "indicator_id", "position"),
    )

    indicator_id: Mapped[UUID]
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120), info=FREE_TEXT)
    #: the unit whose activities cover it, where the figure comes from activities
    unit_id: Mapped[UUID | None]
    #: NULL: not covered yet
    covered_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
