"""What is read of the trail."""

from typing import Any
from uuid import UUID

from sqlalchemy import select, true

from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.extensions import db
from portal.tenancy.scope import Kind, current_scope


def first_sending(key: UUID, user_id: UUID | None) -> Any:
    """The entry of the form that was sent with this key by the same person.

    Somebody else's key is as good as unknown. Who has not signed in shows by the
    key alone that it is hers: it was made for her page and nobody can guess it.
    """
    table: type[AuditEntry] | type[PlatformAuditEntry] = (
        AuditEntry if current_scope().kind is Kind.ORGANISATION else PlatformAuditEntry
    )
    hers = table.user_id == user_id if user_id else true()
    return db.session.scalars(select(table).where(table.form_key == key, hers)).first()
