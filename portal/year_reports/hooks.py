"""What the units' years declare."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl
from portal.year_reports import models as models  # its tables are known once this is imported
from portal.year_reports.deeds import DEEDS
from portal.year_reports.due import KIND, say_what_is_due
from portal.year_reports.rules import LAST_DAY, RIGHTS
from portal.year_reports.views import rooms

PLUGIN = Plugin(
    name="year_reports", label=_l("The year of the units"), blueprints=(rooms,), settings=(LAST_DAY,), core=True
)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [
        MenuItem(
            label=_l("The year of the units"),
            endpoint="year_reports.index",
            right="year_reports.see",
            position=24,
            under="reports.index",
        )
    ]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name=KIND, work=say_what_is_due, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
