"""A plan and its chapters."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel, tenant_key


class Plan(TenantModel):
    """Goals for a period, adopted by a body on a date."""

    __tablename__ = "plan"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("plan", "parent_id"),
        tenant_key("plan", "follows_id"),
        CheckConstraint("status in ('draft', 'adopted', 'closed')", name="status"),
        CheckConstraint("starts_on <= ends_on", name="period"),
    )

    #: the strategy above a yearly plan
    parent_id: Mapped[UUID | None]
    #: the plan that this one was made from
    follows_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    status: Mapped[str] = mapped_column(String(10), default="draft")
    purpose: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    vision: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: [{"name": …, "text": …}]
    values: Mapped[list[dict[str, Any]]] = mapped_column(JSON, info=FREE_TEXT)
    adopted_by: Mapped[str] = mapped_column(String(120), default="", info=FREE_TEXT)
    adopted_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    #: what a reader should know about this plan, such as that its figures are invented
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class FocusArea(TenantModel):
    """A chapter of a plan. Two may bear the same number, as they do in a real one."""

    __tablename__ = "focus_area"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("plan", "plan_id", cascade=True),
        Index("ix_focus_area_plan", "organisation_id", "plan_id", "position"),
    )

    plan_id: Mapped[UUID]
    position: Mapped[int]
    number: Mapped[str] = mapped_column(String(20), default="")
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    text: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
