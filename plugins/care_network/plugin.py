"""What the care network declares."""

from pathlib import Path

from plugins.care_network.queries import groups_met
from plugins.care_network.rules import NETWORK_MEETING, RIGHTS, TYPES
from plugins.care_network.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, MenuItem, Metric, Plugin, Right, hookimpl

PLUGIN = Plugin(
    name="care_network",
    label=_l("Care network"),
    description=_l("Which groups have met this half-year, and which still lack a meeting."),
    blueprints=(rooms,),
    folder=Path(__file__).parent,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Network meetings"),
            endpoint="care_network.index",
            right="care_network.see",
            position=31,
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
            name="care_network.groups_met",
            label=_l("Groups that have met this half-year"),
            measure=groups_met,
            activity_types=(NETWORK_MEETING,),
        ),
    ]
