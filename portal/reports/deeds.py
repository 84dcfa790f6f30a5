"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="report.ordered", sentence=_l("%(who)s asked for the annual report as a file")),
]
