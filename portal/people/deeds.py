"""How the audit log tells what is done to the register."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_PAGE: dict[str, Any] = {"page": "people.show", "argument": "person_id"}

DEEDS = [
    AuditAction(name="person.added", sentence=_l("%(who)s added a person"), **_PAGE),
    AuditAction(name="person.changed", sentence=_l("%(who)s changed a person"), **_PAGE),
    AuditAction(
        name="mail.stopped",
        sentence=_l("A letter came back: no more go to this address"),
        page="returned.lift",
        argument="mail_stop_id",
    ),
    AuditAction(name="mail.again", sentence=_l("%(who)s sent a letter again that may have arrived"), ends=True),
    AuditAction(name="mail.arrived", sentence=_l("%(who)s wrote down that a letter has arrived"), ends=True),
    AuditAction(name="mail.lifted", sentence=_l("%(who)s lets letters go to an address again"), ends=True),
]
