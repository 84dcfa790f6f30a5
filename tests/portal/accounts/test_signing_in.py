"""Signing in and out."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from portal import clock
from portal.accounts.services import create_account
from portal.app import create_app
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from tests.actors import PASSWORD, Browser, form_fields
from tests.reading import says

WRONG = "The e-mail address or the password is not right. Please try again."


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


def is_in(browser):
    return browser.get("/profile/").status_code == 200


def stolen(app, browser):
    """Another browser with a copy of the cookie."""
    thief = Browser(app)
    thief.client.set_cookie("medvirke", browser.client.get_cookie("medvirke").value)
    return thief


def test_signing_in_leads_to_the_page_that_was_asked_for(kari, nobody):
    asked = nobody.get("/o/hjertelag/goals/?a=1")

    assert asked.status_code == 303
    signed_in = nobody.post(asked.location, {"email": kari.email, "password": PASSWORD})

    assert (signed_in.status_code, signed_in.location) == (303, "/o/hjertelag/goals/?a=1")
    assert nobody.get(signed_in.location).status_code == 200


def test_an_address_is_found_however_it_is_spelled(kari, nobody):
    nobody.post("/sign-in", {"email": f"  {kari.email.upper()} ", "password": PASSWORD})

    assert is_in(nobody)


def test_known_and_unknown_addresses_get_the_same_answer(kari, nobody):
    def answer(email):
        page = nobody.post("/sign-in", {"email": email, "password": "not her password"})
        assert says(page, WRONG)
        return page.status_code, re.sub(r'name="csrf_token"[^>]+', "", page.text).replace(email, "")

    assert answer(kari.email) == answer("nobody.at.all@example.org")


def test_a_password_is_compared_for_an_unknown_address_as_for_a_known_one(kari, nobody, monkeypatch):
    """The comparison is what takes time: without one, the clock tells who has an account."""
    compared = []
    verify = PasswordHasher.verify
    monkeypatch.setattr(PasswordHasher, "verify", lambda *said: compared.append(said[1]) or verify(*said))

    for email in (kari.email, "nobody.at.all@example.org"):
        nobody.post("/sign-in", {"email": email, "password": "not her password"})

    assert len(compared) == 2
    assert compared[0].split("$")[3] == compared[1].split("$")[3]  # at the same cost


def test_what_was_typed_is_kept_but_for_the_password(nobody):
    page = nobody.post("/sign-in", {"email": "kari@example.org", "password": "hemmelig-ord"})

    assert form_fields(page.text)["email"] == "kari@example.org"
    assert "hemmelig-ord" not in page.text


def test_an_account_without_a_password_cannot_sign_in(factory, nobody):
    with factory.working_as(NOBODY):
        create_account("ny@example.org", "Ny")
        db.session.commit()

    for password in ("nobody's password", "None", ""):
        nobody.post("/sign-in", {"email": "ny@example.org", "password": password})
        assert not is_in(nobody)


def test_signing_in_without_the_forms_token_is_refused(kari, nobody):
    page = nobody.send("/sign-in", {"email": kari.email, "password": PASSWORD})

    assert page.status_code == 400
    assert not is_in(nobody)


def test_signing_out_ends_the_session_also_for_a_copied_cookie(app, kari, browser):
    opened, phone = browser(kari), browser(kari)
    thief = stolen(app, opened)
    assert is_in(thief)

    opened.send("/sign-out", {"csrf_token": opened.token()})

    assert [is_in(opened), is_in(thief), is_in(phone)] == [False, False, True]


def test_signing_out_everywhere_ends_her_sessions_and_nobody_elses(kari, browser, organisation, actor):
    opened, phone = browser(kari), browser(kari)
    other = browser(actor(organisation, Role.STAFF))

    opened.send("/sign-out/everywhere", {"csrf_token": opened.token()})

    assert [is_in(opened), is_in(phone), is_in(other)] == [False, False, True]


def test_a_sign_in_lasts_thirty_days(kari, browser):
    opened = browser(kari)
    moment = clock.now()

    with clock.stopped_at(moment + timedelta(days=29, hours=23)):
        assert is_in(opened)
    with clock.stopped_at(moment + timedelta(days=30, seconds=1)):
        page = opened.get("/o/hjertelag/")

    assert page.location == "/sign-in?next=/o/hjertelag/"


def test_another_users_id_before_the_token_opens_nothing(app, kari, browser, organisation, actor):
    other = actor(organisation, Role.ADMINISTRATOR)
    opened = browser(kari)
    with opened.client.session_transaction() as kept:
        kept["_user_id"] = f"{other.id}.{kept['_user_id'].partition('.')[2]}"

    assert not is_in(opened)


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example/", "/\\evil.example/", "\\\\evil.example", "/\t/evil.example",
        "/\t\\evil.example", " //evil.example", "javascript:alert(1)", "http:evil.example", "/%5Cevil.example/../..",
        "///evil.example", "evil.example",
    ],
)  # fmt: skip
def test_nobody_is_led_away_after_signing_in(kari, browser, nobody, wanted):
    signed_in = nobody.client.post(
        "/sign-in", query_string={"next": wanted},
        data={**nobody.fields("/sign-in"), "email": kari.email, "password": PASSWORD},
    )  # fmt: skip
    again = nobody.client.get("/sign-in", query_string={"next": wanted})

    for answer in (signed_in, again):
        assert answer.status_code == 303
        assert re.fullmatch(r"/([^/\\\s].*)?", answer.location), answer.location


def test_the_language_form_leads_nobody_away(nobody):
    typed = {"csrf_token": nobody.token(), "language": "da"}

    assert nobody.send("/language", {**typed, "next": "//evil.example/"}).location == "/"
    assert nobody.send("/language", {**typed, "next": "/sign-in"}).location == "/sign-in"


def cookies_of(answer):
    return {line.partition("=")[0]: line for line in answer.headers.getlist("Set-Cookie")}


def test_cookies_are_closed_to_scripts_and_other_sites(kari, nobody):
    cookies = cookies_of(nobody.sign_in(kari))

    assert set(cookies) == {"medvirke", "device"}
    for cookie in cookies.values():
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain" not in cookie


def test_over_https_cookies_never_travel_in_the_clear(app, config, kari):
    secure = create_app(replace(config, public_url="https://localhost"))
    opened = Browser(secure)
    here = {"base_url": "https://localhost", "headers": {"Referer": "https://localhost/sign-in"}}
    typed = form_fields(opened.get("/sign-in", **here).text) | {"email": kari.email, "password": PASSWORD}

    answer = opened.send("/sign-in", typed, **here)

    assert answer.status_code == 303
    assert set(cookies_of(answer)) == {"__Host-medvirke", "device"}
    assert all("Secure" in cookie for cookie in cookies_of(answer).values())
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_pages_behind_the_sign_in_are_kept_by_no_cache(kari, browser):
    assert browser(kari).get("/o/hjertelag/").headers["Cache-Control"] == "no-store"
