"""Work to be done by the worker."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.tenancy import TenantModel


class Job(TenantModel):
    """A piece of work in one organisation. Asked for twice before it is done, it is done once."""

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_kind", "organisation_id", "kind", unique=True),
        Index("ix_job_due", "due_at"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
    #: a worker that claims it moves this ahead: its lease
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None] = mapped_column(String(500))
