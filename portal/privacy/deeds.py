"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [AuditAction(name="privacy.deleted", sentence=_l("%(who)s deleted what was too old"))]
