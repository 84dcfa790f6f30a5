"""What merging declares."""

from portal.doubles.deeds import DEEDS
from portal.doubles.rules import MERGE, RIGHTS
from portal.doubles.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="doubles", label=_l("People who are there twice"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(label=_l("There twice"), endpoint="doubles.index", right=MERGE, position=80, under="people.index")
    ]  # fmt: skip


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
