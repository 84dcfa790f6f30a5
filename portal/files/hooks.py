"""What files declare."""

from portal.files.deeds import DEEDS
from portal.files.rules import RIGHTS
from portal.files.services import SWEEP, sweep
from portal.files.views import rooms
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, Plugin, Right, hookimpl

PLUGIN = Plugin(name="files", label=_l("Files"), blueprints=(rooms,), core=True)


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name=SWEEP, work=sweep, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
