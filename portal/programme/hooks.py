"""What the programme declares."""

from portal.i18n import _l
from portal.plugin_api import MenuItem, Plugin, Right, hookimpl
from portal.programme.open_views import rooms as open_rooms
from portal.programme.rules import RIGHTS
from portal.programme.views import rooms

PLUGIN = Plugin(name="programme", label=_l("Programme"), blueprints=(rooms, open_rooms), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Programme"), endpoint="programme.index", right="programme.see", position=15)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS
