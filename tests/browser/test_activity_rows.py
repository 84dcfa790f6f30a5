"""The rows of activities as people do them on a phone, in both languages, in an organisation of their own."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from portal import clock
from portal.plugin_api import Role
from tests.browser.conftest import PHONE
from tests.browser.examine import AXE, examine
from tests.browser.houses import Own
from tests.browser.planning import fill, squeezed
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", ["nb", "da"])]
YEAR = clock.today().year
ON_PHONE = {"viewport": PHONE, "scripts": [AXE]}
She = Callable[..., Visitor]


def follows(house: Own, title: str, counted: str, **indicator: object) -> UUID:
    """A goal of the house that counts what is registered: its id."""
    said = {"source": "activities", "activity_types": [counted], **indicator}
    return house.make.goal(house.made, house.plan, title, **said)[0]


def register(her: Visitor, house: Own, kind: str, number: int) -> None:
    """On the phone, with the button for one more."""
    her.open(f"/o/{house.slug}/activities/register/{kind}")
    for _person in range(number):
        her.page.locator("[data-step='1']").first.click()
    her.button("Register").click()
    her.page.wait_for_url("**/mine/registered/*")
    assert her.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_she_registers_on_the_phone_and_is_told_at_once_what_it_counts_for(she: She, house: Own) -> None:
    # row R15 (form part)
    follows(house, "R15 foredrag", "core.talk", milestones=[(date(YEAR + 1, 12, 31), Decimal(50))])
    her = she(Role.VOLUNTEER, **ON_PHONE)

    register(her, house, "core.talk", 3)

    assert her.says("Thank you! It is registered.") in her.text()
    assert "R15 foredrag" in her.text()
    assert examine(her) == []


def test_four_webinars_a_year_are_counted_until_they_are_reached(she: She, house: Own) -> None:
    # row R16
    four = [(date(YEAR + 1, 12, 31), Decimal(4))]
    follows(house, "R16 webinar", "core.webinar", kind="per_period", period="year", milestones=four)
    her = she(Role.VOLUNTEER, **ON_PHONE)

    for number in range(1, 5):
        register(her, house, "core.webinar", 1)
        card = her.page.locator("main li", has_text="R16 webinar")
        assert (her.says("Reached") in card.inner_text()) == (number == 4)


def test_participants_are_counted_for_each_activity_and_feed_their_goal(she: She, house: Own) -> None:
    # row D6
    hundred = [(date(YEAR + 1, 12, 31), Decimal(100))]
    goal = follows(house, "D6 deltar", "core.other", measure="participants", milestones=hundred)
    her = she(Role.VOLUNTEER, **ON_PHONE)

    for number in (7, 5):
        register(her, house, "core.other", number)

    assert "D6 deltar" in her.text()
    her.open(f"/o/{house.slug}/mine/")
    assert len(re.findall(r"\b[75] person", her.text())) >= 2
    her.open(f"/o/{house.slug}/goals/{goal}")
    assert "12 members" in her.text()
    assert examine(her) == []


def test_a_unit_tells_of_its_year_from_what_it_registered_and_goes_on_another_day(she: She, house: Own) -> None:
    # row D5
    house.make.activity(house.made, unit_id=house.unit, on_date=date(YEAR, 1, 2), numbers={"participants": 43})
    staff, leader = she(Role.STAFF, **ON_PHONE), she(Role.UNIT_LEADER, **ON_PHONE)
    there = f"/o/{house.slug}/year-reports/"
    staff.open(there)
    assert staff.says("Remind those who are missing") in staff.text()
    assert examine(staff) == []
    staff.follow(staff.link("Remind those who are missing"))
    assert staff.page.locator("blockquote").inner_text().strip(), "why it matters"

    leader.open(there)
    leader.follow(leader.page.locator("main table a").first)
    assert "43" in leader.text(), "prefilled from what was registered"
    leader.page.locator("[name=text]").fill("Et godt år")
    leader.button("Save and go on later").click()
    leader.page.locator("main table a").first.click()
    expect(leader.page.locator("[name=text]")).to_have_value("Et godt år")
    assert examine(leader) == []
    leader.button("Look it through and send it in").click()
    leader.page.wait_for_url("**/send")
    leader.page.locator("main form button[type=submit]").last.click()
    leader.page.wait_for_url(lambda url: not url.endswith("/send"))

    staff.open(there)
    assert staff.link("Remind those who are missing").count() == 0


def test_who_is_no_member_is_met_agrees_and_is_called_back(she: She, house: Own) -> None:
    # row D8
    staff, her, leader = (she(role, **ON_PHONE) for role in (Role.STAFF, Role.VOLUNTEER, Role.UNIT_LEADER))
    words = "Dere kan ringe meg om kurs."
    staff.open(f"/o/{house.slug}/consents/new")
    fill(staff, name="Ringe", nb=words, da=words)
    staff.open(f"/o/{house.slug}/kinds/new")
    fill(staff, label="Torgdag")
    staff.open(f"{staff.page.url}/ask/person")
    staff.page.get_by_text("Ringe", exact=True).click()
    fill(staff, label="Hvem vil høre mer?")
    key = staff.page.url.rpartition("/")[2].partition("#")[0]

    her.open(f"/o/{house.slug}/activities/register/{key}")
    box = her.page.get_by_label(words)
    expect(box).not_to_be_checked()
    for name, said in (("name", "Nora Ny"), ("email", "nora@ny.example"), ("phone", "+4740000009")):
        her.page.locator(f"[name$='-{name}']").fill(said)
    assert examine(her) == []
    her.page.locator("[name=number_participants]").fill("9")
    her.page.get_by_text(words).click()
    expect(box).to_be_checked()
    her.button("Register").click()
    her.page.wait_for_url("**/mine/registered/*")
    assert "Nora" not in her.text()

    leader.open(f"/o/{house.slug}/due/")
    leader.follow(leader.page.locator("main a", has_text="Torgdag"))
    assert "nora@ny.example" in leader.text()
    assert examine(leader) == []
    leader.follow(leader.page.locator("main .rows a", has_text="Nora Ny"))
    assert examine(leader) == []
    leader.page.locator("[name=follow_up_note]").fill("Kommer")
    leader.button("She is called back").click()
    expect(leader.page.locator("main")).to_contain_text(leader.says("Nobody is left to call"))
    leader.open(f"/o/{house.slug}/due/")
    assert "Torgdag" not in leader.text()


def test_a_branch_has_a_programme_with_prices_that_a_municipality_can_show(she: She, visitor: She, house: Own) -> None:
    # row D10, row D8
    her, guest = she(Role.VOLUNTEER, **ON_PHONE), visitor(None, house.language, **ON_PHONE)
    soon = (clock.today() + timedelta(days=6)).isoformat()
    her.open(f"/o/{house.slug}/programme/plan")
    her.page.locator("label[for=is_public]").click()
    fill(
        her,
        "Go on",
        title="Kafékveld",
        on_date=soon,
        at="18:00",
        place="Biblioteket",
        kr_members="0",
        kr_others="1250,50",
    )

    page = f"/p/{house.slug}/programme/{house.unit}"
    guest.open(page)
    price = {"nb": "Medlemmergratis,andre1250,50kr", "da": "Medlemmergratis,andre1250,50kr."}[house.language]
    assert "Kafékveld" in guest.text()
    assert price in squeezed(guest.text())
    assert examine(guest) == []
    feed = guest.page.locator("main a[href^='/'][href$='.ics']").first.get_attribute("href")
    calendar = Calendar.from_ical(guest.context.request.get(guest.site + str(feed)).body())
    assert [str(event["summary"]) for event in calendar.walk("VEVENT")] == ["Kafékveld"]
    frame = guest.context.request.get(f"{guest.site}{page}/embed")
    assert "frame-ancestors *" in frame.headers["content-security-policy"]
    assert "Kafékveld" in frame.text()
