"""The main tasks with keys alone, and a focus that can be seen all the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
SLUG = "kreftnettverk-bergen"
ADMINISTRATOR = f"administrator@{SLUG}.example"
FORMS = ("activities/register/core.meeting", "access/invite", "settings/")
MAIN = ("", "goals/", "yearwheel/", "activities/", "plugins/", "units/", *FORMS)

#: how a control looks with the focus and without it; a card shows the focus of the link in it
LOOKS = """() => {
  const control = document.activeElement;
  const look = () => {
    const found = [];
    for (let one = control; one && found.length < 4; one = one.parentElement) {
      const { outline, outlineStyle, boxShadow, clipPath } = getComputedStyle(one);
      found.push((outlineStyle === "none" ? "" : outline) + boxShadow + clipPath);
    }
    return found.join();
  };
  const focused = look();
  control.blur();
  const blurred = look();
  control.focus();
  return { changes: focused !== blurred, html: control.outerHTML.slice(0, 150), first: control === document.body };
}"""


def tab_to(page: Page, wanted: Locator, steps: int = 80) -> None:
    """Press Tab until it has the focus. AssertionError when it never gets it."""
    for _step in range(steps):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not reach {wanted}")


def press(here: Visitor, wanted: Locator, key: str = "Enter") -> None:
    tab_to(here.page, wanted)
    here.page.keyboard.press(key)


def write(here: Visitor, wanted: Locator, text: str) -> None:
    tab_to(here.page, wanted)
    here.page.keyboard.type(text)


def submit_button(here: Visitor) -> Locator:
    return here.page.locator("main form.form button[type=submit]").first


@pytest.fixture
def administrator(visitor: Callable[..., Visitor]) -> Visitor:
    return visitor(ADMINISTRATOR)


def test_signing_in(visitor: Callable[..., Visitor]) -> None:
    here = visitor()
    here.open("/sign-in")
    write(here, here.page.locator("[name=email]"), ADMINISTRATOR)
    write(here, here.page.locator("[name=password]"), "medvirke-demo")
    here.page.keyboard.press("Enter")
    here.page.wait_for_url(f"**/o/{SLUG}/")


def test_the_first_tab_leads_past_the_menu(administrator: Visitor) -> None:
    page = administrator.page
    administrator.open(f"/o/{SLUG}/")
    page.keyboard.press("Tab")
    skip = page.locator(".ds-skip-link")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["height"] >= 24  # type: ignore[index]  # it can be seen now
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_registering_an_activity(administrator: Visitor) -> None:
    administrator.open(f"/o/{SLUG}/")
    press(administrator, administrator.page.locator("main a.ds-button[href$='activities/register']"))
    press(administrator, administrator.page.locator("main .rows a[href$='core.meeting']"))
    write(administrator, administrator.page.locator("main [inputmode=numeric]"), "12")
    press(administrator, submit_button(administrator))
    administrator.page.wait_for_url("**/mine/registered/*")
    expect(administrator.page.locator("h1")).to_be_visible()


def test_inviting_somebody(administrator: Visitor) -> None:
    page = administrator.page
    administrator.open(f"/o/{SLUG}/access/invite")
    write(administrator, page.locator("[name=email]"), f"tastatur@{SLUG}.example")
    tab_to(page, page.locator("[name=role]").first)
    page.keyboard.press("Space")
    for _role in range(3):
        page.keyboard.press("ArrowDown")
    assert page.locator("[name=role]:checked").get_attribute("value") == "volunteer"
    tab_to(page, page.locator("[name=unit_id]"))
    page.keyboard.press("ArrowDown")
    press(administrator, submit_button(administrator))
    page.wait_for_url("**/access/")
    assert f"tastatur@{SLUG}.example" in administrator.text()


def test_switching_a_plugin_on_and_off(administrator: Visitor) -> None:
    page = administrator.page
    for _turn in ("on", "off"):
        administrator.open(f"/o/{SLUG}/plugins/")
        before = administrator.menu()
        press(administrator, page.locator("main a[href$='/plugins/digital_inclusion']"))
        press(administrator, submit_button(administrator), "Space")
        page.wait_for_url("**/plugins/")
        assert administrator.menu() != before


def test_the_menu_of_a_phone_opens_and_closes(visitor: Callable[..., Visitor]) -> None:
    here = visitor(ADMINISTRATOR, viewport=PHONE)
    here.open(f"/o/{SLUG}/")
    opener, menu = here.page.locator("button[popovertarget=menu]").first, here.page.locator("#menu")
    press(here, opener)
    expect(menu).to_be_visible()
    here.page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    here.page.keyboard.press("Enter")
    press(here, menu.locator("a[href$='/goals/']"))
    here.page.wait_for_url("**/goals/")


def test_after_a_fault_the_focus_is_on_what_to_do(visitor: Callable[..., Visitor]) -> None:
    here = visitor()
    here.open("/sign-in")
    tab_to(here.page, here.page.locator("[name=password]"))
    here.page.keyboard.press("Enter")
    expect(here.page.locator(".ds-error-summary h2")).to_be_focused()
    press(here, here.page.locator(".ds-error-summary a").first)
    expect(here.page.locator("[name=email]")).to_be_focused()


def test_a_hidden_focus_is_found(administrator: Visitor) -> None:
    """The control of the next test."""
    page = administrator.page
    administrator.open(f"/o/{SLUG}/")
    page.evaluate(
        """() => {
            const hides = new CSSStyleSheet();
            hides.replaceSync("* { outline: none !important; box-shadow: none !important; }");
            document.adoptedStyleSheets = [hides];
        }"""
    )
    tab_to(page, page.locator("main a").first)
    assert not page.evaluate(LOOKS)["changes"]


@pytest.mark.parametrize("path", MAIN)
def test_the_focus_can_be_seen_on_every_control(administrator: Visitor, path: str) -> None:
    """Forward from the first control until it begins anew; nothing holds the focus, nothing is left out."""
    page = administrator.page
    administrator.open(f"/o/{SLUG}/{path}")
    stops: list[str] = []
    for _step in range(200):
        page.keyboard.press("Tab")
        found = page.evaluate(LOOKS)
        if found["first"]:
            break
        assert found["changes"], found["html"]
        stops.append(found["html"])
    links = page.locator("main a[href]:visible, main button:visible").count()
    assert len(stops) >= links + len(administrator.menu())
