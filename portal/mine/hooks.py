"""What it declares."""

from portal.i18n import _l
from portal.mine.views import rooms
from portal.plugin_api import MenuItem, Plugin, hookimpl

PLUGIN = Plugin(name="mine", label=_l("My year"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("My year"), endpoint="mine.index", right="activities.register", position=6)]
