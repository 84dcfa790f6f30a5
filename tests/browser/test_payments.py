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
    _go(treasurer, treasurer.button("Read it"))
    _go(treasurer, treasurer.link("Payments to look at"))
    faults += examine(treasurer)

    _go(treasurer, _row(treasurer, came).get_by_role("link"))
    faults += examine(treasurer)
    treasurer.page.locator("[name=note]").fill(f"Salg av {came}")
    _go(treasurer, treasurer.button("Save"))
    assert came not in treasurer.text()
    _go(treasurer, treasurer.link("Payments that were put aside"))
    faults += examine(treasurer)
    _go(treasurer, _row(treasurer, came).get_by_role("link"))
    faults += _take_back(treasurer)

    _go(treasurer, _row(treasurer, came).get_by_role("link"))
    treasurer.page.locator("[name=q]").fill("")
    _go(treasurer, treasurer.button("Find"))
    faults += examine(treasurer)
    name = treasurer.page.locator("main .choice label").first.inner_text().partition(",")[0]
    treasurer.page.locator("main .choice label").first.click()
    _go(treasurer, treasurer.button("Save"))
    assert came not in treasurer.text()
    treasurer.open(f"{HOUSE}/members/?state=open&q={name}")
    _go(treasurer, treasurer.page.locator("main .rows a").first)
    faults += examine(treasurer)
    _go(treasurer, _row(treasurer, "17,5").get_by_role("link", name=treasurer.says("Take it back")))
    faults += _take_back(treasurer)
    assert came in treasurer.text()
    assert faults + treasurer.faults == []


def _go(treasurer: Visitor, to: Locator) -> None:
    """The next page is there."""
    with treasurer.page.expect_navigation():
        to.click()


def _row(treasurer: Visitor, words: str) -> Locator:
    return treasurer.page.locator("main .rows li").filter(has_text=words)


def _take_back(treasurer: Visitor) -> list[str]:
    found = examine(treasurer)
    _go(treasurer, treasurer.button("Take it back"))
    assert treasurer.page.url.endswith("/bank/unmatched")
    return found
