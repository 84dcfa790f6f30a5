"""What alliances declare."""

from pathlib import Path

from plugins.alliances.queries import handovers_made
from plugins.alliances.rules import HANDOVER, RIGHTS, TYPES
from plugins.alliances.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, MenuItem, Metric, Plugin, Right, hookimpl

PLUGIN = Plugin(
    name="alliances",
    label=_l("Alliances"),
    description=_l("Work with partners before local elections in Denmark: days left, meetings and hours."),
    blueprints=(rooms,),
    folder=Path(__file__).parent,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Alliances"),
            endpoint="alliances.index",
            right="alliances.see",
            position=33,
        ),
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def activity_types() -> list[ActivityType]:
    return TYPES


@hookimpl
def metrics() -> list[Metric]:
    return [
        Metric(
            name="alliances.handovers_made",
            label=_l("Joint statements handed over this year"),
            measure=handovers_made,
            activity_types=(HANDOVER,),
        ),
    ]
