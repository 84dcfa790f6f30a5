"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="action.made", sentence=_l("%(who)s added an action"), page="actions.show", argument="action_id"),
    AuditAction(
        name="action.changed", sentence=_l("%(who)s changed an action"), page="actions.show", argument="action_id"
    ),
    AuditAction(name="action.removed", sentence=_l("%(who)s removed an action"), ends=True),
    AuditAction(name="action_step.added", sentence=_l("%(who)s added a step to an action")),
    AuditAction(name="action_step.changed", sentence=_l("%(who)s changed a step of an action")),
    AuditAction(name="action_step.ticked", sentence=_l("%(who)s ticked a step off")),
    AuditAction(name="action_step.unticked", sentence=_l("%(who)s took the tick off a step")),
    AuditAction(name="action_step.removed", sentence=_l("%(who)s removed a step of an action"), ends=True),
    AuditAction(
        name="action_pick.answered",
        sentence=_l("%(who)s answered whether a unit joins an action"),
        page="actions.show",
        argument="action_id",
    ),
    AuditAction(name="action_result.written", sentence=_l("%(who)s wrote down what came of an action")),
    AuditAction(name="action_result.corrected", sentence=_l("%(who)s corrected what came of an action")),
    AuditAction(name="action_result.removed", sentence=_l("%(who)s removed a result of an action"), ends=True),
    AuditAction(name="contact_surface.made", sentence=_l("%(who)s added a contact surface")),
    AuditAction(name="contact_surface.changed", sentence=_l("%(who)s changed a contact surface")),
    AuditAction(name="matrix.taken_in", sentence=_l("%(who)s took a sheet of actions in")),
]
