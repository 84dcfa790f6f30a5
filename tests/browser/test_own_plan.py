"""The rows of plans and goals, done by people in an organisation of their own, in its language."""

from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

from portal import clock
from portal.plugin_api import Role
from tests.browser.houses import Own
from tests.browser.planning import fill, measure, squeezed, tick, write_figure, write_goal
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", ["nb", "da"])]
THIS_YEAR = clock.today().year
LAST_YEAR = THIS_YEAR - 1
She = Callable[..., Visitor]


def test_she_writes_a_plan_and_her_branch_reads_it_when_it_is_adopted(she: She, house: Own) -> None:  # row R1
    staff, branch = she(Role.STAFF), she(Role.UNIT_LEADER)
    staff.open(f"/o/{house.slug}/plans/new")
    fill(
        staff, "Begin the plan", title="Vår vei", starts_on="2020-01-01", ends_on="2022-12-31", purpose="Å være der",
        vision="Alle finner fram", values_text="Nærhet: vi er der",
    )  # fmt: skip
    plan = staff.page.url.removesuffix("/edit")
    staff.follow(staff.link("Write the first focus area"))
    fill(staff, number="1", title="Vekst")
    staff.follow(staff.page.locator("li.add a"))
    fill(staff, number="1.1", title="Flere medlemmer")
    staff.follow(staff.link("Write a sub-goal"))
    fill(staff, number="1.1.1", title="Flere unge")
    assert branch.open(plan) == 404
    staff.open(f"{plan}/adopt")
    fill(staff, "The plan is adopted", adopted_by="Årsmøtet", adopted_on="2020-03-14")

    assert branch.open(plan) == 200
    for words in ("Å være der", "Alle finner fram", "Nærhet", "Vekst", "Flere medlemmer", "Flere unge", "Årsmøtet"):
        assert words in branch.text()
    staff.open(f"{plan}/close")  # so that it does not stand in another test's way
    staff.page.locator("main form button").click()


def test_she_sets_three_milestones_and_the_register_itself_gives_the_figure(she: She, house: Own) -> None:  # row R2
    staff = she()
    goal = write_goal(staff, house, "1500 betaler")
    shown = measure(
        staff, goal, "number/metric", metric="recruitment.paying_members", unit_many="medlemmer",
        on_0="2026-12-31", value_0="801", on_1="2028-12-31", value_1="1001",
    )  # fmt: skip
    staff.follow(staff.page.locator("main section a").first)
    fill(staff, on_2="2030-12-31", value_2="1 500")

    staff.open(shown)
    expect(
        staff.page.get_by_text(staff.says("This figure comes from a plugin, and is measured at least once a day."))
    ).to_be_visible()
    _reload_until(staff, "0 medlemmer")
    drawn = squeezed(staff.page.locator("svg.curve:visible").first.text_content())
    assert all(number in drawn for number in ("801", "1001", "1500"))


def _reload_until(her: Visitor, words: str) -> None:
    """The worker measures beside the pages."""
    for _turn in range(40):
        if words in her.text():
            return
        her.page.wait_for_timeout(250)
        her.page.reload()
    raise AssertionError(f"{words} is not in {her.text()}")


def test_her_two_shares_are_told_apart(she: She, house: Own) -> None:  # row R3
    staff = she()
    goal = write_goal(staff, house, "Vi når dem")
    shown = measure(staff, goal, "share/typed", name="Pasienter")
    measure(staff, goal, "share/typed", name="Pårørende")
    staff.open(shown)
    ways = staff.link("Write down a measurement")
    for place, (part, whole) in enumerate((("12", "40"), ("5", "50"))):
        staff.follow(ways.nth(place))
        fill(staff, value=part, whole=whole)

    texts = [squeezed(one.inner_text()) for one in staff.page.locator("main section:has(.status)").all()]
    assert [share in text for share, text in zip(("30pro", "10pro"), texts, strict=True)] == [True, True]
    assert not any(mixed in "".join(texts) for mixed in ("17av90", "17af90", "19pro"))


def test_she_confirms_the_figure_that_was_counted_and_the_goal_has_a_status(she: She, house: Own) -> None:  # row R4
    for _turn in range(4):
        house.make.activity(house.made, on_date=date(LAST_YEAR, 5, 4), activity_type="core.talk")
    staff = she()
    goal = write_goal(staff, house, "Halvparten flere foredrag")
    staff.open(f"{goal}/measure/growth/activities")
    tick(staff, "activity_types", "core.talk")
    tick(staff, "counted", "yearly")
    fill(staff, growth_percent="50", base_year=str(LAST_YEAR), until_year=str(THIS_YEAR + 1))
    staff.open(goal.replace("/plans/goals/", "/goals/"))
    assert staff.says("No status yet") in staff.text()

    staff.link("Give the figure for %(year)s", year=LAST_YEAR).click()
    expect(staff.page.locator("[name=baseline_value]")).to_have_value("4")
    fill(staff)

    assert staff.says("No status yet") not in staff.text()
    assert staff.page.locator(".status").first.inner_text().strip()


def test_she_tells_how_it_goes_with_a_document(she: She, house: Own) -> None:  # row R5
    staff = she()
    shown = measure(staff, write_goal(staff, house, "Full kvote"), "told/typed", name="Søknader")
    staff.open(shown)
    staff.follow(staff.link("Write how it is going"))
    tick(staff, "state", "on_track")
    staff.page.locator("[name=files]").set_input_files(
        {"name": "brev.txt", "mimeType": "text/plain", "buffer": b"Svar"}
    )
    fill(staff, text="Tre av fire er sendt")

    told = she(Role.READER)
    told.open(shown)
    for words in ("Tre av fire er sendt", "brev.txt", told.says("On track")):
        assert words in told.text()


PASTED = {
    "nb": "Årsplan 2021\n\n1. Møter\nMål: Alle grupper møtes\nTiltak:\n• Innkall i god tid\n\n2. Drift\nMål: To brev\n",
    "da": "Årsplan 2021\n\n1. Møder\nMål: Alle grupper mødes\nIndsatser:\n• Indkald i god tid\n\n2. Drift\nMål: To breve\n",
}


def test_she_reads_in_a_yearly_plan_and_sets_it_below_the_strategy(she: She, house: Own) -> None:  # row N1
    staff = she()
    staff.open(f"/o/{house.slug}/intake/")
    staff.page.locator("[name=text]").fill(PASTED[house.language])
    staff.button("Read it").click()
    staff.button("Save and see the whole").click()
    staff.button("Make the plan").click()
    staff.page.wait_for_url("**/plans/**")
    edit = staff.page.url
    staff.open(f"{edit.removesuffix('/edit')}/change")
    fill(staff, parent_id=str(house.plan[0]))

    staff.open(edit.removesuffix("/edit"))
    assert staff.page.locator("main section[id^=a-]").count() == 2
    assert staff.page.locator(".plan-actions li").count() == 1
    assert staff.page.locator(".plan-around a", has_text="Plan 2026-2028").is_visible()


def test_a_percentage_each_year_is_counted_from_the_year_before(she: She, house: Own) -> None:  # row D1
    staff = she()
    goal = write_goal(staff, house, "Ti prosent hvert år")
    staff.open(f"{goal}/measure/compound/typed")
    tick(staff, "counted", "yearly")
    shown = goal.replace("/plans/goals/", "/goals/")
    fill(
        staff, growth_percent="10", base_year=str(LAST_YEAR - 1), baseline_value="1000", until_year=str(THIS_YEAR + 1),
        unit_many="deltakere",
    )  # fmt: skip
    write_figure(staff, shown, value="700")

    staff.page.locator("summary").first.click()
    assert "1210" in squeezed(staff.text())
    assert "1200" not in squeezed(staff.text())


def test_a_branch_picks_leaves_and_adds_and_nobody_is_shown_as_failing(she: She, house: Own) -> None:  # row D4
    for title in ("Ha et treff", "Heng opp plakater"):
        house.make.action(house.made, house.plan, title, level="local", in_catalogue=True)
    leader, staff = she(Role.UNIT_LEADER), she()
    leader.open(f"/o/{house.slug}/actions/catalogue")
    for words, title in (
        ("We want to do this: %(action)s", "Ha et treff"),
        ("Not for us: %(action)s", "Heng opp plakater"),
    ):
        leader.follow(leader.button(words, action=title))
    leader.open(f"/o/{house.slug}/actions/areas/{house.plan[1]}/new")
    fill(leader, title="Vårt eget tiltak")

    leader.open(f"/o/{house.slug}/actions/?unit={house.unit}")
    rows = leader.page.locator("table.matrix th[scope=row]").all_inner_texts()
    assert ("Ha et treff" in rows, "Vårt eget tiltak" in rows, "Heng opp plakater" in rows) == (True, True, False)
    staff.open(f"/o/{house.slug}/actions/answers")
    assert not any(staff.says(word) in staff.text() for word in ("Behind", "At risk", "Late"))


def test_her_result_and_lesson_are_read_by_all(she: She, house: Own) -> None:  # row D7
    action = house.make.action(house.made, house.plan, "Stand på torget")
    leader, reader = she(Role.UNIT_LEADER), she(Role.READER)
    leader.open(f"/o/{house.slug}/actions/{action}")
    leader.follow(leader.link("Write a result"))
    fill(leader, result="Fire nye medlemmer", lesson="Stå ved kaffen")

    for page in (f"actions/{action}", "actions/results"):
        reader.open(f"/o/{house.slug}/{page}")
        assert "Fire nye medlemmer" in reader.text()
        assert "Stå ved kaffen" in reader.text()


def test_her_first_step_lies_early_and_is_due_until_it_is_ticked(she: She, house: Own) -> None:  # row A4
    action = house.make.action(house.made, house.plan, "Klar til valget")
    staff = she()
    staff.open(f"/o/{house.slug}/actions/{action}")
    staff.follow(staff.link("Add a step"))
    fill(staff, title="Spør konsulenten", due_on=f"{THIS_YEAR + 1}-01-02")
    staff.open(f"/o/{house.slug}/due/")
    assert "Spør konsulenten" in staff.text()

    staff.link("Spør konsulenten").click()
    staff.button("Done: %(step)s", step="Spør konsulenten").click()
    staff.open(f"/o/{house.slug}/due/")
    assert "Spør konsulenten" not in staff.text()
