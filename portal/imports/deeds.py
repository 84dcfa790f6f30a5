"""How the audit log tells what is done here."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

DEEDS = [
    AuditAction(name="import.begun", sentence=_l("%(who)s began to bring a sheet in")),
    AuditAction(
        name="import.registered",
        sentence=_l("%(who)s brought rows of a sheet in"),
        page="imports.show",
        argument="import_id",
    ),
    AuditAction(
        name="import.done", sentence=_l("%(who)s brought a sheet in"), page="imports.show", argument="import_id"
    ),
    AuditAction(name="import.undo_begun", sentence=_l("%(who)s began to take a sheet out again")),
    AuditAction(name="import.taken_back", sentence=_l("%(who)s took rows of a sheet out again")),
    AuditAction(name="import.undone", sentence=_l("%(who)s took a sheet out again")),
]
