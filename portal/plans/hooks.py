"""What plans declare."""

from portal.i18n import _l
from portal.plans.deeds import DEEDS
from portal.plans.rules import RIGHTS
from portal.plans.views import rooms
from portal.plugin_api import AuditAction, Plugin, Right, hookimpl

PLUGIN = Plugin(name="plans", label=_l("Plans"), blueprints=(rooms,), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
