"""What tests stand on: a database a worker, empty for each test, and people to act in it.

`--database=sqlite` (default) or `--database=postgresql`. The tables are made by
the migrations, once a worker.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.audit.services import sent_form
from portal.config import Config
from portal.i18n.language import set_language
from portal.organisations.models import Organisation
from portal.plugin_api import Role
from tests.actors import Actor, Browser
from tests.databases import app_with_tables, close, empty, fresh_config
from tests.factories import Factory

MEMORY = Path("/dev/shm")


def pytest_configure() -> None:
    """Files lie in memory where the system has room for them there: ten thousand tests need not wait for a disk."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 4 * 2**30:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks for no database says the same twice: it is left to the run on SQLite."""
    if config.getoption("--database") == "postgresql":
        without = [item for item in items if "on_postgresql" not in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if item not in set(without)]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: looking through it again and again is a fifth of a run."""
    gc.freeze()


@pytest.fixture(autouse=True)
def in_norwegian() -> None:
    """A test begins in the language of the house and with no form sent, whatever the one before it did."""
    set_language("nb")
    sent_form.set(None)


@pytest.fixture(scope="session")
def on_postgresql(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--database") == "postgresql"


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory, on_postgresql: bool, worker_id: str) -> Iterator[Config]:
    with fresh_config(tmp_path_factory.mktemp("data"), worker_id, on_postgresql=on_postgresql) as made:
        yield made


@pytest.fixture(scope="session")
def whole_app(config: Config) -> Iterator[Flask]:
    """The app with all tables, made once a worker."""
    app = app_with_tables(config)
    yield app
    close(app)


@pytest.fixture
def app(whole_app: Flask, config: Config) -> Flask:
    """The app on empty tables."""
    empty(whole_app, config)
    return whole_app


@pytest.fixture
def factory(app: Flask) -> Factory:
    """Makes organisations, people, goals and activities, each committed."""
    return Factory(app)


@pytest.fixture
def organisation(factory: Factory) -> Organisation:
    return factory.organisation("hjertelag", "Hjertelaget")


@pytest.fixture
def other_organisation(factory: Factory) -> Organisation:
    return factory.organisation("lungelag", "Lungelaget")


@pytest.fixture
def make_activity(factory: Factory) -> Callable[..., UUID]:
    return factory.activity


@pytest.fixture
def actor(factory: Factory) -> Callable[..., Actor]:
    """`actor(organisation, Role.STAFF)`: somebody with that role, for the whole or for a unit."""

    def make(organisation: Organisation, role: Role, unit_id: UUID | None = None) -> Actor:
        return factory.actor(organisation, role, unit_id)

    return make


@pytest.fixture
def browser(app: Flask) -> Callable[..., Browser]:
    """`browser(actor)`: a client that has signed in as her; `browser()`: nobody."""

    def open_one(actor: Actor | None = None) -> Browser:
        opened = Browser(app)
        if actor:
            opened.sign_in(actor)
        return opened

    return open_one


@pytest.fixture
def nobody(browser: Callable[..., Browser]) -> Browser:
    return browser()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
