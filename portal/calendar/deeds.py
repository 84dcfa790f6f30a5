"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(
        name="calendar.added",
        sentence=_l("%(who)s added a date to the year wheel"),
        page="calendar.show",
        argument="entry_id",
    ),
    AuditAction(
        name="calendar.changed",
        sentence=_l("%(who)s changed a date in the year wheel"),
        page="calendar.show",
        argument="entry_id",
    ),
    AuditAction(name="calendar.removed", sentence=_l("%(who)s removed a date from the year wheel"), ends=True),
]
