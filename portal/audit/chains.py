"""Which chain: an organisation's, or the platform's own."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from portal.audit.models import AuditEntry, AuditSeal, PlatformAuditEntry, PlatformAuditSeal
from portal.extensions import db


@dataclass(frozen=True)
class Chain:
    """Entries and the seals over them. Worked with inside its organisation; the platform's inside none."""

    organisation_id: UUID | None

    @property
    def entries(self) -> Any:
        return AuditEntry if self.organisation_id else PlatformAuditEntry

    @property
    def seals(self) -> Any:
        return AuditSeal if self.organisation_id else PlatformAuditSeal

    def of(self, model: Any) -> list[ColumnElement[bool]]:
        """The condition that its rows meet."""
        return [model.organisation_id == self.organisation_id] if self.organisation_id else []

    def new_seal(self, **values: Any) -> Any:
        owner = {"organisation_id": self.organisation_id} if self.organisation_id else {}
        return self.seals(**owner, **values)

    def last_seal(self) -> Any:
        """(number, head, sealed_at) of the newest; None where nothing is sealed yet."""
        seals = self.seals
        newest = select(seals.number, seals.head, seals.sealed_at).where(*self.of(seals))
        return db.session.execute(newest.order_by(seals.number.desc()).limit(1)).first()

    def keep_for_us(self) -> None:
        """Until the transaction ends nobody else seals this chain.

        SQLite has one writer anyway. Without it two workers would meet at the number of the next seal, and one of
        them would fail.
        """
        if db.session.get_bind().dialect.name == "postgresql":
            which = func.hashtextextended(f"audit chain {self.organisation_id}", 0)
            db.session.execute(select(func.pg_advisory_xact_lock(which)))


PLATFORM = Chain(None)
