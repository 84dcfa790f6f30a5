"""What privacy declares."""

from portal.i18n import _l
from portal.plugin_api import MenuItem, Plugin, Right, hookimpl
from portal.privacy.open_views import rooms as open_rooms
from portal.privacy.rules import CONTACT, RIGHTS
from portal.privacy.views import rooms

PLUGIN = Plugin(name="privacy", label=_l("Privacy"), blueprints=(rooms, open_rooms), settings=(CONTACT,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Data about people"), endpoint="privacy.index", right="privacy.see", position=90,
            under="reports.index",
        )
    ]  # fmt: skip


@hookimpl
def rights() -> list[Right]:
    return RIGHTS
