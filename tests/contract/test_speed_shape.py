"""Fast by its shape: how many statements and bytes a page costs, and that neither rows nor plugins add to it.

The numbers are the table "Fast by its shape" in the architecture. SET LOCAL and
reading who looks are counted, opening and closing a transaction is not.
"""

import socket
from dataclasses import dataclass

import pytest

from portal.app import FEATURES
from tests.contract.addresses import Route, named, routes
from tests.contract.counting import statements
from tests.contract.growth import UNITS, grow
from tests.contract.world import World, a_setting
from tests.contract.writes import opened, writes

OVERVIEW, FORM, WIDE, POST = 6, 4, 8, 8
#: a tree, a register, a report
WIDE_PAGES = {
    "actions.matrix", "actions.show", "goals.plan", "goals.show", "plans.show", "recruitment.index", "reports.show", "yearwheel.index",
}  # fmt: skip
#: reads what was counted in the base year too, to be confirmed; lays a sheet beside all that it may change
DEARER = {
    "actions.take_in": 9,
    "goals.baseline": 5,
    "imports.look": 5,
    # to be brought down to a form's four: they ask whether the plan is a draft, for their files, for what goes along
    **dict.fromkeys(
        (
            "actions.answer", "actions.drop", "actions.quick", "actions.remove", "actions.result_new", "actions.step",
            "actions.step_new", "actions.step_remove", "goals.correct", "plans.change", "plans.follow", "plans.goal",
            "plans.remove", "plans.remove_area", "plans.remove_goal", "plans.remove_indicator", "told.correct",
            "unit_figures.write",
        ),
        6,
    ),
}  # fmt: skip
#: what plugins' chapters ask for themselves
OF_CHAPTERS = {"reports.show": 11, "goals.plan": 1, "plans.show": 1}
KB = 1000
PAGES = [route for route in routes() if "GET" in route.methods and not route.rule.startswith("/static/")]
#: plugins' own pages are gone with them, and so is what they let register and set
GONE = {"activities.create", "plugins.settings"}
CORE = {feature.PLUGIN.name for feature in FEATURES}
STAYING = [route for route in PAGES if route.plugin in CORE and route.endpoint not in GONE]


@dataclass(frozen=True)
class Price:
    statements: int
    size: int


def price(world: World, route: Route) -> Price:
    """Of a page that was opened before, as the one who works with it."""
    who = who_opens(world, route)
    browser, path = world.browser(who), route.address(world)
    browser.get(path)
    with statements(world.app) as seen:
        page = browser.get(path)
    assert page.status_code in (200, 303), path
    return Price(len(seen), len(page.data))


def who_opens(world: World, route: Route) -> str:
    if route.endpoint in writes(world):
        return writes(world)[route.endpoint].by
    return {"operator": "operator", "public": "nobody"}.get(route.right, "administrator")


def prices(world: World, pages: list[Route] = PAGES) -> dict[str, Price]:
    return {route.endpoint: price(world, route) for route in pages}


@pytest.fixture(scope="module")
def measured(filled_world, stored) -> dict[str, dict[str, Price]]:
    """Each page with few rows, with many, and without plugins; measured once, read by all tests here."""
    stored.restore()
    with a_setting(filled_world.app):
        few = prices(filled_world)
        stored.run("DELETE FROM plugin_activation")
        stored.change_setups()
        bare = prices(filled_world, STAYING)
        stored.restore()
        grow(filled_world)
        return {"few rows": few, "no plugins": bare, "many rows": prices(filled_world)}


def must(route: Route) -> int:
    if route.endpoint in WIDE_PAGES:
        return WIDE + OF_CHAPTERS.get(route.endpoint, 0)
    return DEARER.get(route.endpoint, FORM) if "POST" in route.methods else OVERVIEW


@named(PAGES)
def test_no_page_asks_the_database_more_often_than_it_may(measured, route):
    assert measured["many rows"][route.endpoint].statements <= must(route)


@named(PAGES)
def test_rows_add_no_statement(measured, route):
    few, many = measured["few rows"][route.endpoint], measured["many rows"][route.endpoint]
    assert few.statements == many.statements


@named(STAYING)
def test_plugins_add_no_statement(measured, route):
    on, off = measured["few rows"][route.endpoint], measured["no plugins"][route.endpoint]
    assert on.statements - off.statements <= OF_CHAPTERS.get(route.endpoint, 0)


def test_the_sign_in_page_asks_nothing(measured):
    assert measured["few rows"]["accounts.sign_in"].statements == 0


def test_start_page_and_list_weigh_at_most_30_kb(measured):
    """With six goals and their curves, and with thirty activities."""
    sizes = {name: measured["many rows"][name].size for name in ("start.index", "activities.index")}
    assert {name: size for name, size in sizes.items() if not 6 * KB < size <= 30 * KB} == {}


@named([route for route in PAGES if "POST" in route.methods])
def test_a_form_weighs_at_most_12_kb(measured, route):
    """With as many units to choose from as a list may have."""
    assert measured["many rows"][route.endpoint].size <= 12 * KB


def test_the_form_for_an_activity_with_thirty_units_weighs_no_more(world):
    grow(world)
    page = world.browser("administrator").get("/o/ours/activities/register/recruitment.peer_support")
    assert page.text.count("<option") == UNITS
    assert len(page.data) <= 12 * KB


def test_a_row_of_a_wide_page_weighs_at_most_500_bytes(measured):
    few, many = (measured[rows]["activities.index"].size for rows in ("few rows", "many rows"))
    assert (many - few) / 28 <= 500


@pytest.mark.parametrize("grown", [False, True], ids=["few rows", "many rows"])
def test_registering_costs_the_same_however_much_there_is(world, grown):
    if grown:
        grow(world)
    sheet = opened(world, "activities.create")
    with statements(world.app) as seen:
        assert sheet.send().status_code == 303
    assert len(seen) == own_statements(world) <= POST, "\n".join(seen)


def own_statements(world: World) -> int:
    """Who looks, the counters, the job, the activity, its entry; on PostgreSQL the scope, twice."""
    return 5 if world.app.config["PORTAL"].sqlite else 7


def test_the_first_page_after_a_change_of_units_or_plugins_reads_them_once(world, stored):
    """Four statements more: units, plugins, settings, types. The next page costs what it always did."""
    browser = world.browser("administrator")
    browser.get("/o/ours/")
    counts = []
    stored.change_setups()
    for _time in range(2):
        with statements(world.app) as seen:
            browser.get("/o/ours/")
        counts.append(len(seen))
    assert counts[0] == counts[1] + 4


def test_no_page_calls_anybody_over_the_network(world, monkeypatch):
    """No cache, no mail, no other host: only the database, whose connection stands."""
    browser = world.browser("administrator")
    browser.get("/o/ours/")

    def refuse(*_args: object) -> None:
        raise AssertionError("a page opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert browser.get("/o/ours/").status_code == 200
    assert opened(world, "access.invite").send().status_code == 303
