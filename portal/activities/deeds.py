"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(
        name="activity.registered",
        sentence=_l("%(who)s registered an activity"),
        page="activities.show",
        argument="activity_id",
    ),
    AuditAction(
        name="activity.corrected",
        sentence=_l("%(who)s corrected an activity"),
        page="activities.show",
        argument="activity_id",
    ),
    AuditAction(name="activity.removed", sentence=_l("%(who)s removed an activity"), ends=True),
    AuditAction(name="activities.export_ordered", sentence=_l("%(who)s asked for a file of activities")),
    AuditAction(name="activities.exported", sentence=_l("%(who)s took activities out to a file")),
]
