"""What the plan intake declares."""

from portal.i18n import _l
from portal.intake.deeds import DEEDS
from portal.intake.views import rooms
from portal.plugin_api import AuditAction, Plugin, hookimpl

PLUGIN = Plugin(name="intake", label=_l("Read in a plan"), blueprints=(rooms,), core=True)


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
