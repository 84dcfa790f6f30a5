"""The filled world, made once a worker and put back in milliseconds."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask

from portal.config import Config
from portal.database import open_engine
from portal.extensions import db
from portal.migrate import give_rights
from portal.tenancy import TenantModel
from portal.tenancy.scope import Scope, organisation
from portal.work import working_as
from tests.contract.attempt import Attempt
from tests.contract.islands import TENANT_TABLES, Island
from tests.contract.stored import Stored
from tests.contract.world import World, a_setting, build_world
from tests.factories import Factory


@pytest.fixture(scope="session")
def stored(whole_app: Flask, config: Config) -> Stored:
    """The database behind the portal's back."""
    return Stored(whole_app, config)


@pytest.fixture(scope="session")
def filled_world(whole_app: Flask, stored: Stored) -> World:
    stored.empty()
    with a_setting(whole_app):
        made = build_world(Factory(whole_app))
    stored.keep()
    return made


@pytest.fixture
def world(filled_world: World, stored: Stored) -> Iterator[World]:
    """Two full organisations, to do with what the test likes."""
    stored.restore()
    with a_setting(filled_world.app):
        yield filled_world


@pytest.fixture(scope="module")
def quiet_world(filled_world: World, stored: Stored) -> Iterator[World]:
    """The same for a file of tests that only look: what they change is seen at the end."""
    stored.restore()
    before = stored.all_but_traces()
    with a_setting(filled_world.app):
        yield filled_world
    assert stored.all_but_traces() == before, "a test that was only to look has changed something"


@pytest.fixture(scope="module")
def islands(whole_app: Flask, stored: Stored, config: Config) -> Iterator[tuple[Island, Island]]:
    """Two organisations with a row in every table. Tests undo what they do."""
    stored.empty()
    engine = open_engine(config.owner_url)
    made = Island(), Island()
    for island in made:
        island.fill(engine)
    before = stored.everything()
    yield made
    assert stored.everything() == before, "a test has left something behind"
    engine.dispose()


@pytest.fixture(scope="module")
def open_islands(islands: tuple[Island, Island], stored: Stored, config: Config) -> Iterator[tuple[Island, Island]]:
    """The same with row-level security off and all rights given, so that the second wall stands alone."""
    for table in () if config.sqlite else TENANT_TABLES:
        stored.run(f"ALTER TABLE {table.name} DISABLE ROW LEVEL SECURITY")
        stored.run(f"GRANT ALL ON TABLE {table.name} TO portal_app, portal_system")
    yield islands
    for table in () if config.sqlite else TENANT_TABLES:
        stored.run(f"ALTER TABLE {table.name} ENABLE ROW LEVEL SECURITY")
        stored.run(f"REVOKE ALL ON TABLE {table.name} FROM portal_app, portal_system")
    if not config.sqlite:
        engine = open_engine(config.owner_url)
        give_rights(engine, config)
        engine.dispose()


@pytest.fixture
def attempt(whole_app: Flask, open_islands: tuple[Island, Island]) -> Callable[..., AbstractContextManager[Attempt]]:
    """`with attempt(model) as at`: a session inside the first island, or in another scope, undone afterwards."""
    ours, theirs = open_islands

    @contextmanager
    def start(model: type[TenantModel], scope: Scope | None = None) -> Iterator[Attempt]:
        with whole_app.app_context(), working_as(scope or organisation(ours.id)):
            yield Attempt(db.session(), model, ours, theirs)

    return start
