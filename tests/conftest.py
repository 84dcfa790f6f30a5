"""What tests stand on: a database a worker, empty for each test, and people to act in it.

`--database=sqlite` (default) or `--database=postgresql`. The tables are made by
the migrations, once a worker.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import make_url

from portal.app import create_app
from portal.config import Config, load_config
from portal.extensions import db
from portal.migrate import upgrade
from portal.organisations.models import Organisation
from portal.plugin_api import Role
from portal.tenancy import Base
from tests.actors import Actor, Browser
from tests.factories import Factory

POSTGRES = os.environ.get("TEST_POSTGRES_URL", "postgresql://postgres@127.0.0.1:5432/postgres")
QUICK_HASHES = (1, 64)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture(scope="session")
def on_postgresql(request: pytest.FixtureRequest) -> bool:
    return request.config.getoption("--database") == "postgresql"


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory, on_postgresql: bool, worker_id: str) -> Iterator[Config]:
    data = tmp_path_factory.mktemp("data")
    if not on_postgresql:
        yield _config(data, {})
        return
    name = f"medvirke_test_{worker_id}{os.environ.get('TEST_DATABASE_SUFFIX', '')}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute(f"CREATE DATABASE {name}")
    yield _config(data, _addresses(name))
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _addresses(name: str) -> dict[str, str]:
    owner = make_url(POSTGRES).set(database=name, drivername="postgresql")
    as_role = {role: owner.set(username=role).render_as_string(False) for role in ("portal_app", "portal_system")}
    return {
        "DATABASE_URL": as_role["portal_app"],
        "DATABASE_SYSTEM_URL": as_role["portal_system"],
        "DATABASE_OWNER_URL": owner.render_as_string(False),
    }


def _config(data: Path, environment: dict[str, str]) -> Config:
    return replace(load_config(environment, data=data), password_cost=QUICK_HASHES)


@pytest.fixture(scope="session")
def whole_app(config: Config) -> Iterator[Flask]:
    """The app with all tables, made once a worker."""
    app = create_app(config)
    app.testing = True
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with app.app_context():
        upgrade(config)
    if config.sqlite:
        _close(app)
        shutil.copy(_file(config), config.data / "template.db")
    yield app
    _close(app)


@pytest.fixture
def app(whole_app: Flask, config: Config) -> Iterator[Flask]:
    """The app on empty tables."""
    if config.sqlite:
        _close(whole_app)
        for leftover in config.data.glob("medvirke.db*"):
            leftover.unlink()
        shutil.copy(config.data / "template.db", _file(config))
    else:
        _truncate(config)
    shutil.rmtree(config.data / "mail", ignore_errors=True)
    yield whole_app


def _close(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def _file(config: Config) -> Path:
    return Path(str(make_url(config.database_url).database))


def _truncate(config: Config) -> None:
    tables = ", ".join(f'"{name}"' for name in Base.metadata.tables)
    with psycopg.connect(make_url(config.owner_url).render_as_string(False), autocommit=True) as connection:
        connection.execute(f"TRUNCATE {tables} CASCADE")


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
