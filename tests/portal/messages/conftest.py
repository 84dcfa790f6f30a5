"""An outbox with letters, and a mail server."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from portal.extensions import db
from portal.messages.models import Message, PlatformMessage
from portal.messages.services import Letter, send
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.portal.messages.mail_server import MailServer

LETTER = Letter(
    subject="Et brev", paragraphs=("Først dette.", "Så dette: æøå & <b>."), button="Se her", url="http://x.example/y"
)


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def use_mail_server(app: Flask, mail_server: MailServer, monkeypatch: pytest.MonkeyPatch) -> MailServer:
    """The portal sends its letters to this server."""
    monkeypatch.setitem(app.config, "PORTAL", replace(app.config["PORTAL"], mail_url=mail_server.url))
    return mail_server


@pytest.fixture
def post_letter(factory, organisation) -> Callable[..., str]:
    """Put a letter into an organisation's outbox; its Message-ID."""

    def put(recipient: str = "gry@example.org", inside=organisation, letter: Letter = LETTER) -> str:
        with factory.working_as(scope_of(inside.id) if inside else NOBODY):
            made = send(letter, recipient)
            db.session.commit()
            return made.message_id

    return put


@pytest.fixture
def outbox(factory, organisation) -> Callable[..., list[Message | PlatformMessage]]:
    def rows(inside=organisation) -> list[Message | PlatformMessage]:
        with factory.working_as(scope_of(inside.id) if inside else NOBODY):
            table = Message if inside else PlatformMessage
            return list(db.session.scalars(select(table).order_by(table.created_at)))

    return rows


@pytest.fixture
def work(app: Flask) -> Callable[[], int]:
    def once() -> int:
        with app.app_context():
            return work_once()

    return once
