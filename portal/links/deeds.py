"""How the audit log tells what is done with personal links."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="link.made", sentence=_l("%(who)s made a personal link")),
    AuditAction(name="link.revoked", sentence=_l("%(who)s took a personal link back")),
    AuditAction(name="link.used", sentence=_l("Somebody answered through a personal link")),
]
