"""Letters: an address from which they come back, and what is typed into the forms about them."""

from typing import Any

from portal import clock
from portal.extensions import db
from portal.messages.models import MailStop


def letters_writes() -> dict[str, dict[str, Any]]:
    return {"returned.lift": {"by": "staff"}}


def fill_letters(words: Any) -> dict[str, Any]:
    stopped = words.row(MailStop, at=clock.now())
    db.session.add(stopped)
    return {"mail_stop_id": stopped.id}
