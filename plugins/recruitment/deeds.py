"""How the audit log tells what is done to members and dues."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_MEMBER: dict[str, Any] = {"page": "recruitment_members.show", "argument": "person_id"}

DEEDS = [
    AuditAction(name="recruitment.member_joined", sentence=_l("%(who)s made somebody a member"), **_MEMBER),
    AuditAction(name="recruitment.member_changed", sentence=_l("%(who)s changed a membership"), **_MEMBER),
    AuditAction(name="recruitment.member_left", sentence=_l("%(who)s ended a membership"), **_MEMBER),
    AuditAction(name="recruitment.member_stayed", sentence=_l("%(who)s took the end of a membership back"), **_MEMBER),
    AuditAction(name="recruitment.rates_said", sentence=_l("%(who)s said what members pay")),
    AuditAction(name="recruitment.dues_asked_for", sentence=_l("%(who)s asked for dues")),
    AuditAction(name="recruitment.invoices_written", sentence=_l("%(who)s asked members for dues")),
    AuditAction(name="recruitment.dues_waived", sentence=_l("%(who)s waived somebody's dues"), **_MEMBER),
    AuditAction(name="recruitment.dues_paid", sentence=_l("%(who)s wrote down a payment of dues"), **_MEMBER),
    AuditAction(name="recruitment.bank_file_read", sentence=_l("%(who)s read a file from the bank")),
    AuditAction(name="recruitment.payment_matched", sentence=_l("%(who)s found out what a payment is for"), **_MEMBER),
    AuditAction(name="recruitment.payment_set_aside", sentence=_l("%(who)s put a payment aside")),
]
