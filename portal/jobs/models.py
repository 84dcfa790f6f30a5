"""Work to be done by the worker."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.plugin_api import FREE_TEXT, NO_PEOPLE
from portal.tenancy import TenantModel

#: the subject of a job that there is one of in an organisation
ONE = UUID(int=0)


class Job(TenantModel):
    """A piece of work in one organisation. Asked for twice before it is done, it is done once."""

    __tablename__ = "job"
    __people__ = NO_PEOPLE
    __table_args__ = (
        Index("uq_job_kind", "organisation_id", "kind", "subject_id", unique=True),
        Index("ix_job_due", "due_at"),
    )

    kind: Mapped[str] = mapped_column(String(60))
    #: what it is about; ONE where there is but one of its kind
    subject_id: Mapped[UUID] = mapped_column(default=ONE)
    details: Mapped[dict[str, Any]] = mapped_column(JSON, info=FREE_TEXT)
    #: a worker that claims it moves this ahead: its lease; NULL: finished, kept for whoever asked
    due_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str | None] = mapped_column(String(500), info=FREE_TEXT)
    #: who waits for it, on a page that shows how far it has come
    asked_by: Mapped[UUID | None]
    asked_at: Mapped[datetime | None]
    #: steps done, of how many
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]
    #: what came of it, for that page: a sentence, a file
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON, info=FREE_TEXT)
