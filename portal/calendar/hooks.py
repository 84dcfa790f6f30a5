"""What dates declare."""

from portal.calendar import models as models  # its tables are known once this is imported
from portal.calendar.deeds import DEEDS
from portal.calendar.rules import RIGHTS
from portal.calendar.services import let_milestones_pass
from portal.calendar.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, Plugin, Right, hookimpl

PLUGIN = Plugin(name="calendar", label=_l("Calendar"), blueprints=(rooms,), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="let_milestones_pass", work=let_milestones_pass, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
