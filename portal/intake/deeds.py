"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(
        name="plan.read_in", sentence=_l("%(who)s made a plan from a text"), page="plans.show", argument="plan_id"
    ),
]
