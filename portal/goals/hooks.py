"""What plans and goals declare."""

from portal.goals.metrics import measure_metrics
from portal.goals.rules import RIGHTS
from portal.goals.views import rooms, start
from portal.i18n import _l
from portal.plugin_api import JobKind, MenuItem, Plugin, Right, hookimpl

PLUGIN = Plugin(name="goals", label=_l("Goals"), blueprints=(start, rooms), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(label=_l("Start"), endpoint="start.index", right="start.see", position=0),
        MenuItem(label=_l("Goals"), endpoint="goals.plan", right="goals.see", position=10),
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="measure_metrics", work=measure_metrics, daily=True)]
