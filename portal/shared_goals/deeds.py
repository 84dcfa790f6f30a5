"""How the audit log tells what is done with shared goals."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="shared_goal.offered", sentence=_l("%(who)s offered a goal to a partner")),
    AuditAction(name="shared_goal.accepted", sentence=_l("%(who)s said yes to a shared goal")),
    AuditAction(name="shared_goal.declined", sentence=_l("%(who)s said no to a shared goal")),
    AuditAction(name="shared_goal.contributed", sentence=_l("%(who)s gave a figure to a shared goal")),
    AuditAction(name="shared_goal.source", sentence=_l("%(who)s chose where the figures of a shared goal come from")),
    AuditAction(name="shared_goal.gone_on", sentence=_l("%(who)s let a shared goal go on in a new plan")),
    AuditAction(name="shared_goal.ended", sentence=_l("%(who)s ended a shared goal")),
]
