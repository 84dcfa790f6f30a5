"""What it declares."""

from portal.i18n import _l
from portal.kinds.deeds import DEEDS
from portal.kinds.rules import MANAGE, RIGHTS
from portal.kinds.views import rooms
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="kinds", label=_l("Types of activity"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Types of activity"), endpoint="kinds.index", right=MANAGE, position=79, under="activities.index"
        )
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
