"""Language: the user's, else the organisation's, else the browser's; and one's own name."""

import re

import pytest

from portal.plugin_api import Role
from tests.actors import Browser, form_fields
from tests.reading import letters_to, says

DANISH = {"headers": {"Accept-Language": "da,en;q=0.5"}}


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


def language_of(page):
    return re.search(r'<html lang="(\w+)"', page.text)[1]


@pytest.mark.parametrize(
    ("header", "language"),
    [("da-DK,da;q=0.9", "da"), ("no", "nb"), ("nn-NO", "nb"), ("fr,en;q=0.3", "en"), ("fr", "nb"), ("", "nb"),
     ("nb;q=0.2,da;q=0.8", "da"), (";;;=,\xff", "nb")],
)  # fmt: skip
def test_before_signing_in_the_browser_decides(nobody, header, language):
    assert language_of(nobody.get("/sign-in", headers={"Accept-Language": header})) == language


def test_before_signing_in_a_choice_goes_before_the_browser(nobody):
    nobody.send("/language", {"csrf_token": nobody.token(), "language": "en", "next": "/sign-in"})

    assert language_of(nobody.get("/sign-in", **DANISH)) == "en"


def test_a_language_we_do_not_have_is_refused_with_a_sentence(nobody):
    page = nobody.client.post(
        "/language", data={"csrf_token": nobody.token(), "language": "fr", "next": "/sign-in"}, follow_redirects=True
    )

    assert says(page, "We do not have this language yet.")
    assert language_of(page) == "nb"


def test_inside_the_organisations_language_goes_before_the_browsers(factory, actor, browser, kari):
    danish = factory.organisation("hjerteforening", "Hjerteforeningen", language="da", country="DK")
    jens = actor(danish, Role.STAFF)

    assert language_of(browser(kari).get("/o/hjertelag/", **DANISH)) == "nb"
    assert language_of(browser(jens).get("/o/hjerteforening/", headers={"Accept-Language": "en"})) == "da"


def test_her_own_language_goes_before_the_organisations(kari, browser):
    opened = browser(kari)
    opened.post("/profile/", {"language": "en"})

    assert language_of(opened.get("/o/hjertelag/", **DANISH)) == "en"
    assert language_of(opened.get("/profile/", **DANISH)) == "en"


def test_a_choice_can_be_taken_back(kari, browser):
    opened = browser(kari)
    opened.post("/profile/", {"language": "en"})
    opened.post("/profile/", {"language": ""})

    assert language_of(opened.get("/o/hjertelag/", **DANISH)) == "nb"


def test_letters_about_her_account_are_in_her_language_whatever_the_browser_says(app, factory, kari, browser):
    opened = browser(kari)
    opened.post("/profile/", {"language": "da"})
    english = Browser(app)
    typed = form_fields(english.get("/forgotten-password").text)

    english.send("/forgotten-password", {**typed, "email": kari.email}, headers={"Accept-Language": "en"})
    reset = letters_to(factory, kari.email)[-1]
    path = re.search(r"/new-password/\S+", reset.text)[0]
    english.send(path, {**english.fields(path), "password": "gul traktor i snø"}, headers={"Accept-Language": "en"})

    assert [letter.language for letter in letters_to(factory, kari.email)] == ["da", "da"]


def test_from_the_profile_a_link_in_the_menu_leads_back(kari, browser):
    hers = browser(kari)
    menu = hers.get("/profile/").text.partition('<nav class="menu"')[2].partition("</nav>")[0]

    assert re.search(r'<a href="(.*?)"', menu)[1] == "/"
    assert hers.get("/").location == "/o/hjertelag/"


def test_the_profile_is_saved(kari, browser):
    opened = browser(kari)

    opened.post("/profile/", {"name": "  Kari Æsøy  ", "language": "da"})

    fields = opened.fields("/profile/")
    assert (fields["name"], fields["language"]) == ("Kari Æsøy", "da")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_name_of_nothing_is_refused(kari, browser, name):
    opened = browser(kari)
    before = opened.fields("/profile/")["name"]

    page = opened.post("/profile/", {"name": name})

    assert page.status_code == 200
    assert says(page, "Please fill this in.")
    assert opened.fields("/profile/")["name"] == before


def test_two_who_edit_the_same_profile_are_shown_both_and_choose(kari, browser):
    opened, phone = browser(kari), browser(kari)
    older = phone.fields("/profile/")
    opened.post("/profile/", {"name": "Fra kontoret"})

    page = phone.send("/profile/", {**older, "name": "Fra telefonen"})
    assert page.status_code == 200
    assert says(page, "Somebody else saved this while you were writing")
    assert "Fra kontoret" in page.text
    assert "Fra telefonen" in page.text
    assert opened.fields("/profile/")["name"] == "Fra kontoret"

    phone.send("/profile/", form_fields(page.text))
    assert opened.fields("/profile/")["name"] == "Fra telefonen"
