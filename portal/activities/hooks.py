"""What the core's activities declare, as any plugin would."""

from portal.activities.rules import RIGHTS, TYPES
from portal.activities.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="activities", label=_l("Activities"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Register an activity"),
            endpoint="activities.register",
            right="activities.register",
            position=5,
        ),
        MenuItem(label=_l("Activities"), endpoint="activities.index", right="activities.see", position=20),
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def activity_types() -> list[ActivityType]:
    return TYPES
