"""Growing as an association, on a phone, in both languages: contact surfaces looked after, the board's page on paper,
new branches, officers and research."""

from collections.abc import Callable
from typing import Any

import pytest

from portal.plugin_api import Role
from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.houses import speaker
from tests.browser.site import Site
from tests.browser.test_on_paper import sheets
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
HOUSE = "/o/carcinor/recruitment"
LANGUAGES = ["nb", "da"]


@pytest.fixture
def someone(visitor: Callable[..., Visitor], site: Site, language: str) -> Callable[..., Visitor]:
    def open_as(role: Role, **options: Any) -> Visitor:
        eyes = speaker(site, "carcinor", role, language)
        return visitor(eyes.email, language, password=eyes.password, scripts=[AXE], **options)

    return open_as


@pytest.fixture
def staff(someone: Callable[..., Visitor]) -> Visitor:
    return someone(Role.STAFF, viewport=PHONE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ward_is_found_and_followed_up_with_one_press(staff: Visitor, language: str) -> None:  # row R19
    staff.open(f"{HOUSE}/surfaces/?state=due")
    faults = examine(staff)
    staff.follow(staff.page.locator(".rows a").first)
    name = staff.page.locator("h1").inner_text()
    faults += examine(staff)

    staff.page.locator("main .choice label").first.click()
    staff.follow(staff.button("Save that I was in touch"))

    assert staff.page.locator("h1").inner_text() == name
    assert staff.page.locator(".ds-alert[data-color=warning]").count() == 0
    staff.open(f"{HOUSE}/surfaces/?state=due")
    assert name not in staff.text()
    assert faults + staff.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_writes_down_a_new_surface_and_who_is_in_charge(staff: Visitor, language: str) -> None:  # row R19
    staff.open(f"{HOUSE}/surfaces/new")
    faults = examine(staff)
    staff.page.locator("[name=name]").fill(f"Gastromedisinsk {language}")
    staff.page.locator("[name=web]").fill("uten https")
    staff.follow(staff.button("Save"))
    faults += examine(staff)
    staff.page.locator("[name=web]").fill("")
    staff.button("Save").click()
    staff.follow(staff.link("Add somebody in charge"))
    faults += examine(staff)
    staff.page.locator("[name=role]").fill("NET-sykepleier")
    staff.follow(staff.button("Save"))
    assert "NET-sykepleier" in staff.text()
    assert faults + staff.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_board_reads_its_page_and_takes_it_along_on_one_sheet(
    someone: Callable[..., Visitor], staff: Visitor, language: str
) -> None:  # row R2
    staff.open(f"{HOUSE}/board/")
    faults = examine(staff)
    assert all(number in staff.text() for number in ("801", "001", "500"))
    reader = someone(Role.READER)
    reader.open(f"{HOUSE}/board/")
    faults += examine(reader)
    paper = reader.page.pdf(prefer_css_page_size=True)

    assert sheets(paper) == [(210, 297)]
    assert sheets(staff.page.pdf(prefer_css_page_size=True)) == [(210, 297)]
    assert faults + staff.faults + reader.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_branch_is_begun_and_its_first_step_done(staff: Visitor, language: str) -> None:  # row R17
    staff.open(f"{HOUSE}/founding/new")
    faults = examine(staff)
    staff.page.locator("[name=name]").fill(f"Finnmark {language}")
    staff.button("Save").click()
    staff.page.wait_for_url("**/founding/*-*")
    faults += examine(staff)
    staff.page.locator(".rows a").first.click()
    staff.page.locator("[name=responsible]").fill("Hovedstyret")
    staff.page.locator("[name=done_on]").fill("2026-01-15")
    faults += examine(staff)
    staff.button("Save").click()
    staff.page.wait_for_url("**/founding/*-*")

    assert "Hovedstyret" in staff.text()
    assert staff.says("Done %(date)s", date="15. januar 2026") in staff.text()
    assert faults + staff.faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_officers_and_research_are_read_and_kept(staff: Visitor, language: str) -> None:  # rows R20 and R21
    faults = []
    for path in ("talks/?lacking=1", "talks/new", "research/", "research/new", "research/calls/new"):
        assert staff.open(f"{HOUSE}/{path}") == 200
        faults += examine(staff)
    staff.open(f"{HOUSE}/research/new")
    staff.follow(staff.button("Save"))
    faults += examine(staff)
    staff.page.locator("[name=title]").fill(f"Raskere svar {language}")
    staff.button("Save").click()
    staff.page.wait_for_url("**/research/?year=*")
    assert f"Raskere svar {language}" in staff.text()
    assert faults + staff.faults == []


#: the demo's survey, and what it asks first
SURVEY = {
    "nb": ("Medlemsundersøkelsen", "Hvor fornøyd er du med tilbudet vårt?", "Fornøyd"),
    "da": ("Medlemsundersøgelsen", "Hvor tilfreds er du med vores tilbud?", "Tilfreds"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_yearly_survey_is_answered_on_a_phone_and_its_years_stand_side_by_side(
    staff: Visitor, visitor: Callable[..., Visitor], language: str
) -> None:  # row R18
    name, asked, answer = SURVEY[language]
    staff.open("/o/carcinor/shared-links/")
    staff.follow(staff.page.locator(".rows a", has_text="Medlemsundersøkelsen"))
    path = str(staff.page.locator(".shared a").first.get_attribute("href"))
    member = visitor(None, "nb", viewport=PHONE, scripts=[AXE])  # the open page speaks as the association does
    member.open(path)
    faults = examine(member)
    for question in member.page.locator("main fieldset").all():
        question.locator("label").first.click()
    member.button("Send in").click()
    member.page.wait_for_url("**/thanks")

    staff.open("/o/carcinor/figures/")
    staff.page.locator("[name=type]").select_option(label=name)
    staff.follow(staff.button("Show"))

    rows = [row.locator("th, td").all_text_contents() for row in staff.page.locator("tr", has_text=asked).all()]
    years = next([int(cell) for cell in row[3:]] for row in rows if row[1:3] == [asked, answer])
    assert len(years) == 2
    assert min(years) > 0
    assert faults + examine(staff) + staff.faults + member.faults == []
