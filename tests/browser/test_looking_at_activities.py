"""The list and the figures with something asked for: what the crawl, which follows links, does not type."""

import re

import pytest

from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine

pytestmark = pytest.mark.browser
ASKED = (
    "activities/?q=m&type=core.meeting&period=last_year",
    "activities/?q=zzz&from=i-forg%C3%A5rs&unit=zzz",
    "activities/?status=planned&sort=oldest&mine=1",
    "activities/sheet/?q=m&period=last_year",
    "figures/?type=core.meeting",
    "figures/?whole=1",
)
HOUSES = {"nb": "carcinor", "da": "kraeftens-bekaempelse"}


@pytest.mark.parametrize("language", HOUSES)
@pytest.mark.parametrize("who", ["leader", "volunteer"])
def test_narrowed_pages_are_good_pages(visitor, who, language):
    slug = HOUSES[language]
    here = visitor(f"{who}@{slug}.example", language, scripts=[AXE])
    faults = []
    for asked in ASKED:
        here.open(f"/o/{slug}/{asked}")
        faults += examine(here)
    assert faults == []


def test_somebody_finds_and_takes_out_on_a_phone_without_scripts(visitor):
    here = visitor("staff@carcinor.example", "nb", viewport=PHONE, java_script_enabled=False)
    here.open("/o/carcinor/activities/")
    here.page.get_by_label("Søk").fill("webinar")
    here.page.get_by_text("Flere valg").click()
    here.page.get_by_label("Periode").select_option("last_year")
    here.follow(here.page.get_by_role("button", name="Vis", exact=True))
    assert re.search(r"q=webinar.*period=last_year", here.page.url)

    here.page.get_by_role("link", name="Ta bort: «webinar»").click()
    here.follow(here.page.get_by_role("link", name="Ta ut denne listen i en fil"))
    with here.page.expect_download() as waiting:
        here.page.get_by_role("button", name="Som tekst (.csv)").click()
    assert waiting.value.suggested_filename.endswith(".csv")
