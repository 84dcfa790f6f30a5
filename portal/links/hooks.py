"""What personal links declare."""

from portal.i18n import _l
from portal.links.deeds import DEEDS
from portal.links.rules import RIGHTS
from portal.links.views import keeping, open_links
from portal.plugin_api import AuditAction, Plugin, Right, hookimpl

PLUGIN = Plugin(name="links", label=_l("Personal links"), blueprints=(open_links.rooms, keeping.rooms), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
