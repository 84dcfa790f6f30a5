"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="year_report.begun", sentence=_l("%(who)s began a unit's annual report")),
    AuditAction(name="year_report.saved", sentence=_l("%(who)s saved a unit's annual report")),
    AuditAction(name="year_report.sent", sentence=_l("%(who)s sent a unit's annual report")),
    AuditAction(name="year_report.reopened", sentence=_l("%(who)s opened a unit's annual report again")),
    AuditAction(name="year_report.reminded", sentence=_l("%(who)s reminded units of their annual report")),
]
