"""How the audit log tells that two became one."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

MERGED, APART, TOGETHER = "person.merged", "person.apart", "person.apart_undone"
DEEDS = [
    AuditAction(
        name=MERGED,
        sentence=_l("%(who)s merged two rows of one person"),
        page="people.show",
        argument="person_id",
    ),
    AuditAction(
        name=APART,
        sentence=_l("%(who)s wrote down that two who look alike are two people"),
        page="people.show",
        argument="person_id",
    ),
    AuditAction(
        name=TOGETHER,
        sentence=_l("%(who)s lets two who look alike be proposed again"),
        page="people.show",
        argument="person_id",
    ),
]
