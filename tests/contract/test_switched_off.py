"""A plugin that is switched off cannot be told from a page that never was."""

import re

import pytest

from portal.app import FEATURES
from tests.contract.addresses import METHODS, Route, named, routes
from tests.contract.foreign import foreign_plugins
from tests.contract.test_routes import call, told
from tests.contract.world import ROLES, World

pytestmark = pytest.mark.either

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
    never = "/o/ours/no-such-page" if route.is_inside else "/p/ours/no-such-page"
    for who in (*ROLES, *([] if route.is_inside else ["stranger"])):
        browser, key = without_plugins.browser(who), without_plugins.keys.get(who)
        token = key.token if key else None
        for method in METHODS:
            missing = told(call(browser, method, never, token))
            answers = {path: told(call(browser, method, path, token)) for path in addresses(without_plugins, route)}
            assert answers == dict.fromkeys(answers, missing), (who, method)
            assert missing[0] == 404


@named([route for route in OF_PLUGINS if not route.is_inside])
def test_its_open_pages_tell_nobody_either_that_there_are_any(without_plugins, route):
    """Of the page, her own token and the address that she came with are left out: they are not the portal's to tell."""
    for method in METHODS:
        never = in_short(without_plugins, method, "/p/ours/no-such-page")
        for path in addresses(without_plugins, route):
            assert in_short(without_plugins, method, path) == never, (method, path)


def in_short(world: World, method: str, path: str) -> tuple[int, list[str], str]:
    """What somebody is told who comes for the first time."""
    answer = call(world.browser(), method, path)
    names = sorted({name for name, _value in answer.headers})
    return answer.status_code, names, re.sub(r'name="csrf_token" value="[^"]*"', "", answer.text.replace(path, ""))


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
