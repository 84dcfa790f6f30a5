"""What was read in and waits for a yes. Nothing of it counts before that."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel


class Draft(TenantModel):
    """Read from somebody's text or sheet, to be looked through and corrected; forgotten after 30 days."""

    __tablename__ = "draft"
    __people__ = NO_PEOPLE
    __table_args__ = (Index("ix_draft_made", "organisation_id", "kind", "made_at"),)

    #: what it becomes: `plan`, `matrix`
    kind: Mapped[str] = mapped_column(String(40))
    title: Mapped[str] = mapped_column(String(200), info=FREE_TEXT)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, info=FREE_TEXT)
    made_by: Mapped[UUID | None]
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
