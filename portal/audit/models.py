"""Entries inside an organisation, and those that belong to the platform."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import FREE_TEXT, NOT_PERSONAL, AboutPeople, Basis, Erase, Keep
from portal.tenancy import GlobalModel, TenantModel


class _Entry:
    """Who did what to which row, and which form it came from."""

    __people__ = AboutPeople(
        purpose=_l("To be able to show who changed what, and when"),
        basis=Basis.DUTY,
        keep=Keep(months=60, after="at", floor=12, ceiling=120, does=Erase.EMPTY),
        account="user_id",
        erase=Erase.KEEP,
        why=_l("That something was done, and when, stays; what was written about her is taken out."),
    )

    at: Mapped[datetime]
    #: NULL: the portal itself, or somebody without an account
    user_id: Mapped[UUID | None]
    #: a verb in the past: `activity.registered`
    action: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[UUID | None]
    #: what changed: {"name": ["before", "after"]}
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, info=FREE_TEXT)
    #: the key of the form that was sent, on the first entry of its transaction
    form_key: Mapped[UUID | None]
    #: what the form said, so that the same key with other words is told apart
    form_hash: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL)
    #: where the form led
    answer: Mapped[str | None] = mapped_column(String(500), info=NOT_PERSONAL)


class AuditEntry(_Entry, TenantModel):
    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_at", "organisation_id", "at"),
        Index("uq_audit_entry_form_key", "organisation_id", "form_key", unique=True),
    )


class PlatformAuditEntry(_Entry, GlobalModel):
    __tablename__ = "platform_audit_entry"
    __table_args__ = (Index("uq_platform_audit_entry_form_key", "form_key", unique=True),)
