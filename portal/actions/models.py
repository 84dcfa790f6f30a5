"""Who does what of an action, where it takes place, and what came of it. The action itself stands with its goal."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.organisations.models import ContactSurface as ContactSurface
from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel, tenant_key


class ActionSurface(TenantModel):
    """An action takes place on this contact surface."""

    __tablename__ = "action_surface"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("action", "action_id", cascade=True),
        tenant_key("contact_surface", "surface_id", cascade=True),
        Index("uq_action_surface", "organisation_id", "action_id", "surface_id", unique=True),
    )

    action_id: Mapped[UUID]
    surface_id: Mapped[UUID]
    position: Mapped[int] = mapped_column(default=0)


class ActionPick(TenantModel):
    """A unit's answer to an action of the catalogue. No row: not answered, which is no failing."""

    __tablename__ = "action_pick"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("action", "action_id", cascade=True),
        tenant_key("unit", "unit_id", cascade=True),
        CheckConstraint("status in ('left', 'planned', 'started', 'done')", name="status"),
        Index("uq_action_pick", "organisation_id", "action_id", "unit_id", unique=True),
    )

    action_id: Mapped[UUID]
    unit_id: Mapped[UUID]
    status: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    answered_by: Mapped[UUID | None]
    answered_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class ActionResult(TenantModel):
    """What came of an action, and what was learnt."""

    __tablename__ = "action_result"
    __people__ = NO_PEOPLE
    __table_args__ = (
        tenant_key("action", "action_id", cascade=True),
        tenant_key("unit", "unit_id", cascade=True),
        Index("ix_action_result_action", "organisation_id", "action_id", "on_date"),
    )

    action_id: Mapped[UUID]
    #: NULL: of the organisation
    unit_id: Mapped[UUID | None]
    on_date: Mapped[date]
    result: Mapped[str] = mapped_column(Text, info=FREE_TEXT)
    lesson: Mapped[str] = mapped_column(Text, default="", info=FREE_TEXT)
    written_by: Mapped[UUID | None]
    written_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
