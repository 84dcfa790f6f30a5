"""How the audit log tells what is done here."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_LIST: dict[str, Any] = {"page": "lists.show", "argument": "list_id"}

DEEDS = [
    AuditAction(name="draft.list.kept", sentence=_l("%(who)s gave a list to bring in")),
    AuditAction(name="draft.list.corrected", sentence=_l("%(who)s said what the columns of a list are")),
    AuditAction(name="draft.list.dropped", sentence=_l("%(who)s dropped a list"), ends=True),
    AuditAction(name="list.answered", sentence=_l("%(who)s said who of a list is in the register already")),
    AuditAction(name="list.begun", sentence=_l("%(who)s began to bring a list in")),
    AuditAction(name="list.taken", sentence=_l("%(who)s brought rows of a list in"), **_LIST),
    AuditAction(name="list.done", sentence=_l("%(who)s brought a list in"), **_LIST),
]
