"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="audit.mailed", sentence=_l("The seal of the log was sent to the administrators")),
    AuditAction(name="audit.erased", sentence=_l("%(who)s erased a person's values from the log")),
    AuditAction(name="audit.exported", sentence=_l("%(who)s took out the audit log to a file")),
]
