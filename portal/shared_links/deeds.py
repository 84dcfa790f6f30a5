"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(
        name="activity.counted",
        sentence=_l("%(who)s said yes to an activity that came in by a shared link"),
        page="activities.show",
        argument="activity_id",
    ),
    AuditAction(
        name="shared_link.made", sentence=_l("%(who)s made a shared link"), page="shared_links.show", argument="link_id"
    ),
    AuditAction(
        name="shared_link.changed",
        sentence=_l("%(who)s changed a shared link"),
        page="shared_links.show",
        argument="link_id",
    ),
    AuditAction(
        name="shared_link.closed",
        sentence=_l("%(who)s closed a shared link"),
        page="shared_links.show",
        argument="link_id",
    ),
]
