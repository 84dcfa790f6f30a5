"""What tests read: pages in their own language, and letters in every outbox."""

import re
from html import unescape
from urllib.parse import urlsplit

from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.extensions import db
from portal.i18n import _, use_language
from portal.messages.models import Message, PlatformMessage
from portal.tenancy.scope import EVERYONE
from tests.factories import Factory

Letter = Message | PlatformMessage


def says(page: TestResponse, message: str, **values: object) -> bool:
    """Whether the page says this English message in the language that it is written in."""
    language = re.search(r'<html lang="(\w+)"', page.text)
    assert language, page.text
    with use_language(language[1]):
        return _(message, **values) in unescape(page.text)


def words_of(page: TestResponse) -> str:
    """What a person reads in the page's main part, each run of blanks as one: no address, id or form's key."""
    main = page.text.partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", f"<main{main}")).split())


def without_keys(page: TestResponse) -> str:
    """The page without what is made anew for every form, so that two can be compared."""
    made = r'(name="(csrf_token|form_key)" type="hidden" value=)"[^"]*"|name="csrf_token" value="[^"]*"'
    return re.sub(made, "", page.text)


def letters_to(factory: Factory, address: str) -> list[Letter]:
    """All letters to this address, sent or not, oldest first."""
    with factory.working_as(EVERYONE):
        found = [*db.session.scalars(select(PlatformMessage)), *db.session.scalars(select(Message))]
    return sorted((letter for letter in found if letter.recipient == address), key=lambda letter: letter.created_at)


def link_in(letter: Letter) -> str:
    """The path of the address that the letter asks to follow."""
    return urlsplit(re.search(r"https?://\S+", letter.text)[0]).path
