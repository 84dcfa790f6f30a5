"""How the audit log tells that somebody was erased, or has left."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

ERASED, CLOSED = "person.erased", "account.closed"
DEEDS = [
    AuditAction(name=ERASED, sentence=_l("%(who)s erased a person"), ends=True),
    AuditAction(name=CLOSED, sentence=_l("%(who)s closed her own account"), ends=True),
]
