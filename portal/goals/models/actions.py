"""What is done to reach a goal, and its steps."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import CONTACT, FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class Action(TenantModel):
    """What is done to reach a goal, or for a whole focus area."""

    __tablename__ = "action"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("plan", "plan_id", cascade=True),
        tenant_key("focus_area", "focus_area_id", cascade=True),
        tenant_key("goal", "goal_id", cascade=True),
        tenant_key("unit", "unit_id"),
        CheckConstraint("level in ('local', 'central', 'both')", name="level"),
        CheckConstraint("rhythm in ('once', 'yearly', 'always')", name="rhythm"),
        CheckConstraint("status in ('planned', 'started', 'done', 'dropped')", name="status"),
        Index("ix_action_plan", "organisation_id", "plan_id", "position"),
    )

    plan_id: Mapped[UUID]
    focus_area_id: Mapped[UUID]
    #: NULL: for the whole focus area
    goal_id: Mapped[UUID | None]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(400), info=FREE_TEXT)
    #: a role, a unit or a person, in the plan's own words
    responsible: Mapped[str] = mapped_column(String(120), default="", info=CONTACT)
    #: when, in the plan's own words
    period: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    level: Mapped[str] = mapped_column(String(8), default="both")
    text: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: the unit that does it; NULL: the organisation
    unit_id: Mapped[UUID | None]
    #: the account of whoever is responsible
    user_id: Mapped[UUID | None]
    #: once, yearly (`times_a_year`), always
    rhythm: Mapped[str] = mapped_column(String(8), default="once")
    times_a_year: Mapped[int | None]
    #: NULL: as long as the plan
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    #: in which quarters of each year, 1 to 4; none: in all of them
    quarters: Mapped[list[int]] = mapped_column(JSON, default=list, info=NOT_PERSONAL)
    status: Mapped[str] = mapped_column(String(8), default="planned")
    #: offered to the units: each picks it or leaves it
    in_catalogue: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ActionStep(TenantModel):
    """One of the things to do for an action, in order."""

    __tablename__ = "action_step"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("action", "action_id", cascade=True),
        Index("ix_action_step_action", "organisation_id", "action_id", "position"),
    )

    action_id: Mapped[UUID]
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300), info=FREE_TEXT)
    due_on: Mapped[date | None]
    #: NULL: not done yet
    done_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
