"""Two organisations that are connected, and a kind of letters."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from portal.exchange.services import send_letter
from portal.extensions import db
from portal.tenancy.scope import organisation as scope_of
from tests.letter_kinds import NOTE, Note, connect, planted_letters
from tests.personal_links import planted_kinds


@pytest.fixture(autouse=True)
def kinds(app: Flask, factory: Any, organisation: Any, other_organisation: Any) -> Iterator[None]:
    for one in (organisation, other_organisation):
        factory.plugin(one, "recruitment")
    with planted_kinds(app), planted_letters(app):
        yield


@pytest.fixture
def connection(factory: Any, organisation: Any, other_organisation: Any) -> UUID:
    return connect(factory, organisation, other_organisation)


@pytest.fixture
def send(factory: Any, organisation: Any, connection: UUID) -> Any:
    """`send("text")`: from the first organisation, or from another one."""

    def one(text: str = "hei", *, by: Any = organisation, **said: Any) -> UUID:
        with factory.working_as(scope_of(by.id)):
            sent = send_letter(connection, NOTE, Note(text, Decimal("12.5")), by=None, **said)
            db.session.commit()
            return sent

    return one


@pytest.fixture
def rows(factory: Any) -> Any:
    """`rows(organisation, Model)`: what stands there."""

    def read(organisation: Any, model: Any, *where: Any) -> list[Any]:
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).where(model.organisation_id == organisation.id, *where)))

    return read
