"""How the audit log tells of letters and sendings."""

from typing import Any

from portal.i18n import _l
from portal.plugin_api import AuditAction

_LETTER: dict[str, Any] = {"page": "sendings.letter", "argument": "own_letter_id"}
_SENDING: dict[str, Any] = {"page": "sendings.show", "argument": "sending_id"}

DEEDS = [
    AuditAction(name="letter.written", sentence=_l("%(who)s wrote a letter"), **_LETTER),
    AuditAction(name="letter.changed", sentence=_l("%(who)s changed a letter"), **_LETTER),
    AuditAction(name="sending.prepared", sentence=_l("%(who)s prepared to send a letter to many"), **_SENDING),
    AuditAction(name="sending.begun", sentence=_l("%(who)s sent a letter to many"), **_SENDING),
    AuditAction(name="sending.stopped", sentence=_l("%(who)s stopped the sending of a letter"), **_SENDING),
    AuditAction(
        name="sending.again", sentence=_l("%(who)s sent letters again that may have arrived"), **_SENDING
    ),
    AuditAction(name="sending.resumed", sentence=_l("%(who)s let the sending of a letter go on"), **_SENDING),
]
