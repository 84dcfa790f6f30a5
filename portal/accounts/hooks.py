"""What accounts declare: pages only, outside any organisation."""

from portal.accounts.deeds import DEEDS
from portal.accounts.profile import rooms as profile
from portal.accounts.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, Plugin, hookimpl

PLUGIN = Plugin(name="accounts", label=_l("Accounts"), blueprints=(rooms, profile), core=True)


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
