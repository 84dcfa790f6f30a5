"""What the worker does: letters into the outbox, batch by batch, each in the transaction of its progress."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from flask import current_app
from sqlalchemy import insert

from portal import clock
from portal.consents.addresses import off_address
from portal.consents.queries import keep_purpose
from portal.extensions import db
from portal.i18n import use_language
from portal.jobs.services import ask_for
from portal.messages.models import Message
from portal.organisations.viewer import Place, place_of
from portal.sendings import queries
from portal.sendings.models import Sending
from portal.sendings.rules import fitting
from portal.sendings.words import Words, filled, html_of, marked, text_of
from portal.tenancy import uuid7

JOB = "write_sendings"
#: letters in one transaction: a fraction of a second, and some megabytes
AT_ONCE = 250
#: stands for the address that ends such letters, until it is filled in
OFF = "\ue0ff"


def write_sendings(organisation_id: UUID) -> None:
    """The next batch of each sending that is on its way; more of them are asked for in the same transaction."""
    more = [write_batch(organisation_id, sending_id) for sending_id in queries.running(organisation_id)]
    if any(more):
        ask_for(JOB)


def write_batch(organisation_id: UUID, sending_id: UUID) -> bool:
    """Returns whether there may be more. Begun a second time elsewhere, that one waits and goes on from here."""
    sending = queries.sending(organisation_id, sending_id, keep=True)
    if sending is None or sending.stopped_at or sending.written_at:
        return False
    purpose = keep_purpose(organisation_id, sending.purpose_id) if sending.purpose_id else None
    here = place_of(organisation_id)
    people = [] if purpose and purpose.closed_at else queries.next_people(here, sending, AT_ONCE)
    if people:
        db.session.execute(insert(Message), _rows(sending, here, people))
        sending.after, sending.written = people[-1].id, sending.written + len(people)
    if len(people) < AT_ONCE:
        sending.written_at = clock.now()
    return sending.written_at is None


def _rows(sending: Sending, here: Place, people: list[Any]) -> list[dict[str, Any]]:
    sheets = {code: sheet_of(Words(code, **said), here, sending) for code, said in sending.words.items()}
    return [_row(sending, here, one, sheets[fitting(sheets, one.language, here.language)]) for one in people]


@dataclass(frozen=True)
class Sheet:
    """A letter in one language, complete but for what differs from reader to reader."""

    words: Words
    text: str
    html: str


def sheet_of(words: Words, here: Place, sending: Sending | None) -> Sheet:
    source = marked(words.text, words.language)
    template = current_app.extensions["templates"][words.language]
    listed = queries.list_of(here, sending) if sending else None
    said = {
        "subject": words.subject, "here": here, "language": words.language, "off": OFF,
        "by_consent": sending is not None and sending.purpose_id is not None, "foot": listed.foot if listed else "",
    }  # fmt: skip
    with use_language(words.language):
        text = template.get_template("sendings/mail.txt").render(body=text_of(source), **said)
        html = template.get_template("sendings/mail.html").render(body=html_of(source, for_mail=True), **said)
    return Sheet(words, text, html)


def _row(sending: Sending, here: Place, person: Any, sheet: Sheet) -> dict[str, Any]:
    letter_id, purpose_id = uuid7(), sending.purpose_id
    host = urlsplit(current_app.config["PORTAL"].public_url).hostname
    off = off_address(here.slug, here.id, person.id, purpose_id) if purpose_id else None
    values = values_for(person.name, here.setup.name(person.unit_id) if person.unit_id else here.name, here)
    return {
        "organisation_id": here.id,
        "id": letter_id,
        "recipient": person.email,
        "subject": sheet.words.subject,
        "text": filled(sheet.text, values, html=False).replace(OFF, off or ""),
        "html": filled(sheet.html, values, html=True).replace(OFF, off or ""),
        "language": sheet.words.language,
        "off_url": off,
        "message_id": f"<{letter_id}@{host}>",
        "created_at": clock.now(),
        "due_at": clock.now(),
        "attempts": 0,
        "person_id": person.id,
        "purpose": str(purpose_id) if purpose_id else None,
        "sending_id": sending.id,
    }


def values_for(name: str, unit: str, here: Place) -> dict[str, str]:
    """What stands in the place of the fields."""
    return {
        "name": name,
        "first_name": name.split()[0] if name.split() else "",
        "organisation": here.name,
        "unit": unit,
    }


@dataclass(frozen=True)
class Preview:
    """A letter in one language as somebody would get it."""

    language: str
    subject: str
    html: str
    text: str


def preview_of(words: Words, here: Place, name: str) -> Preview:
    """With the name of whoever looks. The HTML bears no styles: the page brings them."""
    source = marked(words.text, words.language)
    values = values_for(name, here.name, here)
    return Preview(
        language=words.language,
        subject=words.subject,
        html=filled(html_of(source, for_mail=False), values, html=True),
        text=filled(text_of(source), values, html=False),
    )
