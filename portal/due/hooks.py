"""What it declares."""

from portal.due import models as models  # its tables are known once this is imported
from portal.due.deeds import DEEDS
from portal.due.open_views import rooms as open_rooms
from portal.due.rules import HOUR
from portal.due.services import write_weeks
from portal.due.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, hookimpl

PLUGIN = Plugin(name="due", label=_l("What is due"), blueprints=(rooms, open_rooms), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("What is due"), endpoint="due.index", right="calendar.see", position=5)]


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="write_weeks", work=write_weeks, daily=True, at=HOUR)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
