"""The rows of plans and goals, as people read them in the demo; in both languages, whatever the plan's own is."""

from collections.abc import Callable

import pytest

from portal import clock
from portal.plugin_api import Role
from tests.browser.planning import open_goal, read_plan, squeezed
from tests.browser.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", ["nb", "da"])]
THIS_YEAR = clock.today().year
Come = Callable[..., Visitor]


def test_the_board_and_the_branches_see_one_plan_on_screen_and_on_paper(come: Come) -> None:  # row R1
    board, branch = come("carcinor"), come("carcinor", Role.UNIT_LEADER)
    seen = read_plan(board, "carcinor")

    assert read_plan(branch, "carcinor") == seen
    assert {board.says(part) for part in ("Purpose", "Vision", "Values")} <= set(seen)
    for number, words in (("3.1", "1500 betalende"), ("3.2", "tidligere diagnose"), ("3.3", "møteplasser")):
        assert [one for one in seen if one.startswith(f"{number} ") and words in one]
    assert "3.1.1 801 betalende medlemmer ved utgangen av 2026" in seen
    assert board.page.locator(".plan-actions li").count() > 50
    board.page.emulate_media(media="print")
    assert board.page.locator("#menu").is_hidden()
    assert board.page.locator(".plan-actions li").last.is_visible()


def test_one_curve_has_its_milestones_also_beyond_the_plan(come: Come) -> None:  # row R2
    reader = come("carcinor")
    [section] = open_goal(reader, "carcinor", "1500 betalende medlemmer i 2030").all()

    drawn = squeezed(section.locator("svg.curve:visible").text_content())
    assert all(number in drawn for number in ("801", "1001", "1500"))
    section.locator("summary").click()
    numbers = squeezed(section.locator("table").inner_text())
    assert all(number in numbers for number in ("801", "1001", "1500", "2030"))
    last = section.locator("tr:has(td a)").last
    figure, in_table = last.locator("td").nth(1).inner_text(), last.locator("a").get_attribute("href")
    point = section.locator(".curve-points a:visible").last
    assert point.get_attribute("href") == in_table
    point.click()
    reader.page.wait_for_url(f"**{in_table}")
    assert squeezed(figure) in squeezed(reader.text())


def test_patients_and_next_of_kin_stand_beside_each_other_and_never_in_one_percentage(come: Come) -> None:  # row R3
    sections = open_goal(come("carcinor"), "carcinor", "Vi når dem det gjelder").all()

    first, second = (squeezed(one.inner_text()) for one in sections)
    assert ("av3500" in first or "af3500" in first, "1250" in first) == (True, False)
    assert ("av1250" in second or "af1250" in second, "3500" in second) == (True, False)
    assert "4750" not in first + second


def test_growth_has_no_status_and_says_why(come: Come) -> None:  # row R4
    staff = come("carcinor", Role.STAFF)
    [section] = open_goal(staff, "carcinor", "50 prosent flere likepersonsaktiviteter").all()

    said = section.inner_text()
    assert staff.says("No status yet") in said
    assert "2025" in said
    assert staff.link("Give the figure for %(year)s", year=2025).is_visible()


def test_a_goal_without_a_number_has_status_text_and_evidence(come: Come) -> None:  # row R5
    reader = come("carcinor")
    open_goal(reader, "carcinor", "Full kvote av søknader")

    latest = reader.page.locator(".timeline li").first
    assert latest.locator(".status").inner_text().strip()
    assert latest.locator(".letter-text").inner_text().strip()
    file = reader.page.locator(".timeline a[href*='/files/']").first
    answer = reader.context.request.get(reader.site + str(file.get_attribute("href")))
    assert (answer.status, "attachment" in answer.headers["content-disposition"]) == (200, True)


def test_the_yearly_plan_has_five_areas_and_twenty_goals_each_with_its_actions(come: Come) -> None:  # row N1
    reader = come("kreftnettverk-bergen")
    read_plan(reader, "kreftnettverk-bergen")

    assert reader.page.locator("main section[id^=a-]").count() == 5
    goals = reader.page.locator("main section[id^=a-] > .plan-goals > li")
    assert goals.count() == 20
    assert goals.filter(has=reader.page.locator(".plan-actions li")).count() == 20
    reader.follow(reader.page.locator(".plan-around a", has_text="strategi 2025–2029"))
    assert reader.page.locator(".plan-around a", has_text="Årsplan 2026").is_visible()


def test_there_are_six_operative_goals_and_two_of_them_compound(come: Come) -> None:  # row D1
    reader = come("seniornett")
    seen = read_plan(reader, "seniornett")

    assert [heading for heading in seen if heading.startswith("1.")] == seen[seen.index("1 Operative mål") + 1 :][:6]
    [grants] = open_goal(reader, "seniornett", "Statlige tilskudd øker").all()
    assert str(7_600_000 * 5 ** (THIS_YEAR - 2025) // 4 ** (THIS_YEAR - 2025)) in squeezed(grants.inner_text())


def test_actions_say_local_central_or_both_and_a_branch_has_its_own(come: Come) -> None:  # row D4
    leader = come("seniornett", Role.UNIT_LEADER)
    leader.open("/o/seniornett/actions/?level=both")
    levels = set(leader.page.locator("table.matrix tr:has(th[scope=row]) td:nth-child(4)").all_inner_texts())
    assert levels == {leader.says("Local and central")}
    leader.open("/o/seniornett/actions/catalogue")
    assert leader.page.locator(".offers li").count() > 0


def test_results_and_lessons_stand_with_their_actions(come: Come) -> None:  # row D7
    reader = come("carcinor")
    reader.open("/o/carcinor/actions/results")
    assert "Plakaten må stå ved kaffen, ikke ved døren." in reader.text()


def test_the_plan_counts_back_from_election_day(come: Come) -> None:  # row A4
    reader = come("kraeftens-bekaempelse")
    seen = read_plan(reader, "kraeftens-bekaempelse")
    assert len([one for one in seen if "Klar til valget" in one]) == 2
    reader.follow(reader.page.locator(".plan-actions a", has_text="Begynd tidligt").first)
    steps = reader.page.locator("ol.steps li").all_inner_texts()
    assert len(steps) == 12
    assert "2028" in next(step for step in steps if step.startswith("2029: Spørg"))
