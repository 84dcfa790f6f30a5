"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="organisation.created", sentence=_l("%(who)s made the organisation")),
    AuditAction(name="organisation.active", sentence=_l("%(who)s opened the organisation again")),
    AuditAction(name="organisation.suspended", sentence=_l("%(who)s closed the organisation for the time being")),
    AuditAction(
        name="organisation.changed", sentence=_l("%(who)s changed the organisation's settings"), page="settings.index"
    ),
    AuditAction(name="unit.added", sentence=_l("%(who)s added a unit")),
    AuditAction(name="unit.changed", sentence=_l("%(who)s changed a unit")),
    AuditAction(name="unit.removed", sentence=_l("%(who)s removed a unit"), ends=True),
    AuditAction(name="plugin.switched_on", sentence=_l("%(who)s switched a plugin on")),
    AuditAction(name="plugin.switched_off", sentence=_l("%(who)s switched a plugin off")),
    AuditAction(name="plugin.set", sentence=_l("%(who)s changed the settings of a plugin")),
    AuditAction(name="access.invited", sentence=_l("%(who)s invited somebody")),
    AuditAction(name="access.invited_again", sentence=_l("%(who)s sent an invitation again")),
    AuditAction(name="access.invitation_withdrawn", sentence=_l("%(who)s withdrew an invitation"), ends=True),
    AuditAction(name="access.accepted", sentence=_l("%(who)s accepted an invitation")),
    AuditAction(name="access.given", sentence=_l("%(who)s gave somebody access")),
    AuditAction(name="access.changed", sentence=_l("%(who)s changed somebody's access")),
    AuditAction(name="access.ended", sentence=_l("%(who)s ended somebody's access")),
]
