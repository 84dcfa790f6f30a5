"""What coordinator funding declares."""

from pathlib import Path

from plugins.coordinator_funding.queries import counties_visited
from plugins.coordinator_funding.rules import MUNICIPALITY_VISIT, RIGHTS, TYPES
from plugins.coordinator_funding.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, MenuItem, Metric, Plugin, Right, hookimpl

PLUGIN = Plugin(
    name="coordinator_funding",
    label=_l("Cancer coordinators"),
    description=_l("Visits to municipalities: which counties were visited, and which were not."),
    blueprints=(rooms,),
    folder=Path(__file__).parent,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Visits to municipalities"),
            endpoint="coordinator_funding.index",
            right="coordinator_funding.see",
            position=32,
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
            name="coordinator_funding.counties_visited",
            label=_l("Counties visited in the last twelve months"),
            measure=counties_visited,
            activity_types=(MUNICIPALITY_VISIT,),
        ),
    ]
