"""What reports declare."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl
from portal.reports.deeds import DEEDS
from portal.reports.rules import RIGHTS
from portal.reports.services import KIND
from portal.reports.views import rooms
from portal.reports.work import make_file

PLUGIN = Plugin(name="reports", label=_l("Reports"), blueprints=(rooms,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Annual report"), endpoint="reports.index", right="reports.see", position=25)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name=KIND, work=make_file, waited_for=_l("Annual report"))]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
