"""A plugin that is switched off cannot be told from a page that never was."""

import pytest

from portal.app import FEATURES
from tests.contract.addresses import METHODS, Route, named, routes
from tests.contract.foreign import foreign_plugins
from tests.contract.test_routes import call, told
from tests.contract.world import ROLES, World

BUILT_IN = ("alliances", "care_network", "coordinator_funding", "digital_inclusion", "recruitment")
FOREIGN = {point.name for point in foreign_plugins()} & {route.plugin for route in routes()}
PLUGINS = (*BUILT_IN, *sorted(FOREIGN))
OF_PLUGINS = [route for route in routes() if route.plugin in PLUGINS]


@pytest.fixture
def without_plugins(world, stored) -> World:
    """As if the administrator had switched them all off, whenever that was."""
    stored.run("DELETE FROM plugin_activation")
    stored.change_setups()
    return world


def addresses(world: World, route: Route) -> set[str]:
    """The page, without its last slash, and what the plugin never had."""
    path = route.address(world)
    return {path, path.rstrip("/"), f"{path.rstrip('/')}/no-such-page"}


def test_every_installed_plugin_has_a_page():
    core = {feature.PLUGIN.name for feature in FEATURES}
    installed = {route.plugin for route in routes() if route.is_inside} - core
    assert {route.plugin for route in OF_PLUGINS} == set(PLUGINS) == installed


@named(OF_PLUGINS)
def test_its_pages_answer_every_method_as_a_missing_page_does(without_plugins, route):
    for who in ROLES:
        browser, token = without_plugins.browser(who), without_plugins.keys[who].token
        for method in METHODS:
            missing = told(call(browser, method, "/o/ours/no-such-page", token))
            answers = {path: told(call(browser, method, path, token)) for path in addresses(without_plugins, route)}
            assert answers == dict.fromkeys(answers, missing), (who, method)
            assert missing[0] == 404


@named(OF_PLUGINS)
def test_switched_on_they_are_there(world, route):
    """The control: the same addresses, told apart."""
    answer = world.browser("administrator").get(route.address(world))
    assert answer.status_code == 200


def test_what_it_can_register_is_gone_with_it(without_plugins):
    volunteer = without_plugins.browser("volunteer")
    switched_off, never = (
        volunteer.get(f"/o/ours/activities/register/{key}") for key in ("recruitment.peer_support", "recruitment.x")
    )
    assert told(switched_off) == told(never)
    assert never.status_code == 404


def test_what_was_registered_stays_readable(without_plugins):
    activity = without_plugins.ours.arguments["recruitment:activity_id"]
    page = without_plugins.browser("volunteer").get(f"/o/ours/activities/{activity}")
    assert any(word in page.text for word in without_plugins.ours.words.made["activity.note"])
