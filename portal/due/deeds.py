"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="due.feed_on", sentence=_l("%(who)s got a calendar feed")),
    AuditAction(name="due.feed_off", sentence=_l("%(who)s ended the calendar feed")),
    AuditAction(name="due.renew", sentence=_l("%(who)s renewed the address of the calendar feed")),
    AuditAction(name="due.weekly_on", sentence=_l("%(who)s switched the weekly letter on")),
    AuditAction(name="due.weekly_off", sentence=_l("%(who)s switched the weekly letter off")),
]
