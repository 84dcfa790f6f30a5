"""What shared links declare."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl
from portal.shared_links.deeds import DEEDS
from portal.shared_links.rules import RIGHTS
from portal.shared_links.views import links, open_links, waiting

PLUGIN = Plugin(
    name="shared_links",
    label=_l("Shared links"),
    blueprints=(links.rooms, waiting.rooms, open_links.rooms),
    core=True,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    manage, page = "shared_links.manage", "activities.index"
    return [
        MenuItem(label=_l("To be looked through"), endpoint="waiting.index", right=manage, position=21, under=page),
        MenuItem(label=_l("Shared links"), endpoint="shared_links.index", right=manage, position=22, under=page),
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
