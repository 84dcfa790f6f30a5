"""What drafts declare."""

from portal.drafts.deeds import DEEDS
from portal.drafts.services import forget_old_drafts
from portal.i18n import _l
from portal.plugin_api import AuditAction, JobKind, Plugin, hookimpl

PLUGIN = Plugin(name="drafts", label=_l("Drafts"), core=True)


@hookimpl
def job_kinds() -> list[JobKind]:
    return [JobKind(name="forget_drafts", work=forget_old_drafts, daily=True)]


@hookimpl
def audit_actions() -> list[AuditAction]:
    return DEEDS
