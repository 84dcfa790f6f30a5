"""What was asked for a moment ago by the administrator: the files of somebody's data; and what is typed to ask for them."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.doubles.models import Apart
from portal.extensions import db
from portal.handouts.deeds import OF_ACCOUNT, OF_PERSON
from portal.tenancy import uuid7


def fill_handouts(person_id: UUID, by: UUID) -> dict[str, Any]:
    entry = AuditEntry(action=OF_PERSON, subject_id=person_id, **_said(by))
    db.session.add(entry)
    return {"handouts.file:entry_id": entry.id}


def fill_apart(one_id: UUID, other_id: UUID) -> dict[str, Any]:
    apart = Apart(id=uuid7(), one_id=one_id, other_id=other_id, said_at=clock.now())
    db.session.add(apart)
    return {"person_apart_id": apart.id}


def fill_own_handout(by: UUID) -> dict[str, Any]:
    """Outside of any organisation."""
    entry = PlatformAuditEntry(action=OF_ACCOUNT, subject_id=by, **_said(by))
    db.session.add(entry)
    return {"my_data.file:entry_id": entry.id}


def _said(by: UUID) -> dict[str, Any]:
    return {"id": uuid7(), "at": clock.now(), "user_id": by, "changes": {"language": "nb"}}


def handouts_writes() -> dict[str, dict[str, Any]]:
    languages: dict[str, Any] = {"typed": {"language": "nb"}, "other": {"language": "da"}}
    return {
        "doubles.apart": {"by": "staff", "form_at": "doubles.pair"},
        "doubles.together": {"by": "staff", "form_at": "doubles.index"},
        "doubles.pair": {"by": "staff", "typed": {"name": "one"}, "other": {"name": "other"}},
        "erasure.person": {"by": "staff"},
        "handouts.person": {"by": "staff", **languages},
        "register_file.order": {"by": "staff", "typed": {"format": "xlsx"}, "other": {"format": "csv"}},
        "my_data.show": {"by": "reader", "trail": "platform_audit_entry", **languages},
    }
