"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="draft.plan.kept", sentence=_l("%(who)s kept a draft of a plan")),
    AuditAction(name="draft.plan.corrected", sentence=_l("%(who)s corrected a draft of a plan")),
    AuditAction(name="draft.plan.dropped", sentence=_l("%(who)s dropped a draft of a plan"), ends=True),
    AuditAction(name="draft.matrix.kept", sentence=_l("%(who)s read in a sheet of actions")),
    AuditAction(name="draft.matrix.dropped", sentence=_l("%(who)s dropped a sheet of actions"), ends=True),
    AuditAction(name="draft.activities.kept", sentence=_l("%(who)s read in a sheet of activities")),
    AuditAction(name="draft.activities.corrected", sentence=_l("%(who)s said what the columns of a sheet are")),
    AuditAction(name="draft.activities.dropped", sentence=_l("%(who)s dropped a sheet of activities"), ends=True),
    AuditAction(name="draft.forgotten", sentence=_l("Old drafts were forgotten")),
]
