"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="figures.exported", sentence=_l("%(who)s took figures out to a file")),
]
