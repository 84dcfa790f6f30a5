"""A trail with several seals, and a hand that changes it behind the portal's back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection

from portal import clock
from portal.audit.chains import Chain
from portal.audit.sealing import seal_all, seal_everywhere
from portal.audit.services import record
from portal.audit.verifying import Verdict, verify
from portal.database import open_engine
from portal.extensions import db
from portal.tenancy import PortalSession, uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.tenancy.scope import within


@pytest.fixture
def write(factory) -> Callable[..., list[UUID]]:
    """`write(organisation, 3)`: so many entries, committed; each with a value of its own."""

    def entries(organisation: Any, many: int = 1, *, action: str = "goal.changed", **said: Any) -> list[UUID]:
        with factory.working_as(scope_of(organisation.id)):
            made = [
                record(action, uuid7(), by=uuid7(), changes=said or {"title": [f"before {n}", f"after {n}"]})
                for n in range(many)
            ]
            db.session.commit()
            return [entry.id for entry in made]

    return entries


@pytest.fixture
def seal(app) -> Callable[[], int]:
    def everywhere() -> int:
        with app.app_context():
            return seal_everywhere()

    return everywhere


@pytest.fixture
def look(factory) -> Callable[..., Verdict]:
    """`look(organisation)`: what `portal audit verify` finds."""

    def at(organisation: Any, letter: Any = None) -> Verdict:
        with factory.working_as(scope_of(organisation.id)):
            return verify(Chain(organisation.id), letter)

    return at


@pytest.fixture
def trail(factory, organisation, write, seal) -> Any:
    """Five seals over 25 entries, the oldest a month old."""
    for days in (30, 20, 10, 5, 2):
        for seconds in range(5):
            with clock.stopped_at(clock.now() - timedelta(days=days, seconds=-seconds)):
                write(organisation)
        soon = clock.now() - timedelta(days=days, seconds=-10)
        with clock.stopped_at(soon), factory.working_as(scope_of(organisation.id)):
            seal_all(Chain(organisation.id))
            db.session.commit()
    return organisation


@pytest.fixture
def tampering(config, app, monkeypatch) -> Callable[..., Any]:
    """`with tampering(organisation) as (connection, look)`: as the database's owner; undone at the end."""
    engine = open_engine(config.owner_url)

    @contextmanager
    def begin(organisation: Any) -> Iterator[tuple[Connection, Callable[..., Verdict]]]:
        with app.app_context(), engine.connect() as connection:
            connection.begin()

            def look(letter: Any = None) -> Verdict:
                db.session.remove()
                with within(scope_of(organisation.id)):
                    found = verify(Chain(organisation.id), letter)
                    db.session.expunge_all()
                    return found

            yield connection, look
            db.session.remove()

    @contextmanager
    def through_it(organisation: Any) -> Iterator[Any]:
        with begin(organisation) as (connection, look), monkeypatch.context() as patch:
            patch.setattr(PortalSession, "get_bind", lambda *args, **options: connection)
            yield connection, look

    yield through_it
    engine.dispose()
