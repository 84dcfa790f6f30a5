"""The filled world, made once a worker and put back in milliseconds."""

from collections.abc import Iterator

import pytest
from flask import Flask

from portal.config import Config
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
    before = stored.everything()
    with a_setting(filled_world.app):
        yield filled_world
    assert stored.everything() == before, "a test that was only to look has changed something"
