"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [AuditAction(name="takeout.made", sentence=_l("%(who)s took out everything that the organisation has here"))]
