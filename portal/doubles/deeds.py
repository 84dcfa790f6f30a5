"""How the audit log tells that two became one."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

MERGED = "person.merged"
DEEDS = [
    AuditAction(
        name=MERGED,
        sentence=_l("%(who)s merged two rows of one person"),
        page="people.show",
        argument="person_id",
    )
]
