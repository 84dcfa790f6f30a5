"""A link from its making to the yes: on a phone, in both languages, the visitor without scripts and without an account."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
SLUGS = {"nb": "carcinor", "da": "kraeftens-bekaempelse"}
#: as long as a label may be
LONG = "Åpen dag for alle som bor i nærheten, med kaffe, foredrag og omvisning i de nye lokalene våre ved elva i november 2026 ."


@pytest.mark.parametrize("language", SLUGS)
def test_from_the_poster_to_the_yes(visitor: Callable[..., Visitor], language: str) -> None:
    slug = SLUGS[language]
    staff = visitor(f"staff@{slug}.example", language, viewport=PHONE, scripts=[AXE])
    path = make_link(staff, slug)
    assert pages_on_paper(staff) == 1

    guest = visitor(None, language, viewport=PHONE, scripts=[AXE])
    plain = visitor(None, language, viewport=PHONE, java_script_enabled=False)
    faults = register(guest, path, examined=True) + register(plain, path)
    plain.follow(plain.link("One more"))
    assert plain.page.locator("[name=number_participants]").input_value() == ""

    staff.open(f"/o/{slug}/shared-links/")
    staff.page.locator(".rows a").first.click()
    staff.page.locator(".ds-alert a").click()
    staff.follow(staff.link("Tick all on this page"))
    faults += examine(staff)
    staff.button("Remove the ticked ones").click()
    expect(staff.link("Cancel")).to_be_visible()
    faults += examine(staff)
    staff.link("Cancel").click()
    staff.link("Tick all on this page").click()
    staff.button("Count the ticked ones").click()
    staff.page.wait_for_url("**/waiting/*")
    assert staff.page.get_by_role("heading", name=staff.says("Nothing waits")).is_visible()
    assert faults + close_it(staff, guest, slug, path) == []


def make_link(staff: Visitor, slug: str) -> str:
    """Its path; she stands on its poster."""
    staff.open(f"/o/{slug}/shared-links/new")
    staff.page.locator("[name=activity_type]").select_option("core.meeting")
    staff.page.locator("[name=label]").fill(LONG)
    staff.button("Make the link").click()
    staff.page.wait_for_url(re.compile(r"/shared-links/[0-9a-f-]{36}$"))
    path = staff.page.locator(".shared a").first.get_attribute("href")
    staff.link("Poster to print").click()
    staff.page.wait_for_url("**/poster")
    return str(path)


def pages_on_paper(here: Visitor) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", here.page.pdf(prefer_css_page_size=True)))


def register(guest: Visitor, path: str, *, examined: bool = False) -> list[str]:
    guest.open(path)
    assert guest.page.locator(".trap").is_hidden()
    faults = examine(guest) if examined else []
    guest.page.locator("[name=number_participants]").fill("7")
    guest.button("Send in").click()
    guest.page.wait_for_url("**/thanks")
    return faults + (examine(guest) if examined else [])


def close_it(staff: Visitor, guest: Visitor, slug: str, path: str) -> list[str]:
    staff.open(f"/o/{slug}/shared-links/")
    staff.page.locator(".rows a").first.click()
    staff.link("Close the link").click()
    staff.button("Close the link").click()
    staff.page.wait_for_url(re.compile(r"/shared-links/[0-9a-f-]{36}$"))
    assert guest.open(path) == 410
    return [*examine(guest), *examine(staff)]
