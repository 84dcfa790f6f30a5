"""How the audit log tells what is done to the register."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_PAGE: dict[str, Any] = {"page": "people.show", "argument": "person_id"}

DEEDS = [
    AuditAction(name="person.added", sentence=_l("%(who)s added a person"), **_PAGE),
    AuditAction(name="person.changed", sentence=_l("%(who)s changed a person"), **_PAGE),
]
