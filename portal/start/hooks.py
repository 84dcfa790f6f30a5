"""What the start page declares."""

from portal.i18n import _l
from portal.plugin_api import MenuItem, Plugin, hookimpl
from portal.start.views import rooms

PLUGIN = Plugin(name="start", label=_l("Start"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Start"), endpoint="start.index", right="start.see", position=0)]
