"""What the year wheel declares."""

from portal.i18n import _l
from portal.plugin_api import MenuItem, Plugin, hookimpl
from portal.yearwheel.views import rooms

PLUGIN = Plugin(name="yearwheel", label=_l("Year wheel"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Year wheel"), endpoint="yearwheel.index", right="calendar.see", position=15)]
