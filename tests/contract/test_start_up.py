"""A page of the core that states nothing, or states it wrong, stops the start-up. Small apps, made for this.

What happens to a plugin with such a page stands in tests/portal/plugin_api/test_refused.py.
"""

from pathlib import Path

import pytest
from flask import Blueprint

from portal import app
from portal.config import load_config
from portal.errors import MisconfiguredError
from portal.plugin_api import EVERYBODY, Plugin, Right, Rooms, hookimpl


class Newcomer:
    """A feature of the core with one blueprint."""

    def __init__(self, rooms: Blueprint) -> None:
        self.PLUGIN = Plugin(name="newcomer", label="Newcomer", blueprints=(rooms,), core=True)

    @hookimpl
    def rights(self) -> list[Right]:
        return [Right(name="newcomer.see", label="See", roles=EVERYBODY)]


@pytest.fixture
def start_with(monkeypatch, tmp_path: Path):
    def start(feature: Newcomer):
        monkeypatch.setattr(app, "FEATURES", (*app.FEATURES, feature))
        return app.create_app(load_config({}, data=tmp_path))

    return start


def page() -> str:
    return "a page"


def test_a_page_that_states_its_right_starts_and_is_on_the_map(start_with):
    rooms = Rooms("newcomer", __name__)
    rooms.route("/", right="newcomer.see")(page)

    assert "newcomer.page" in start_with(Newcomer(rooms)).view_functions


def test_a_page_without_a_right_does_not_start():
    with pytest.raises(MisconfiguredError, match="states no right"):
        Rooms("newcomer", __name__).route("/")


def test_a_page_hung_up_beside_the_kit_does_not_start(start_with):
    rooms = Rooms("newcomer", __name__)
    rooms.add_url_rule("/", view_func=page)

    with pytest.raises(MisconfiguredError, match="states no right"):
        start_with(Newcomer(rooms))


def test_an_ordinary_blueprint_does_not_start(start_with):
    rooms = Blueprint("newcomer", __name__, url_prefix="/newcomer")
    rooms.route("/")(page)
    rooms.statements = {}

    with pytest.raises(MisconfiguredError, match="states no right"):
        start_with(Newcomer(rooms))


def test_a_right_that_nobody_declares_does_not_start(start_with):
    rooms = Rooms("newcomer", __name__)
    rooms.route("/", right="newcomer.sea")(page)

    with pytest.raises(MisconfiguredError, match=r"newcomer\.sea"):
        start_with(Newcomer(rooms))


def test_an_organisations_right_outside_any_organisation_does_not_start(start_with):
    rooms = Rooms("newcomer", __name__, prefix="/newcomer")
    rooms.route("/", right="newcomer.see")(page)

    with pytest.raises(MisconfiguredError, match="outside"):
        start_with(Newcomer(rooms))
