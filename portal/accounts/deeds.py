"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="account.created", sentence=_l("%(who)s got an account")),
    AuditAction(name="account.signed_in", sentence=_l("%(who)s signed in")),
    AuditAction(name="account.signed_out", sentence=_l("%(who)s signed out")),
    AuditAction(name="account.signed_out_everywhere", sentence=_l("%(who)s signed out everywhere")),
    AuditAction(name="password.reset_asked", sentence=_l("%(who)s asked for a new password")),
    AuditAction(name="password.changed", sentence=_l("%(who)s changed the password")),
    AuditAction(name="profile.changed", sentence=_l("%(who)s changed the profile")),
    AuditAction(name="email.change_asked", sentence=_l("%(who)s asked to change the address")),
    AuditAction(name="email.changed", sentence=_l("%(who)s changed the address")),
]
