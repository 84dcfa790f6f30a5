"""Entries inside an organisation, and those that belong to the platform; the seals over each."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.i18n import _l
from portal.plugin_api import (
    FREE_TEXT,
    NO_PEOPLE,
    NOT_PERSONAL,
    SECRET,
    TECHNICAL,
    AboutPeople,
    Basis,
    Erase,
    Keep,
    because,
)
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
    #: what changed: {"name": ["before", "after"]}; {} also where a person was erased from it
    changes: Mapped[dict[str, Any]] = mapped_column(JSON, info=because(FREE_TEXT, export=False))
    #: the key of the form that was sent, on the first entry of its transaction
    form_key: Mapped[UUID | None]
    #: what the form said, so that the same key with other words is told apart
    form_hash: Mapped[str | None] = mapped_column(String(64), info=NOT_PERSONAL)
    #: where the form led; "" is the page that it stood on, whose address may open a door
    answer: Mapped[str | None] = mapped_column(String(500), info=because(NOT_PERSONAL, export=False))
    #: the number of the seal that the entry lies under; NULL until the worker has sealed it
    seal_number: Mapped[int | None] = mapped_column(info=because(TECHNICAL, export=False))
    #: what keeps `changes` from being guessed from the seal; made with it, dropped when the values are erased
    salt: Mapped[str | None] = mapped_column(String(32), info=SECRET)


class AuditEntry(_Entry, TenantModel):
    __tablename__ = "audit_entry"
    __table_args__ = (
        Index("ix_audit_entry_subject", "organisation_id", "subject_id", "id"),
        Index("ix_audit_entry_user", "organisation_id", "user_id", "id"),
        Index("ix_audit_entry_action", "organisation_id", "action", "id"),
        Index("uq_audit_entry_form_key", "organisation_id", "form_key", unique=True),
    )


# Small: only what waits for its seal stands in it.
Index(
    "ix_audit_entry_unsealed",
    AuditEntry.organisation_id,
    AuditEntry.id,
    sqlite_where=AuditEntry.seal_number.is_(None),
    postgresql_where=AuditEntry.seal_number.is_(None),
)


class PlatformAuditEntry(_Entry, GlobalModel):
    __tablename__ = "platform_audit_entry"
    __table_args__ = (Index("uq_platform_audit_entry_form_key", "form_key", unique=True),)


Index(
    "ix_platform_audit_entry_unsealed",
    PlatformAuditEntry.id,
    sqlite_where=PlatformAuditEntry.seal_number.is_(None),
    postgresql_where=PlatformAuditEntry.seal_number.is_(None),
)


class _Seal:
    """One link of the chain. No role of the portal may change or remove it."""

    __people__ = NO_PEOPLE

    #: 1, 2, 3 … without a gap
    number: Mapped[int]
    #: the head of the seal before it; 64 zeros for the first
    previous: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    #: SHA-256 over all the rest of this row
    head: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    #: [id, commitment to the act, commitment to the values] of each entry, see commitments.py
    contents: Mapped[list[list[str]]] = mapped_column(JSON, info=NOT_PERSONAL)
    sealed_at: Mapped[datetime]


class AuditSeal(_Seal, TenantModel):
    __tablename__ = "audit_seal"
    # Two workers that seal at once cannot both write the next number.
    __table_args__ = (Index("uq_audit_seal_number", "organisation_id", "number", unique=True),)


class PlatformAuditSeal(_Seal, GlobalModel):
    __tablename__ = "platform_audit_seal"
    __table_args__ = (Index("uq_platform_audit_seal_number", "number", unique=True),)
