"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="file.kept", sentence=_l("%(who)s added a file"), page="files.get", argument="file_id"),
    AuditAction(name="file.removed", sentence=_l("%(who)s removed a file"), ends=True),
]
