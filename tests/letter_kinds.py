"""A kind of letters that no plugin brings, put into the house for tests: what arrives stands in the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from flask import Flask

from portal import clock
from portal.audit.services import record
from portal.exchange.models import Partner
from portal.extensions import db
from portal.plugin_api import LetterKind
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.personal_links import OFTEN

NOTE = "recruitment.note"


@dataclass(frozen=True)
class Note:
    text: str
    number: Decimal


def _arrive(arrived: Any) -> None:
    record("test.arrived", arrived.letter_id, by=None, changes={"text": arrived.content.text})
    if arrived.content.text == "raise":
        raise RuntimeError("a fault of the plugin")


@contextmanager
def planted_letters(app: Flask) -> Iterator[None]:
    """One kind of the plugin `recruitment`."""
    kinds = app.extensions["medvirke"].letter_kinds
    kinds[NOTE] = LetterKind(
        name=NOTE, label="Note", schema=Note, arrive=_arrive, told=lambda note: note.text, answered_by=OFTEN
    )
    yield
    kinds.pop(NOTE, None)


def connect(factory: Any, one: Any, other: Any) -> UUID:
    """Both have said yes."""
    key = uuid7()
    for here, there in ((one, other), (other, one)):
        with factory.working_as(scope_of(here.id)):
            said = {"name": there.name, "status": "accepted", "is_ours": here is one, "asked_at": clock.now()}
            db.session.add(Partner(id=key, other_id=there.id, **said))
            db.session.commit()
    return key
