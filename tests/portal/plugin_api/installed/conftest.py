"""A portal with the good plugin and the bad ones, on a database of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.config import Config
from portal.plugin_api import Role
from tests.databases import app_with_tables, close, fresh_config
from tests.portal.plugin_api.visitors import on_the_path


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory, on_postgresql: bool, worker_id: str) -> Iterator[Config]:
    folder = tmp_path_factory.mktemp("data")
    with fresh_config(folder, f"{worker_id}_foreign", on_postgresql=on_postgresql) as made:
        yield made


@pytest.fixture(scope="module")
def whole_app(installed: Path, config: Config) -> Iterator[Flask]:
    with on_the_path(installed):
        app = app_with_tables(config)
        yield app
        close(app)


@pytest.fixture
def staff(factory, organisation, actor, browser):
    """Staff of an organisation that has the logbook."""
    factory.plugin(organisation, "logbook")
    return browser(actor(organisation, Role.STAFF))
