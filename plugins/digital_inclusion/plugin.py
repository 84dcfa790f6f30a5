"""What digital inclusion declares."""

from pathlib import Path

from plugins.digital_inclusion.chapter import local_activity_chapter
from plugins.digital_inclusion.queries import counties_with_activity
from plugins.digital_inclusion.rules import LOCAL_ACTIVITY, RIGHTS, TYPES
from plugins.digital_inclusion.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, MenuItem, Metric, Plugin, ReportChapter, Right, hookimpl

PLUGIN = Plugin(
    name="digital_inclusion",
    label=_l("Digital inclusion"),
    description=_l("Courses and drop-in help: which counties have local activity, and which have none."),
    blueprints=(rooms,),
    folder=Path(__file__).parent,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Local activity"),
            endpoint="digital_inclusion.index",
            right="digital_inclusion.see",
            position=34,
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
            name="digital_inclusion.counties_with_activity",
            label=_l("Counties with local activity in the last twelve months"),
            measure=counties_with_activity,
            activity_types=LOCAL_ACTIVITY,
        ),
    ]


@hookimpl
def report_chapters() -> list[ReportChapter]:
    return [
        ReportChapter(
            name="digital_inclusion.local_activity",
            label=_l("Local activity"),
            right="digital_inclusion.see",
            write=local_activity_chapter,
            position=34,
        ),
    ]
