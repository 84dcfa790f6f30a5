"""An entry in words: a sentence, and what stood there before and after."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from flask import url_for

from portal.i18n import LazyText, _, _l, format_date, format_size, format_time, ngettext
from portal.organisations.rules import ROLE_NAMES
from portal.organisations.setup import Setup
from portal.plugin_api import AuditAction, Role, house

#: of what the core's features write down
FIELDS: dict[str, LazyText] = {
    "title": _l("Title"),
    "name": _l("Name"),
    "label": _l("Name"),
    "text": _l("Text"),
    "description": _l("Description"),
    "note": _l("Note"),
    "purpose": _l("Purpose"),
    "vision": _l("Vision"),
    "help": _l("Help text"),
    "email": _l("E-mail"),
    "language": _l("Language"),
    "country": _l("Country"),
    "number": _l("Number"),
    "role": _l("Role"),
    "unit_id": _l("Unit"),
    "kind": _l("Kind"),
    "type": _l("Type of activity"),
    "activity_type": _l("Type of activity"),
    "question": _l("Question"),
    "status": _l("Status"),
    "state": _l("Status"),
    "value": _l("Value"),
    "numbers": _l("Numbers"),
    "answers": _l("Answers"),
    "on": _l("Date"),
    "on_date": _l("Date"),
    "from": _l("From"),
    "starts_on": _l("From"),
    "until": _l("Until"),
    "ends_on": _l("Until"),
    "at": _l("Time"),
    "due_on": _l("Deadline"),
    "closed_on": _l("Closed on"),
    "adopted_on": _l("Adopted on"),
    "sent_at": _l("Sent"),
    "year": _l("Year"),
    "file": _l("File"),
    "size": _l("Size"),
    "rows": _l("Rows"),
    "bad": _l("Rows with faults"),
    "goals": _l("Goals"),
    "actions": _l("Actions"),
    "units": _l("Units"),
    "letters": _l("Letters"),
    "allowance": _l("How many may register"),
    "plugin": _l("Plugin"),
    "format": _l("File type"),
    "result": _l("Result"),
    "place": _l("Place"),
    "weekly": _l("Weekly letter"),
    "feed": _l("Calendar feed"),
}
LONGEST = 300
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
#: what is nobody's to read: which row it was, how many forms were sent
_UNREAD = {"version", "position", "generation", "sorting", "words", "setup_version"}


@dataclass(frozen=True)
class Line:
    """An entry as it is read."""

    id: UUID
    at: datetime
    sentence: str
    #: (what, before, after); before is "" where there was none, after where it was taken away
    changes: list[tuple[str, str, str]]
    user_id: UUID | None
    who: str
    record: UUID | None
    address: str
    is_erased: bool
    is_sealed: bool


def told(row: Any, setup: Setup, gone: Collection[UUID]) -> Line:
    who = row.who or (_("Somebody who is gone") if row.user_id else _("Somebody who is not signed in"))
    action = house().audit_actions.get(row.action)
    return Line(
        id=row.id,
        at=row.at,
        sentence=_sentence(row.action, action, who),
        changes=list(_changes(row, setup)),
        user_id=row.user_id,
        who=who,
        record=row.subject_id,
        address=_address(action, row.subject_id, gone),
        is_erased=row.seal_number is not None and row.salt is None,
        is_sealed=row.seal_number is not None,
    )


def _sentence(name: str, action: AuditAction | None, who: str) -> str:
    if action is None:
        return _("%(who)s: %(action)s", who=who, action=name)
    return str(action.sentence).replace("%(who)s", who)


def _address(action: AuditAction | None, subject_id: UUID | None, gone: Collection[UUID]) -> str:
    """Of the record, where it is still there."""
    if action is None or not action.page or subject_id in gone:
        return ""
    if not action.argument:
        return url_for(action.page)
    values: dict[str, Any] = {action.argument: subject_id}
    return url_for(action.page, **values) if subject_id else ""


def _changes(row: Any, setup: Setup) -> Iterator[tuple[str, str, str]]:
    if row.action == "audit.erased":
        many = len(row.changes.get("entries", ()))
        yield _("Erased"), "", ngettext("%(n)s entry", "%(n)s entries", many)
        return
    for name, value in row.changes.items():
        pair = value if isinstance(value, list) and len(value) == 2 else [None, value]
        before, after = (_shown(name, part, setup) for part in pair)
        if name not in _UNREAD and (before or after) and before != after:
            yield label_of(name), before, after


def label_of(name: str) -> str:
    """What people call it; a name that nobody declares here stays as it is."""
    base = name.partition(".")[0]
    return str(FIELDS.get(base, base.removesuffix("_id").replace("_", " ")))


def _shown(name: str, value: Any, setup: Setup) -> str:
    """ "" for nothing, and for an id, which tells people nothing; units are called by their names."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name == "size" and isinstance(value, int):
        return format_size(value)
    text = str(value)
    if name == "role" and text in list(Role):
        return str(ROLE_NAMES[Role(text)])
    if name == "plugin" and text in house().plugins:
        return str(house().plugins[text].label)
    if name in ("type", "activity_type") and text in house().activity_types:
        return str(house().activity_types[text].label)
    if key := _id_in(text):
        return setup.name(key)
    return _moment_in(text) or (text if len(text) <= LONGEST else text[:LONGEST] + " …")


def _id_in(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) in (32, 36) else None
    except ValueError:
        return None


def _moment_in(text: str) -> str:
    try:
        if _DAY.fullmatch(text):
            return format_date(date.fromisoformat(text))
        if _MOMENT.fullmatch(text):
            moment = datetime.fromisoformat(text)
            return format_time(moment) if moment.tzinfo else ""
    except ValueError:
        return ""
    return ""
