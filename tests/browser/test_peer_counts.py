"""Row R15: a peer registers a talk on her phone and reads that it counts, and why, before and after she saves it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plugins.recruitment.counting.queries import rules_of
from plugins.recruitment.counting.rules import SHIPPED
from plugins.recruitment.counting.services import say_rule
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation
from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.houses import Own
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser
TALK = {
    "nb": "Teller, fordi det var en oppsøkende samtale ansikt til ansikt.",
    "da": "Tæller med, fordi det var en opsøgende samtale ansigt til ansigt.",
}
SMALL = {
    "nb": "bare 2 var med (det må være minst 3) og det varte i 30 minutter (det må være minst 45)",
    "da": "kun 2 var med (der skal mindst være 3) og det varede 30 minutter (der skal mindst være 45)",
}


@pytest.fixture(autouse=True)
def rules(house: Own) -> None:
    """In Denmark the association writes down itself what its funder counts: here the same as in Norway."""
    with house.make.working_as(organisation(house.made.id)):
        if not rules_of(house.made.id):
            for rule in SHIPPED["NO"]:
                say_rule(rule, by=None)
            db.session.commit()


def choose(her: Visitor, name: str, value: str) -> None:
    """A circle by its words, as a thumb does."""
    field = her.page.locator("main .choice", has=her.page.locator(f"[name=number_{name}][value={value}]"))
    field.locator("label").first.click()


def fill(her: Visitor, **numbers: str) -> None:
    for name, typed in numbers.items():
        her.page.locator(f"[name=number_{name}]").fill(typed)


@pytest.mark.parametrize("language", ["nb", "da"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "plain"])
def test_a_peer_reads_that_her_talk_counts_and_why(
    she: Callable[..., Visitor], house: Own, language: str, scripts: bool
) -> None:
    """Row R15."""
    her = she(Role.VOLUNTEER, viewport=PHONE, **({"scripts": [AXE]} if scripts else {"java_script_enabled": False}))
    her.open(f"/o/{house.slug}/activities/register/recruitment.peer_support")
    fill(her, participants="1", new_people="0")
    choose(her, "form", "talk")

    if not scripts:
        her.button("Does it count?").click()
    expect(her.page.locator("#verdicts")).to_contain_text(TALK[language])
    assert her.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    if scripts:
        assert examine(her) == []
    her.button("Register").click()
    her.page.wait_for_url("**/mine/registered/*")
    assert TALK[language] in her.text()


@pytest.mark.parametrize("language", ["nb", "da"])
def test_while_she_types_she_reads_what_is_missing_and_nothing_is_saved(
    she: Callable[..., Visitor], house: Own, language: str
) -> None:
    """Row R15."""
    her = she(Role.VOLUNTEER, viewport=PHONE, scripts=[AXE])
    her.open(f"/o/{house.slug}/activities/register/recruitment.peer_support")
    fill(her, participants="2", new_people="0", lasted="0:30")
    choose(her, "form", "group")
    choose(her, "led", "yes")

    expect(her.page.locator("#verdicts")).to_contain_text(SMALL[language].partition("(")[0])
    fill(her, participants="3", lasted="1")
    her.page.locator("[name=note]").focus()
    expect(her.page.locator("#verdicts")).to_contain_text("60")
    assert her.page.url.endswith("recruitment.peer_support")


@pytest.mark.parametrize("language", ["nb"])
def test_the_button_stays_under_her_finger_when_it_is_said_whether_it_counts(
    she: Callable[..., Visitor], house: Own, language: str
) -> None:
    her = she(Role.VOLUNTEER, viewport=PHONE)
    her.open(f"/o/{house.slug}/activities/register/recruitment.peer_support")
    fill(her, participants="1", new_people="0")
    her.button("Register").scroll_into_view_if_needed()
    before = her.button("Register").bounding_box()
    her.page.locator("[name=number_form][value=talk]").evaluate("circle => circle.click()")

    expect(her.page.locator("#verdicts")).to_contain_text(TALK[language])
    assert her.button("Register").bounding_box() == before


@pytest.mark.parametrize("language", ["nb"])
def test_enter_registers(she: Callable[..., Visitor], house: Own, language: str) -> None:
    her = she(Role.VOLUNTEER)
    her.open(f"/o/{house.slug}/activities/register/recruitment.peer_support")
    fill(her, participants="1", new_people="0")
    choose(her, "form", "talk")

    her.page.locator("[name=number_participants]").press("Enter")

    her.page.wait_for_url("**/mine/registered/*")
