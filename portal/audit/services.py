"""Write down what was changed, in the transaction that changes it."""

from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal import clock
from portal.audit.models import AuditEntry, PlatformAuditEntry
from portal.extensions import db
from portal.tenancy.scope import Kind, current_scope

Entry = AuditEntry | PlatformAuditEntry


@dataclass
class SentForm:
    """The form that the work at hand comes from. Its key stands on the first entry written."""

    key: UUID
    digest: str
    entry: Entry | None = None


sent_form: ContextVar[SentForm | None] = ContextVar("sent_form", default=None)


def record(action: str, subject_id: UUID | None, *, by: UUID | None, changes: dict[str, Any] | None = None) -> Entry:
    """One entry: in the organisation's trail inside an organisation, else in the platform's."""
    entry = _table()(at=clock.now(), user_id=by, action=action, subject_id=subject_id, changes=_plain(changes or {}))
    _take_key(entry)
    db.session.add(entry)
    return entry


def _table() -> type[Entry]:
    return AuditEntry if current_scope().kind is Kind.ORGANISATION else PlatformAuditEntry


def _take_key(entry: Entry) -> None:
    form = sent_form.get()
    if form and form.entry is None:
        entry.form_key, entry.form_hash, form.entry = form.key, form.digest, entry


def changed(row: Any, **values: Any) -> dict[str, Any]:
    """Set the values on a row and return what differed: {"name": [before, after]}."""
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    return {name: [before[name], value] for name, value in values.items() if before[name] != value}


def _plain(changes: dict[str, Any]) -> dict[str, Any]:
    """Only what JSON knows: an id, a date and a decimal as their text."""
    known = (str, int, bool, float, type(None))
    return {
        name: [part if isinstance(part, known) else str(part) for part in pair]
        if isinstance(pair, list)
        else (pair if isinstance(pair, known) else str(pair))
        for name, pair in changes.items()
    }
