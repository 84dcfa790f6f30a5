"""What recruitment declares."""

from pathlib import Path

from plugins.recruitment.chapter import peer_support_chapter
from plugins.recruitment.queries import branches_with_peer_support
from plugins.recruitment.rules import PEER_SUPPORT, RIGHTS, TYPES
from plugins.recruitment.views import rooms
from portal.i18n import _l
from portal.plugin_api import ActivityType, MenuItem, Metric, Plugin, ReportChapter, Right, hookimpl

PLUGIN = Plugin(
    name="recruitment",
    label=_l("Recruitment"),
    description=_l("Peer support in the branches, this year beside the last."),
    blueprints=(rooms,),
    folder=Path(__file__).parent,
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("Peer support"),
            endpoint="recruitment.index",
            right="recruitment.see",
            position=30,
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
            name="recruitment.branches_with_peer_support",
            label=_l("Branches with peer support in the last twelve months"),
            measure=branches_with_peer_support,
            activity_types=(PEER_SUPPORT,),
        ),
    ]


@hookimpl
def report_chapters() -> list[ReportChapter]:
    return [
        ReportChapter(
            name="recruitment.peer_support",
            label=_l("Peer support"),
            right="recruitment.see",
            write=peer_support_chapter,
            position=30,
        ),
    ]
