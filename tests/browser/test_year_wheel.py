"""The year wheel in the hands of staff: written down, seen in the picture, clicked through."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor

SLUGS = {"nb": "carcinor", "da": "kraeftens-bekaempelse"}

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", SLUGS)
def test_a_standing_item_gets_its_arc_and_the_picture_leads_to_it(
    visitor: Callable[..., Visitor], language: str
) -> None:
    """Recruitment is a standing item in the year wheel."""  # row R20
    staff = visitor(f"staff@{SLUGS[language]}.example", language)
    staff.open(f"/o/{SLUGS[language]}/yearwheel/")
    staff.link("Add a standing item").click()
    staff.field("Name").first.fill("AAA sak")
    staff.page.locator("[name=on_date]").fill("2020-01-01")
    staff.page.locator("label[for=months-1]").click()
    staff.button("Save").click()
    staff.page.wait_for_url("**/yearwheel/?year=2020")

    picture = staff.page.locator(".wheel a", has_text="AAA sak")
    assert staff.page.locator(".wheel-list a", has_text="AAA sak").count() == 1
    picture.focus()
    staff.page.keyboard.press("Enter")
    staff.page.wait_for_selector("h1:has-text('AAA sak')")
    assert staff.faults == []
