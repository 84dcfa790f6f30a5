"""How the audit log tells what is handed out."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

OF_PERSON, OF_ACCOUNT = "person.handed_out", "account.handed_out"
DEEDS = [
    AuditAction(
        name=OF_PERSON,
        sentence=_l("%(who)s took out all that is kept about a person"),
        page="people.show",
        argument="person_id",
    ),
    AuditAction(name=OF_ACCOUNT, sentence=_l("%(who)s took out all that is kept about her own account")),
]
