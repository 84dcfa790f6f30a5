"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="activity_type.added", sentence=_l("%(who)s added a type of activity")),
    AuditAction(name="activity_type.changed", sentence=_l("%(who)s changed a type of activity")),
    AuditAction(name="activity_type.hidden", sentence=_l("%(who)s hid a type of activity")),
    AuditAction(name="activity_type.shown", sentence=_l("%(who)s showed a type of activity again")),
    AuditAction(name="activity_type.restored", sentence=_l("%(who)s put a type of activity back as it came")),
    AuditAction(name="activity_type.moved", sentence=_l("%(who)s moved a type of activity")),
    AuditAction(name="activity_type.removed", sentence=_l("%(who)s removed a type of activity"), ends=True),
    AuditAction(name="activity_question.added", sentence=_l("%(who)s added a question about an activity")),
    AuditAction(name="activity_question.changed", sentence=_l("%(who)s changed a question about an activity")),
    AuditAction(name="activity_question.removed", sentence=_l("%(who)s took away a question about an activity")),
    AuditAction(
        name="activity_question.brought_back", sentence=_l("%(who)s brought a question about an activity back")
    ),
    AuditAction(name="activity_question.moved", sentence=_l("%(who)s moved a question about an activity")),
]
