"""Letters: to many, in the organisation's own words; an address from which they come back; the forms about them."""

from typing import Any
from uuid import UUID

from portal import clock
from portal.consents.addresses import secret_of
from portal.extensions import db
from portal.messages.models import MailStop, Message
from portal.sendings.models import OwnLetter, Sending
from portal.tenancy import uuid7

_WORDS = {"name": "Et brev", "subject_nb": "Nytt", "text_nb": "Hei {navn}"}


def letters_writes(ours: dict[str, Any]) -> dict[str, dict[str, Any]]:
    staff = {"by": "staff"}
    to = {"to": ours["consents.withdraw:purpose_id"].hex}
    return {
        "returned.lift": staff,
        "returned.letter": {**staff, "typed": {"known": "again"}, "other": {"known": "arrived"}},
        "trail.letter": {"typed": {"daily_letter": ""}, "other": {"daily_letter": "y"}},
        "open_consents.off": {"by": "nobody", "whose": ""},
        "sendings.new": {**staff, "typed": _WORDS, "other": {"name": "Et annet brev"}},
        "sendings.change": {**staff, "typed": _WORDS, "other": {"name": "Et nyere brev"}},
        "sendings.prepare": {**staff, "typed": to, "other": {"to": ours["purpose_id"].hex}},
        "sendings.begin": {**staff, "form_at": "sendings.show"},
        "sendings.stop": {**staff, "form_at": "sendings.show"},
        "sendings.again": {**staff, "form_at": "sendings.show"},
        "sendings.resume": {**staff, "form_at": "sendings.show"},
    }


def fill_letters(words: Any, organisation_id: UUID, arguments: dict[str, Any]) -> dict[str, Any]:
    """A letter, and it sent: not begun yet, on its way, stopped."""
    stopped, moment = words.row(MailStop, at=clock.now()), clock.now()
    letter = words.row(OwnLetter, changed_at=moment)
    db.session.add_all([stopped, letter])
    db.session.flush()
    purpose, person = arguments["consents.withdraw:purpose_id"], arguments["person_id"]
    said = {"letter_id": letter.id, "purpose_id": purpose, "listed": None, "made_at": moment}
    draft, running, held = (
        words.row(Sending, words={"nb": {"subject": words("sending.words"), "text": words("sending.words")}}, **said, **of)
        for of in ({}, {"begun_at": moment}, {"begun_at": moment, "stopped_at": moment})
    )
    db.session.add_all([draft, running, held])
    once, twice = (
        words.row(
            Message, person_id=person, purpose=None, created_at=moment, due_at=None, unanswered=2, sending_id=of,
            language="nb", message_id=f"<{uuid7()}@x.example>",
        )
        for of in (None, running.id)
    )
    db.session.add_all([once, twice])
    return {
        "message_id": once.id,
        "sendings.again:sending_id": running.id,
        "mail_stop_id": stopped.id,
        "own_letter_id": letter.id,
        "sending_id": draft.id,
        "sendings.stop:sending_id": running.id,
        "sendings.resume:sending_id": held.id,
        "open_consents.off:person_id": person,
        "open_consents.off:purpose_id": purpose,
        "open_consents.off:secret": secret_of(organisation_id, person, purpose),
    }
