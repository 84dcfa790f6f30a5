"""A goal between two organisations: a row at each end under the same id, with what the offer names and nothing else."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE, NOT_PERSONAL
from portal.tenancy import TenantModel, tenant_key


class SharedGoal(TenantModel):
    """At one end. A partner without an account has no row of its own."""

    __tablename__ = "shared_goal"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("partner", "connection_id"),
        CheckConstraint("status in ('offered', 'accepted', 'declined', 'ended')", name="status"),
        Index("ix_shared_goal_connection", "organisation_id", "connection_id"),
        Index("ix_shared_goal_goal", "organisation_id", "goal_id", "id"),
    )

    connection_id: Mapped[UUID]
    #: whether this end owns the goal
    is_ours: Mapped[bool]
    #: the owner's goal and its indicator; no foreign keys: what was contributed stays when the goal is removed
    goal_id: Mapped[UUID | None]
    indicator_id: Mapped[UUID | None]
    title: Mapped[str] = mapped_column(String(300), info=FREE_TEXT)
    text: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    #: one and several of what is counted
    unit_one: Mapped[str] = mapped_column(String(60), default="")
    unit_many: Mapped[str] = mapped_column(String(60), default="")
    #: as of an indicator: level, yearly, per_period
    kind: Mapped[str] = mapped_column(String(12))
    period: Mapped[str | None] = mapped_column(String(8))
    #: those that the offer shows: [["2026-12-31", "100"]]
    milestones: Mapped[list[list[Any]]] = mapped_column(JSON, info=NOT_PERSONAL)
    #: figures from one to four are about so few people that they are not sent
    counts_people: Mapped[bool] = mapped_column(default=True)
    #: what the partner says of its own figures, whatever the offer says; NULL: it says so at its own end, or not yet
    partner_counts_people: Mapped[bool | None]
    status: Mapped[str] = mapped_column(String(10), default="offered")
    offered_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    #: who answered for a partner without an account, and as what
    answered_as: Mapped[str] = mapped_column(String(250), default="", info=FREE_TEXT)
    ended_at: Mapped[datetime | None]
    #: at the partner's end: what contributes by itself; both NULL: somebody writes the figures
    metric: Mapped[str | None] = mapped_column(String(80), info=NOT_PERSONAL)
    source_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def hides_small(self) -> bool:
        """Either says that the figures count people."""
        return self.counts_people or bool(self.partner_counts_people)

    @property
    def stops(self) -> list[tuple[date, Decimal]]:
        """The milestones that the offer shows, by date."""
        return [(date.fromisoformat(on), Decimal(value)) for on, value in self.milestones]
