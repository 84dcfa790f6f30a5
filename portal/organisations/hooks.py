"""What organisations declare."""

from portal.i18n import _l
from portal.organisations.deeds import DEEDS
from portal.organisations.rules import RIGHTS
from portal.organisations.views import ROOMS
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="organisations", label=_l("Organisation"), blueprints=ROOMS, core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(label=_l("Access"), endpoint="access.index", right="access.see", position=80),
        MenuItem(label=_l("Units"), endpoint="units.index", right="units.manage", position=82),
        MenuItem(label=_l("Plugins"), endpoint="plugins.index", right="plugins.switch", position=84),
        MenuItem(label=_l("Settings"), endpoint="settings.index", right="organisation.manage", position=86),
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
