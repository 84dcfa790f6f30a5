"""A volunteer registers what she did: on a phone, in under a minute, in her language."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from portal.i18n import ngettext, use_language
from tests.actors import PASSWORD
from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.houses import new_volunteer
from tests.browser.site import Site
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
SLUGS = {"nb": "seniornett", "da": "kraeftens-bekaempelse"}
#: a fingertip
TARGET = 44


@pytest.fixture
def come(visitor: Callable[..., Visitor], site: Site) -> Callable[[str], Visitor]:
    """`come("da")`: a new volunteer with her phone, on her start page."""

    def arrive(language: str) -> Visitor:
        account = new_volunteer(site, SLUGS[language])
        here = visitor(account.email, language, password=PASSWORD, viewport=PHONE, scripts=[AXE])
        here.open(f"/o/{SLUGS[language]}/")
        return here

    return arrive


def she_has_registered(her: Visitor, count: int) -> str:
    with use_language(her.language):
        one, many = "This year you have registered %(n)s activity.", "This year you have registered %(n)s activities."
        return ngettext(one, many, count)


@pytest.mark.parametrize("language", SLUGS)
def test_from_her_start_page_it_takes_a_few_presses_and_no_typing(
    come: Callable[[str], Visitor], language: str
) -> None:
    """A peer registers an activity on the phone in under a minute: she counts presses, a second or two each."""  # row R15
    her = come(language)
    page = her.page
    her.link("Register an activity").first.click()
    her.follow(her.link("Meeting"))
    more = page.locator("[data-step='1']").first
    box = more.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= TARGET
    for _person in range(7):
        more.click()
    expect(page.locator("[name=number_participants]")).to_have_value("7")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    her.button("Register").click()
    page.wait_for_url("**/mine/registered/*")
    assert she_has_registered(her, 1) in her.text()
    assert examine(her) == []

    her.open(f"/o/{SLUGS[language]}/")
    her.link("Register: %(type)s", type=her.says("Meeting")).click()
    more.click()
    her.button("Register").click()
    page.wait_for_url("**/mine/registered/*")
    assert she_has_registered(her, 2) in her.text()
    her.link("The same again").click()
    expect(page.locator("[name=number_participants]")).to_have_value("")
    her.open(f"/o/{SLUGS[language]}/mine/")
    assert page.locator("main .rows").last.locator("> li").count() == 2
    assert examine(her) == []


@pytest.mark.parametrize("language", SLUGS)
def test_an_empty_year_and_an_undone_activity(come: Callable[[str], Visitor], language: str) -> None:
    her = come(language)
    her.open(f"/o/{SLUGS[language]}/mine/")
    assert examine(her) == []
    her.page.locator("main a.ds-button").click()
    her.link("Meeting").click()
    her.page.locator("[name=number_participants]").fill("3")
    her.button("Register").click()
    her.link("Undo").click()
    her.button("Remove").click()
    her.page.wait_for_url("**/activities/")
    her.open(f"/o/{SLUGS[language]}/mine/")
    assert her.page.locator("main .empty").is_visible()
