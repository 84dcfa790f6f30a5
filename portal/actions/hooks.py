"""What actions declare."""

from portal.actions import models as models  # its tables are known once this is imported
from portal.actions.deeds import DEEDS
from portal.actions.rules import RIGHTS
from portal.actions.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="actions", label=_l("Actions"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Actions"), endpoint="actions.matrix", right="goals.see", position=12)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
