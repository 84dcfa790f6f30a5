"""What signing in hands over: cookies that stay with us, and a way on that stays with us too."""

import re
from dataclasses import replace

import pytest

from portal.app import create_app
from tests.actors import PASSWORD, Browser

pytestmark = pytest.mark.either


def cookies(answer):
    return {cookie.partition("=")[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}


def sign_in(app, path="/sign-in", email="", **options):
    browser = Browser(app)
    fields = browser.client.get(path, **options).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', fields)[1]
    said = {"email": email, "password": PASSWORD, "csrf_token": token}
    return browser.client.post(path, data=said, headers={"Referer": "https://localhost/"}, **options)


def test_cookies_are_out_of_scripts_reach_and_stay_with_us(world):
    kept = cookies(sign_in(world.app, email=world.ours.people["reader"].email))
    assert set(kept) == {"medvirke", "device"}
    for cookie in kept.values():
        assert {"HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
        assert "Domain" not in cookie


def test_behind_https_they_are_sent_over_nothing_else(world, config):
    app = create_app(replace(config, public_url="https://localhost", hosts=("localhost",)))
    answer = sign_in(app, email=world.ours.people["reader"].email, base_url="https://localhost")
    assert answer.status_code == 303, answer.text
    assert set(cookies(answer)) == {"__Host-medvirke", "device"}
    assert all("Secure" in cookie.split("; ") for cookie in cookies(answer).values())
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


ELSEWHERE = [
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
    "/\t/evil.example", "http:evil.example", "javascript:alert(1)", "evil.example", "/%09/evil.example",
    "/\n/evil.example", "//evil.example/o/x",
]  # fmt: skip


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_no_link_to_the_sign_in_page_leads_away(world, wanted):
    """Neither after signing in, nor for who has signed in, nor after choosing a language."""
    reader = world.browser("reader")
    ways = [
        sign_in(world.app, email=world.ours.people["reader"].email, query_string={"next": wanted}).location,
        reader.get("/sign-in", query_string={"next": wanted}).location,
        reader.send("/language", {"language": "da", "next": wanted, "csrf_token": world.keys["reader"].token}).location,
    ]
    for way in ways:
        assert re.match(r"/(?![/\\\t\r\n])", way), way


def test_a_page_of_ours_is_gone_on_to(world):
    wanted = "/o/ours/goals/?a=b"
    answer = sign_in(world.app, email=world.ours.people["reader"].email, query_string={"next": wanted})
    assert answer.location == wanted
