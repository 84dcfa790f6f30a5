"""From a poster to the membership, on a phone, in both languages, with and without scripts; and with a helper."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.letters import newest_link
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
HOUSE = "/o/carcinor/recruitment"


def speak(here: Visitor) -> Visitor:
    """She has chosen her language here before: it is not the organisation's."""
    here.context.add_cookies([{"name": "language", "value": here.language, "url": here.site}])
    return here


def press(here: Visitor, box: str) -> None:
    """A box or a circle by its words, as a thumb does."""
    here.page.locator("main .choice", has=here.page.locator(box)).locator("label").first.click()


def choose(here: Visitor, name: str, value: str) -> None:
    press(here, f"[name={name}][value={value}]")


def fill_in(here: Visitor, name: str, email: str) -> None:
    choose(here, "kind", "next_of_kin")
    for field, typed in (
        ("name", name),
        ("email", email),
        ("street", "Storgata 1"),
        ("postal_code", "4612"),
        ("town", "Kristiansand"),
    ):
        here.page.locator(f"[name={field}]").fill(typed)
    choose(here, "magazine", "digital")
    here.page.locator("main .choice label[for^=agree_]").first.click()


def code_of(staff: Visitor) -> str:
    """The path of the newest poster's code."""
    staff.open(f"{HOUSE}/codes/")
    staff.page.get_by_role("link", name="Roll-up til").click()
    staff.page.wait_for_selector(".shared a")
    return str(staff.page.locator(".shared a").first.get_attribute("href"))


@pytest.mark.parametrize("language", ["nb", "da"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_somebody_scans_a_poster_confirms_and_is_let_in(
    visitor: Callable[..., Visitor], language: str, scripts: bool
) -> None:
    """Rows R7 and R9."""
    staff = visitor("staff@carcinor.example", viewport=PHONE, scripts=[AXE])
    path, name = code_of(staff), f"Tora {language.title()} {'Skript' if scripts else 'Uten'}"
    email = f"tora.{language}.{scripts}@eksempel.example".lower()
    guest = visitor(None, language, viewport=PHONE, java_script_enabled=scripts, scripts=[AXE] if scripts else [])
    speak(guest).open(path)
    assert guest.page.locator("main form :checked:not(option)").count() == 0
    fill_in(guest, name, email)
    faults = examine(guest) if scripts else []
    guest.button("Send").click()
    guest.page.wait_for_url("**/thanks")
    assert guest.page.get_by_role("heading", name=guest.says("Thank you!")).is_visible()

    guest.open(newest_link(visitor(None, language), email, "p/carcinor/l"))
    faults += examine(guest) if scripts else []
    assert "Storgata 1" in guest.text()
    guest.follow(guest.button("Yes, I want to be a member"))

    staff.open(f"{HOUSE}/enrolments/?state=confirmed")
    staff.page.get_by_role("link", name=name).click()
    staff.link("Let her in").click()
    staff.button("Let her in").click()
    staff.page.wait_for_url("**/recruitment/members/*")
    assert name in staff.text()
    assert faults == []


def test_a_volunteer_enrols_somebody_on_her_phone(visitor: Callable[..., Visitor]) -> None:
    """Row R8."""
    her = visitor("volunteer@carcinor.example", viewport=PHONE, scripts=[AXE])
    her.open(f"{HOUSE}/help/")
    her.page.locator("[name=code]").select_option(index=1)
    fill_in(her, "Hjalmar Hjulpet", "")
    press(her, "[name=is_here]")
    faults = examine(her)
    her.button("Enrol her").click()
    her.page.wait_for_selector("main .ds-alert[role=status]")
    assert "Hjalmar Hjulpet" in her.page.locator("main .ds-alert[role=status]").inner_text()
    assert her.page.locator("[name=name]").input_value() == ""
    assert her.page.locator("[name=code]").input_value() != ""
    assert faults == []


@pytest.mark.parametrize("language", ["nb", "da"])
def test_at_320_px_nothing_scrolls_sideways_and_a_fault_is_told_at_its_field(
    visitor: Callable[..., Visitor], language: str
) -> None:
    guest = visitor(None, language, viewport={"width": 320, "height": 640}, scripts=[AXE])
    speak(guest).open("/p/carcinor/medlem/")
    fill_in(guest, "Feil Kode", "feil@eksempel.example")
    guest.page.locator("[name=postal_code]").fill("99999")
    guest.button("Send").click()
    guest.page.wait_for_selector(".ds-error-summary")
    assert "99999" in guest.page.locator("#postal_code-error").inner_text()
    assert guest.page.locator("[name=name]").input_value() == "Feil Kode"
    assert examine(guest) == []
