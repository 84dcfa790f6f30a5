"""What is read of the audit log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Row, Text, cast, or_, select

from portal.accounts.models import UserAccount
from portal.audit.models import AuditEntry
from portal.extensions import db

PAGE = 30
_LINE = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.user_id,
    AuditEntry.action,
    AuditEntry.subject_id,
    AuditEntry.changes,
    AuditEntry.salt,
    AuditEntry.seal_number,
    UserAccount.name.label("who"),
)


@dataclass(frozen=True)
class Asked:
    """What the log is narrowed to."""

    who: UUID | None = None
    record: UUID | None = None
    actions: Collection[str] | None = None
    #: days on the organisation's own clock, both included
    first: date | None = None
    last: date | None = None


def entries(
    organisation_id: UUID, asked: Asked, zone: str, *, after: UUID | None = None, limit: int = PAGE
) -> tuple[list[Row[Any]], UUID | None]:
    """Newest first, and after which one the next page begins. One statement."""
    rows = db.session.execute(
        select(*_LINE)
        .outerjoin(UserAccount, UserAccount.id == AuditEntry.user_id)
        .where(AuditEntry.organisation_id == organisation_id, *_narrowed(asked, zone))
        .where(*([AuditEntry.id < after] if after else []))
        .order_by(AuditEntry.id.desc())
        .limit(limit + 1)
    ).all()
    return list(rows[:limit]), rows[limit - 1].id if len(rows) > limit else None


def _narrowed(asked: Asked, zone: str) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.who:
        found.append(AuditEntry.user_id == asked.who)
    if asked.record:
        found.append(AuditEntry.subject_id == asked.record)
    if asked.actions is not None:
        found.append(AuditEntry.action.in_(asked.actions))
    if asked.first:
        found.append(AuditEntry.id >= _first_id(asked.first, zone))
    if asked.last:
        found.append(AuditEntry.id < _first_id(asked.last + timedelta(days=1), zone))
    return found


def _first_id(day: date, zone: str) -> UUID:
    """Before the ids that are made on this day: they sort by time, so that no other index is needed."""
    begin = datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
    return UUID(int=max(int(begin.timestamp() * 1000), 0) << 80)


def ended(organisation_id: UUID, subject_ids: Collection[UUID], actions: Collection[str]) -> set[UUID]:
    """Those of these records that are gone, by what the log says of them."""
    if not subject_ids:
        return set()
    return set(
        db.session.scalars(
            select(AuditEntry.subject_id).where(
                AuditEntry.organisation_id == organisation_id,
                AuditEntry.subject_id.in_(list(subject_ids)),
                AuditEntry.action.in_(list(actions)),
            )
        )
    )


def entries_about(organisation_id: UUID, subject_ids: Collection[UUID]) -> list[AuditEntry]:
    """Every entry that is about these records, oldest first: theirs, and those whose values name one of them.

    For somebody who asks what is kept about her, and for erasing it. It reads
    the whole log: no work for a page.
    """
    if not subject_ids:
        return []
    values = cast(AuditEntry.changes, Text)
    named = [values.like(f"%{written}%") for key in subject_ids for written in (key, key.hex)]
    return list(
        db.session.scalars(
            select(AuditEntry)
            .where(
                AuditEntry.organisation_id == organisation_id,
                or_(AuditEntry.subject_id.in_(list(subject_ids)), *named),
            )
            .order_by(AuditEntry.id)
        )
    )
