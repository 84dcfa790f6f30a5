"""The thread through every layer, as people walk it: plan, plugin, invitation, activity, goal; in two languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from portal.plugin_api import Role
from tests.actors import PASSWORD
from tests.browser.conftest import PHONE
from tests.browser.houses import demo_organisation
from tests.browser.letters import newest_link
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.factories import Factory

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Story:
    """What differs from one organisation to the other; words in English are said in its language."""

    slug: str
    name: str
    language: str
    plugin: str
    menu: str
    kind: str
    numbers: tuple[str, str]
    unit: str
    goal: str
    plan: tuple[str, ...]
    on_at_first: bool

    @property
    def administrator(self) -> str:
        return f"administrator@{self.slug}.example"

    @property
    def guest(self) -> str:
        return f"ny.frivillig@{self.slug}.example"


CARCINOR = Story(
    "carcinor", "CarciNor", "nb", "Recruitment", "Peer support", "Peer support activity",
    ("How many took part?", "How many of them were new?"), "Agder",
    "50 prosent flere likepersonsaktiviteter enn i 2025",
    ("Strategi og handlingsplan 2026–2028", "1500 betalende medlemmer i 2030",
     "801 betalende medlemmer ved utgangen av 2026", "1001 betalende medlemmer ved utgangen av 2028",
     "Mer forskning og tidligere diagnose", "Full kvote av søknader til Stiftelsen Dam",
     "Flere tilbud og møteplasser nær pasientene", "Et lokallag i Rogaland"),
    on_at_first=True,
)  # fmt: skip
KRAEFTENS = Story(
    "kraeftens-bekaempelse", "Kræftens Bekæmpelse", "da", "Alliances", "Alliances", "Meeting with partners",
    ("How many took part?", "How many hours did it take?"), "Lokalforeningen Aalborg",
    "Vi går sammen med andre patientforeninger",
    ("Begynd tidligt", "Partnere", "Klar til valget 20. november 2029"),
    on_at_first=True,
)  # fmt: skip


@pytest.mark.parametrize("story", [CARCINOR, KRAEFTENS], ids=lambda story: story.slug)
def test_a_registered_activity_moves_a_goal(visitor: Callable[..., Visitor], story: Story) -> None:
    her = visitor(None, story.language)
    she_signs_in_and_sees_where_the_plan_stands(her, story)
    before = the_goals_figure(her, story)
    she_switches_the_plugin_on(her, story)
    nobody_of_another_organisation_notices(visitor("administrator@seniornett.example"), story)
    she_invites(her, story)
    volunteer = visitor(None, story.language, viewport=PHONE)
    the_volunteer_follows_the_link(volunteer, story)
    the_volunteer_registers_once(volunteer, story)
    assert the_goals_figure(her, story) == before + 1
    the_other_organisation_stays_as_it_was(visitor("reader@seniornett.example"), volunteer, story)


def she_signs_in_and_sees_where_the_plan_stands(her: Visitor, story: Story) -> None:
    her.open("/")
    assert her.page.locator("html").get_attribute("lang") == story.language
    her.field("E-mail").fill(story.administrator)
    her.field("Password").fill("medvirke-demo")
    her.button("Sign in").click()
    her.page.wait_for_url(f"**/o/{story.slug}/")
    expect(her.page.locator("h1")).to_have_text(story.name)
    expect(her.page.get_by_text(her.says("Demo: all people and figures are invented."))).to_be_visible()
    card = her.page.locator(".goal-card").first
    assert card.locator("svg.curve").is_visible()
    assert card.locator(".status").inner_text().strip()
    assert card.locator("p").first.inner_text().strip()
    if story is CARCINOR:
        the_members_have_milestones(her)
    her.follow(her.link("Goals"))
    for words in story.plan:
        assert words in her.text()
    assert her.page.locator("details").count() >= 4


def the_members_have_milestones(her: Visitor) -> None:
    """801, 1001 and 1500 members, and when that is reached at today's pace."""
    card = her.page.locator(".goal-card", has_text="1500 betalende medlemmer")
    drawn = re.sub(r"\s", "", card.locator("svg.curve").text_content() or "")
    assert all(number in drawn for number in ("801", "1001", "1500"))
    there = her.says("At today's pace we are there in %(month)s.", month="").rstrip(".")
    assert there in card.locator("p").first.inner_text()


def the_goals_figure(her: Visitor, story: Story) -> int:
    """The number that the goal's sentence begins with."""
    her.open(f"/o/{story.slug}/")
    said = her.page.locator(".goal-card", has_text=story.goal).locator("p").first.inner_text()
    found = re.match(r"[\d\s.]+", said)
    assert found, said
    return int(re.sub(r"\D", "", found.group()))


def she_switches_the_plugin_on(her: Visitor, story: Story) -> None:
    if story.on_at_first:
        she_opens_the_plugin(her, story)
        her.button("Switch off").click()
        her.page.wait_for_url("**/plugins/")
    assert her.says(story.menu) not in her.menu()
    she_opens_the_plugin(her, story)
    for words in (story.menu, story.kind):
        assert her.says(words) in her.text()
    her.button("Switch on").click()
    her.page.wait_for_url("**/plugins/")
    assert her.says(story.menu) in her.menu()
    her.follow(her.link("Register an activity").first)
    assert her.link(story.kind).is_visible()


def she_opens_the_plugin(her: Visitor, story: Story) -> None:
    her.open(f"/o/{story.slug}/")
    her.link("Plugins").click()
    her.page.locator("main").get_by_role("link", name=her.says(story.plugin), exact=True).click()


def nobody_of_another_organisation_notices(them: Visitor, story: Story) -> None:
    them.open("/o/seniornett/activities/register")
    assert them.says(story.menu) not in them.menu()
    assert them.says(story.kind) not in them.text()
    assert them.open("/o/seniornett/recruitment/") == 404


def she_invites(her: Visitor, story: Story) -> None:
    her.open(f"/o/{story.slug}/access/")
    her.link("Invite somebody").click()
    her.field("E-mail").fill(story.guest)
    her.page.locator("label", has_text=her.says("Volunteer") + " –").click()
    unit = her.page.locator("[name=unit_id] option", has_text=story.unit).first
    her.page.locator("[name=unit_id]").select_option(unit.get_attribute("value"))
    her.button("Send the invitation").click()
    expect(her.page.get_by_role("status").first).to_contain_text(story.guest)


def the_volunteer_follows_the_link(volunteer: Visitor, story: Story) -> None:
    newest_link(volunteer, story.guest, "invitation")
    letter = volunteer.page.locator("article", has_text=story.guest).first
    letter.get_by_role("link").first.click()
    expect(volunteer.page.locator("h1")).to_contain_text(story.name)
    volunteer.field("Your name").fill("Ny Frivillig")
    volunteer.field("Choose a password").fill(PASSWORD)
    volunteer.button("Begin").click()
    volunteer.page.wait_for_url(f"**/o/{story.slug}/activities/register")
    expect(volunteer.page.locator("h1")).to_have_text(volunteer.says("Register an activity"))


def the_volunteer_registers_once(volunteer: Visitor, story: Story) -> None:
    """Nothing to choose but what she did, nothing to type but two numbers; and an unsteady hand."""
    page = volunteer.page
    volunteer.follow(volunteer.link(story.kind))
    today = datetime.now(ZoneInfo("Europe/Oslo")).date().isoformat()
    assert page.locator("[name=on_date]").input_value() == today
    assert [text.strip() for text in page.locator("[name=unit_id] option").all_text_contents()] == [story.unit]
    boxes = page.locator("main [inputmode=numeric]")
    assert boxes.count() == 2
    for words, number in zip(story.numbers, "52", strict=True):
        page.get_by_role("textbox", name=volunteer.says(words)).fill(number)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    volunteer.button("Register").dblclick()
    page.wait_for_url("**/mine/registered/*")
    expect(page.locator("h1")).to_have_text(volunteer.says("Thank you! It is registered."))
    expect(page.locator("main .rows")).to_contain_text(story.goal)
    volunteer.open(f"/o/{story.slug}/activities/")
    assert page.locator(".rows > li").count() == 1


def the_other_organisation_stays_as_it_was(them: Visitor, volunteer: Visitor, story: Story) -> None:
    row = str(volunteer.page.locator(".rows a").first.get_attribute("href"))
    assert them.open(row) == 404
    assert them.open(row.replace(story.slug, "seniornett")) == 404
    assert them.open(f"/o/{story.slug}/") == 404
    for path in ("", "goals/", "activities/"):
        them.open(f"/o/seniornett/{path}")
        assert story.goal not in them.text()
        assert them.says(story.kind) not in them.text()


def lang(visitor: Visitor, path: str) -> str | None:
    visitor.open(path)
    return visitor.page.locator("html").get_attribute("lang")


def test_language_follows_the_user_then_the_organisation_then_the_browser(
    visitor: Callable[..., Visitor], site: Site
) -> None:
    assert lang(visitor(None, "nb"), "/sign-in") == "nb"
    dane = visitor(None, "da")
    assert lang(dane, "/sign-in") == "da"
    assert dane.button("Sign in").inner_text() == "Log ind"
    guest = Factory(site.app).actor(demo_organisation(site, "carcinor"), Role.READER)
    dane.sign_in(guest.email, PASSWORD)
    assert lang(dane, "/o/carcinor/") == "nb"
    dane.open("/profile/")
    dane.page.locator("[name=language]").select_option("da")
    dane.follow(dane.page.locator("main form.form button[type=submit]"))
    assert lang(dane, "/o/carcinor/") == "da"
    assert "Mål" in dane.menu()
