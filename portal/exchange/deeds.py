"""How the audit log tells what goes on between two organisations."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_PARTNER: dict[str, Any] = {"page": "partners.show", "argument": "connection_id"}

DEEDS = [
    AuditAction(name="partner.asked", sentence=_l("%(who)s asked an organisation to be a partner"), **_PARTNER),
    AuditAction(name="partner.accepted", sentence=_l("%(who)s said yes to a partner"), **_PARTNER),
    AuditAction(name="partner.declined", sentence=_l("%(who)s said no to a partner"), **_PARTNER),
    AuditAction(name="partner.ended", sentence=_l("%(who)s ended the connection with a partner"), **_PARTNER),
    AuditAction(name="letter.sent", sentence=_l("%(who)s sent something to a partner")),
    AuditAction(name="letter.received", sentence=_l("Something came from a partner")),
    AuditAction(name="letter.tried_again", sentence=_l("%(who)s tried again to take in what a partner sent")),
]
