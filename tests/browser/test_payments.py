"""What came in at the bank, in both languages: put aside, taken back, matched by hand, and undone. Row R12."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator

from portal.plugin_api import Role
from tests.browser.examine import AXE, examine
from tests.browser.houses import speaker
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.plugins.recruitment.bank import csv_file

pytestmark = pytest.mark.browser
HOUSE = "/o/carcinor/recruitment"


@pytest.fixture
def treasurer(visitor: Callable[..., Visitor], site: Site, language: str) -> Visitor:
    eyes = speaker(site, "carcinor", Role.STAFF, language)
    return visitor(eyes.email, language, password=eyes.password, scripts=[AXE])


# row R12
@pytest.mark.parametrize("language", ["nb", "da"])
def test_a_payment_is_put_aside_taken_back_matched_by_hand_and_undone(treasurer: Visitor, language: str) -> None:
    came = f"Loppemarked {language}"
    treasurer.open(f"{HOUSE}/bank/")
    faults = examine(treasurer)
    content = csv_file([("05-03-2026", "17,50", "", came)])
    treasurer.page.locator("[name=file]").set_input_files({"name": "konto.csv", "mimeType": "text/csv", "buffer": content})
    treasurer.button("Read it").click()
    treasurer.link("Payments to look at").click()
    faults += examine(treasurer)

    _row(treasurer, came).get_by_role("link").click()
    faults += examine(treasurer)
    treasurer.page.locator("[name=note]").fill(f"Salg av {came}")
    treasurer.button("Save").click()
    assert came not in treasurer.text()
    treasurer.link("Payments that were put aside").click()
    faults += examine(treasurer)
    _row(treasurer, came).get_by_role("link").click()
    faults += _take_back(treasurer)

    _row(treasurer, came).get_by_role("link").click()
    treasurer.page.locator("[name=q]").fill("")
    treasurer.button("Find").click()
    faults += examine(treasurer)
    name = treasurer.page.locator("main .choice label").first.inner_text().partition(",")[0]
    treasurer.page.locator("main .choice label").first.click()
    treasurer.button("Save").click()
    assert came not in treasurer.text()
    treasurer.open(f"{HOUSE}/members/?state=open&q={name}")
    treasurer.page.locator("main .rows a").first.click()
    faults += examine(treasurer)
    _row(treasurer, "17,5").get_by_role("link", name=treasurer.says("Take it back")).click()
    faults += _take_back(treasurer)
    assert came in treasurer.text()
    assert faults + treasurer.faults == []


def _row(treasurer: Visitor, words: str) -> Locator:
    return treasurer.page.locator("main .rows li").filter(has_text=words)


def _take_back(treasurer: Visitor) -> list[str]:
    found = examine(treasurer)
    treasurer.button("Take it back").click()
    treasurer.page.wait_for_url("**/bank/unmatched")
    return found
