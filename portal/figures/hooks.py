"""What figures declare."""

from portal.figures.deeds import DEEDS
from portal.figures.rules import RIGHTS
from portal.figures.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="figures", label=_l("Figures"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Figures"), endpoint="figures.index", right="figures.see", position=22)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
