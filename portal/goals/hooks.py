"""What plans and goals declare."""

from functools import partial
from typing import Any

from portal.goals.deeds import DEEDS
from portal.goals.measuring.coverage import coverage
from portal.goals.measuring.found import may_see_evidence
from portal.goals.measuring.records import records
from portal.goals.measuring.told import report_address, told
from portal.goals.measuring.unit_figures import unit_figures
from portal.goals.metrics import measure_metrics
from portal.goals.rules import RIGHTS
from portal.goals.views import measurement_address, rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, FileKind, JobKind, MenuItem, Plugin, Right, hookimpl

ROOMS = (rooms, coverage, told, unit_figures, records)
PLUGIN = Plugin(name="goals", label=_l("Goals"), blueprints=ROOMS, core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Goals"), endpoint="goals.plan", right="goals.see", position=10)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="measure_metrics", work=measure_metrics, daily=True)]


@hookimpl
def file_kinds() -> list[FileKind]:
    records = {"measurement": measurement_address, "status_report": report_address}
    said: dict[str, Any] = {"label": _l("Evidence"), "right": "goals.see", "change_right": "goals.measure"}
    return [
        FileKind(name=name, address=address, may_see=partial(may_see_evidence, name), **said)
        for name, address in records.items()
    ]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
