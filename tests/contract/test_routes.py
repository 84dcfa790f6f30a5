"""Every page × every method × everybody: who gets in, and that nobody else learns anything."""

from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from portal.plugin_api import OPERATOR, PUBLIC, SIGNED_IN
from tests.actors import Browser
from tests.contract.addresses import METHODS, Route, holders, named, rights, routes
from tests.contract.world import PRINCIPALS, ROLES, World

pytestmark = pytest.mark.either

INSIDE = [route for route in routes() if route.is_inside]
OUTSIDE = [route for route in routes() if not route.is_inside]
WITH_IDS = [route for route in INSIDE if route.arguments]
#: who is led on instead of in
LEAD_ON = {
    "home.index": {*ROLES, "stranger", "operator"},
    "accounts.sign_in": {*ROLES, "stranger", "operator"},
    "activities.last": {"administrator", "staff", "unit_leader"},  # they have registered nothing yet
}
#: within the right, only these roles' people see the row that the world holds: whose it is, and who may see it too
WHOSE = {
    "files.get": {"administrator", "staff"},
    "files.remove": {"administrator", "staff"},
    "handouts.file": {"administrator"},
    "jobs.show": {"administrator", "staff"},
    "mine.thanks": {"volunteer"},
    "my_data.file": {"administrator"},
}
#: addresses inside an organisation that lead to no page
NO_PAGES = ("", "/goals", "/no-such-page", "/recruitment/no-such-page", "/goals/not-an-id", "/goals/indicators/1/x")


def call(browser: Browser, method: str, path: str, token: str | None = None) -> TestResponse:
    return browser.client.open(path, method=method, data={"csrf_token": token} if token else None)


def told(answer: TestResponse) -> tuple[Any, ...]:
    """All that an answer tells: status, every header, body. Nothing is left out or evened out."""
    return answer.status_code, sorted(answer.headers.to_wsgi_list()), answer.data


def expected(route: Route, method: str, who: str) -> int:
    """With our own ids, and no token where one is asked for."""
    if route.is_inside:
        return expected_inside(route, method, who)
    if not route.takes(method):
        return 405
    if route.right != PUBLIC and who == "nobody":
        return 303
    if route.right == OPERATOR and who != "operator":
        return 404
    return allowed(route, method, who)


def expected_inside(route: Route, method: str, who: str) -> int:
    if who not in ROLES:
        return 303 if who == "nobody" else 404
    if not route.takes(method):
        return 405
    return allowed(route, method, who) if who in holders(route.right) else 403


def allowed(route: Route, method: str, who: str) -> int:
    if method == "POST":
        return 400  # for want of the token
    if who not in WHOSE.get(route.endpoint, {who}) and method != "OPTIONS":
        return 404
    return 303 if who in LEAD_ON.get(route.endpoint, ()) and method in ("GET", "HEAD") else 200


def test_the_map_of_pages_states_a_right_for_each():
    known = {PUBLIC, SIGNED_IN, OPERATOR, *rights()}
    assert [route.endpoint for route in routes() if route.right not in known] == []
    assert {route.plugin for route in INSIDE} >= {"recruitment", "care_network", "alliances"}


def test_the_reviewed_table_says_what_the_code_declares(quiet_world):
    declared = quiet_world.app.extensions["medvirke"].rights
    assert {name: frozenset(right.roles) for name, right in declared.items()} == rights()


@named(list(routes()))
def test_each_method_answers_each_principal_as_the_table_says(quiet_world, route):
    path = route.address(quiet_world)
    wrong = []
    for who in PRINCIPALS:
        browser = quiet_world.browser(who)
        for method in METHODS:
            status, wanted = call(browser, method, path).status_code, expected(route, method, who)
            if status != wanted:
                wrong.append(f"{who} {method} {path}: {status} instead of {wanted}")
    assert wrong == []


@named(INSIDE)
def test_nobody_is_always_led_to_the_sign_in_page(quiet_world, route):
    for slug in ("ours", "no-such-organisation"):
        for path in route.addresses(quiet_world, slug):
            assert_led_to_sign_in(quiet_world.browser(), path)


@pytest.mark.parametrize("slug", ["ours", "no-such-organisation"])
@pytest.mark.parametrize("tail", NO_PAGES)
def test_nobody_is_led_there_from_what_is_no_page_too(quiet_world, slug, tail):
    assert_led_to_sign_in(quiet_world.browser(), f"/o/{slug}{tail}")


def assert_led_to_sign_in(nobody: Browser, path: str) -> None:
    back = f"?next={quote(path, safe='/')}"
    for method in METHODS:
        answer = call(nobody, method, path)
        safe = method in ("GET", "HEAD", "OPTIONS")
        assert (answer.status_code, answer.location) == (303, "/sign-in" + (back if safe else "")), (method, path)


@named(INSIDE)
@pytest.mark.parametrize("who", ["stranger", "operator"])
def test_without_access_an_organisation_does_not_exist(quiet_world, route, who):
    for path in route.addresses(quiet_world):
        assert_same(quiet_world, who, path, path.replace("/o/ours/", "/o/no-such-organisation/"), status=404)


@pytest.mark.parametrize("tail", NO_PAGES)
@pytest.mark.parametrize("who", ["stranger", "operator"])
def test_nor_does_what_is_no_page_in_it(quiet_world, tail, who):
    assert_same(quiet_world, who, f"/o/ours{tail}", f"/o/no-such-organisation{tail}", status=404)


def assert_same(world: World, who: str, one: str, other: str, *, status: int | None = None) -> None:
    """Both addresses answer with the same bytes, on every method, with and without a token."""
    browser, token = world.browser(who), world.keys[who].token
    for method in METHODS:
        for sent in (None, token) if method == "POST" else (None,):
            first, second = call(browser, method, one, sent), call(browser, method, other, sent)
            assert told(first) == told(second), (who, method, one, other)
            assert status in (None, first.status_code), (who, method, one)


@named(WITH_IDS)
def test_a_foreign_id_and_a_missing_one_answer_alike(quiet_world, route):
    foreign, missing = (route.address(quiet_world, ids=ids) for ids in ("foreign", "missing"))
    for who in ROLES:
        assert_same(quiet_world, who, foreign, missing)


@named(WITH_IDS)
def test_what_is_not_there_is_a_404_for_who_holds_the_right_and_a_403_for_others(quiet_world, route):
    path = route.address(quiet_world, ids="missing")
    for who in ROLES:
        wanted = 404 if who in holders(route.right) else 403
        for method in METHODS:
            if route.takes(method) and method != "OPTIONS":
                answer = call(quiet_world.browser(who), method, path, quiet_world.keys[who].token)
                assert answer.status_code == wanted, (who, method, path)


@named([route for route in INSIDE if "POST" in route.methods])
def test_without_the_right_a_token_does_not_help(quiet_world, route):
    for who in set(ROLES) - holders(route.right):
        answer = call(quiet_world.browser(who), "POST", route.address(quiet_world), quiet_world.keys[who].token)
        assert answer.status_code == 403, who


@named([route for route in routes() if "POST" in route.methods])
def test_a_token_of_somebody_else_is_refused(quiet_world, route):
    """Made for another browser, it is as good as none."""
    who = next(who for who in ("nobody", "operator", *ROLES) if expected(route, "POST", who) == 400)
    strange = quiet_world.keys["stranger"].token
    assert call(quiet_world.browser(who), "POST", route.address(quiet_world), strange).status_code == 400
