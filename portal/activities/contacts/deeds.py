"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(
        name="contact.followed_up",
        sentence=_l("%(who)s called back somebody who was met"),
        page="contacts.show",
        argument="event_id",
    ),
]
