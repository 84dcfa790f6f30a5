"""How the audit log tells what is handed out."""

from portal.i18n import _l
from portal.plugin_api import AuditAction

OF_PERSON, OF_ACCOUNT, REGISTER = "person.handed_out", "account.handed_out", "people.exported"
DEEDS = [
    AuditAction(
        name=OF_PERSON,
        sentence=_l("%(who)s took out all that is kept about a person"),
        page="people.show",
        argument="person_id",
    ),
    AuditAction(name=REGISTER, sentence=_l("%(who)s took the register out to a file")),
    AuditAction(name=OF_ACCOUNT, sentence=_l("%(who)s took out all that is kept about her own account")),
]
