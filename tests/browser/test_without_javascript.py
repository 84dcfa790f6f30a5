"""The thread's main steps where no script runs: an old phone, a strict browser, a script that failed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.actors import PASSWORD
from tests.browser.conftest import PHONE
from tests.browser.letters import invite, newest_link
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
SLUG = "seniornett"
ADMINISTRATOR = f"administrator@{SLUG}.example"


@pytest.fixture
def plain(visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """`plain(email)`: her browser runs no script."""

    def come(email: str | None = None) -> Visitor:
        return visitor(email, viewport=PHONE, java_script_enabled=False)

    return come


def test_an_invited_volunteer_registers_once(plain: Callable[..., Visitor]) -> None:
    guest = f"uten.skript@{SLUG}.example"
    invite(plain(ADMINISTRATOR), SLUG, guest)
    volunteer = plain()
    volunteer.open(newest_link(volunteer, guest, "invitation"))
    volunteer.field("Your name").fill("Uten Skript")
    volunteer.field("Choose a password").fill(PASSWORD)
    volunteer.button("Begin").click()
    volunteer.page.wait_for_url("**/activities/register")
    volunteer.link("Meeting").click()
    volunteer.page.locator("main [inputmode=numeric]").fill("7")
    volunteer.button("Register").dblclick()
    volunteer.page.wait_for_url("**/mine/registered/*")
    volunteer.follow(volunteer.link("The same again"))
    assert volunteer.page.locator("main [inputmode=numeric]").input_value() == ""
    volunteer.open(f"/o/{SLUG}/mine/")
    assert volunteer.page.locator(".rows > li").count() == 1


def test_the_plan_and_its_goals_are_read(plain: Callable[..., Visitor]) -> None:
    reader = plain(f"reader@{SLUG}.example")
    reader.open(f"/o/{SLUG}/")
    assert reader.page.locator(".goal-card svg.curve").first.is_visible()
    reader.follow(reader.page.locator(".goal-card a").first)
    assert reader.page.locator("main svg.curve:visible").count() == 1
    reader.open(f"/o/{SLUG}/goals/")
    reader.page.locator("summary").first.click()
    assert reader.page.locator("details[open] li").first.is_visible()


def test_a_phone_reaches_the_menu(plain: Callable[..., Visitor]) -> None:
    administrator = plain(ADMINISTRATOR)
    administrator.open(f"/o/{SLUG}/")
    expect(administrator.page.locator("#menu")).to_be_hidden()
    administrator.button("Menu").click()
    expect(administrator.page.locator("#menu")).to_be_visible()
    administrator.link("Units").click()
    administrator.page.wait_for_url("**/units/")


def test_a_plugin_is_switched_on_and_off(plain: Callable[..., Visitor]) -> None:
    administrator = plain(ADMINISTRATOR)
    for button in ("Switch on", "Switch off"):
        administrator.open(f"/o/{SLUG}/plugins/alliances")
        administrator.button(button).click()
        administrator.page.wait_for_url("**/plugins/")
        expect(administrator.page.get_by_role("status")).to_be_visible()


def test_a_fault_is_said_and_what_was_typed_is_kept(plain: Callable[..., Visitor]) -> None:
    administrator = plain(ADMINISTRATOR)
    administrator.open(f"/o/{SLUG}/access/invite")
    administrator.field("E-mail").fill("ingen adresse")
    administrator.button("Send the invitation").click()
    expect(administrator.page.locator(".ds-error-summary")).to_be_visible()
    expect(administrator.field("E-mail")).to_have_value("ingen adresse")
