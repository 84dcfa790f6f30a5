"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="plan.written", sentence=_l("%(who)s began a plan"), page="plans.show", argument="plan_id"),
    AuditAction(name="plan.changed", sentence=_l("%(who)s changed a plan"), page="plans.show", argument="plan_id"),
    AuditAction(name="plan.arranged", sentence=_l("%(who)s moved something in a plan")),
    AuditAction(name="plan.adopted", sentence=_l("%(who)s adopted a plan"), page="plans.show", argument="plan_id"),
    AuditAction(name="plan.closed", sentence=_l("%(who)s closed a plan"), page="plans.show", argument="plan_id"),
    AuditAction(
        name="plan.reopened", sentence=_l("%(who)s opened a plan again"), page="plans.show", argument="plan_id"
    ),
    AuditAction(name="plan.removed", sentence=_l("%(who)s removed a plan"), ends=True),
    AuditAction(
        name="plan.carried_on",
        sentence=_l("%(who)s carried a plan on into a new one"),
        page="plans.show",
        argument="plan_id",
    ),
    AuditAction(name="area.added", sentence=_l("%(who)s added a focus area")),
    AuditAction(name="area.changed", sentence=_l("%(who)s changed a focus area")),
    AuditAction(name="area.removed", sentence=_l("%(who)s removed a focus area"), ends=True),
    AuditAction(name="goal.added", sentence=_l("%(who)s added a goal"), page="goals.show", argument="goal_id"),
    AuditAction(name="goal.changed", sentence=_l("%(who)s changed a goal"), page="goals.show", argument="goal_id"),
    AuditAction(name="goal.removed", sentence=_l("%(who)s removed a goal"), ends=True),
    AuditAction(name="indicator.defined", sentence=_l("%(who)s said how a goal is measured")),
    AuditAction(name="indicator.changed", sentence=_l("%(who)s changed how a goal is measured")),
    AuditAction(name="indicator.removed", sentence=_l("%(who)s removed a way of measuring a goal"), ends=True),
]
