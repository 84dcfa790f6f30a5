"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="measurement.written", sentence=_l("%(who)s wrote down a measurement")),
    AuditAction(name="measurement.corrected", sentence=_l("%(who)s corrected a measurement")),
    AuditAction(name="measurement.removed", sentence=_l("%(who)s removed a measurement"), ends=True),
    AuditAction(name="baseline.confirmed", sentence=_l("%(who)s confirmed what a goal is measured from")),
    AuditAction(name="places.saved", sentence=_l("%(who)s saved a list of places")),
    AuditAction(name="place.removed", sentence=_l("%(who)s removed a place from a list")),
    AuditAction(name="report.written", sentence=_l("%(who)s told how a goal goes")),
    AuditAction(name="report.corrected", sentence=_l("%(who)s corrected what was told of a goal")),
    AuditAction(name="report.removed", sentence=_l("%(who)s removed what was told of a goal"), ends=True),
]
