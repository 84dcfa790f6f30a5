"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="audit.erased", sentence=_l("%(who)s erased a person's values from the log")),
    AuditAction(name="audit.seal_sent", sentence=_l("The seal of the log was sent to administrators")),
    AuditAction(name="audit.letter_on", sentence=_l("%(who)s switched the letter with the seal on")),
    AuditAction(name="audit.letter_off", sentence=_l("%(who)s switched the letter with the seal off")),
]
