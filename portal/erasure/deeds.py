"""How the audit log tells that somebody was erased."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

ERASED = "person.erased"
DEEDS = [AuditAction(name=ERASED, sentence=_l("%(who)s erased a person"), ends=True)]
