"""What the audit log declares."""

from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, MenuItem, Plugin, Right, hookimpl
from portal.trail.daily import mail_head
from portal.trail.deeds import DEEDS
from portal.trail.rules import DAILY, HOUR, RIGHTS
from portal.trail.views import rooms

PLUGIN = Plugin(name="trail", label=_l("Audit log"), blueprints=(rooms,), settings=(DAILY,), core=True)


@hookimpl
def menu_items() -> list[MenuItem]:
    return [MenuItem(label=_l("Audit log"), endpoint="trail.index", right="audit.see", position=88)]


@hookimpl
def rights() -> list[Right]:
    return RIGHTS


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="mail_audit_head", work=mail_head, daily=True, at=HOUR)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
