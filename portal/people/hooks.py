"""What people declare."""

from portal.i18n import _l
from portal.people.deeds import DEEDS
from portal.people.returned import rooms as returned
from portal.people.rules import RETURNED, RIGHTS, SEE
from portal.people.views import rooms
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="people", label=_l("People"), blueprints=(rooms, returned), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(label=_l("People"), endpoint="people.index", right=SEE, position=27),
        MenuItem(
            label=_l("Letters that came back"), endpoint="returned.index", right=RETURNED, position=60,
            under="people.index",
        ),
    ]  # fmt: skip


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
