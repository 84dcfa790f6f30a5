"""The start page, and goals that follow activities, metrics and typed figures."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from portal import clock
from portal.plugin_api import Role
from portal.worker import work_once
from tests.reading import says, words_of

START = "/o/hjertelag/"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(NOON):
        yield


@pytest.fixture
def plan(factory, organisation):
    return factory.plan(organisation)


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def card(page, title):
    """The card of this goal, as text."""
    found = re.search(rf'<li class="ds-card goal-card">(?:(?!</li>).)*{re.escape(title)}.*?</li>', page.text, re.S)
    return found[0] if found else ""


def sentence(page, title):
    return re.search(r"</svg>\s*<p>(.*?)</p>", card(page, title), re.S)[1]


def test_the_start_page_shows_six_cards_the_chosen_ones_first(factory, organisation, plan, staff):
    for number in range(8):
        factory.goal(organisation, plan, f"Mål {number}")

    page = staff.get(START)

    shown = re.findall(r"Mål \d(?=</a></h3>)", page.text)
    assert shown == [f"Mål {number}" for number in range(6)]
    assert says(page, "The whole plan, with all goals")


def test_a_goal_measured_in_two_ways_has_two_cards_that_say_which(factory, organisation, plan, staff):
    goal, _first = factory.goal(organisation, plan, "Vi er der folk er", name="Vi er der folk er")
    factory.indicator(organisation, goal, name="Webinarer")
    factory.goal(organisation, plan, "Flere medlemmer", name="Betalende")
    for page in (staff.get(START).text, staff.get("/o/hjertelag/goals/").text):
        assert "Webinarer" in page
        assert "Betalende" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)


def test_without_a_plan_the_pages_say_how_to_begin(staff):
    assert says(staff.get(START), "When a plan is adopted, its goals show here with their curves.")
    assert says(staff.get("/o/hjertelag/goals/"), "Make your first plan")


def test_a_goal_that_follows_activities_shows_the_new_value_on_the_next_load(factory, organisation, plan, staff):
    factory.goal(
        organisation, plan, "Flere møter", kind="yearly", source="activities", activity_types=["core.meeting"],
        baseline_on=date(2025, 12, 31), baseline_value=Decimal(4), milestones=[(date(2026, 12, 31), Decimal(6))],
    )  # fmt: skip
    before = sentence(staff.get(START), "Flere møter")

    staff.post("/o/hjertelag/activities/register/core.meeting", {"number_participants": "9"})
    after = sentence(staff.get(START), "Flere møter")
    staff.post("/o/hjertelag/activities/register/core.talk", {"number_participants": "9"})

    assert "1 " in after
    assert before != after
    assert sentence(staff.get(START), "Flere møter") == after


def test_a_goal_may_sum_a_number_and_follow_one_unit_and_what_lies_below(
    factory, organisation, plan, staff, make_activity
):
    agder = factory.unit(organisation, "Agder")
    arendal = factory.unit(organisation, "Arendal", parent_id=agder)
    factory.goal(
        organisation, plan, "Flere deltakere", kind="yearly", source="activities", activity_types=["core.meeting"],
        measure="participants", unit_id=agder, baseline_on=date(2025, 12, 31), baseline_value=Decimal(10),
        milestones=[(date(2026, 12, 31), Decimal(900))],
    )  # fmt: skip
    make_activity(organisation, unit_id=agder, numbers={"participants": 300})
    make_activity(organisation, unit_id=arendal, numbers={"participants": 47})
    make_activity(organisation, numbers={"participants": 5000})

    assert "347 " in sentence(staff.get(START), "Flere deltakere")


def test_a_goal_that_follows_two_types_shows_their_sum(factory, organisation, plan, staff, make_activity):
    goal, _indicator = factory.goal(
        organisation, plan, "Møter og foredrag", kind="yearly", source="activities",
        activity_types=["core.meeting", "core.talk"], measure="participants", baseline_on=date(2025, 12, 31),
        baseline_value=Decimal(4), milestones=[(date(2026, 12, 31), Decimal(900))],
    )  # fmt: skip
    for kind, participants in (("core.meeting", 300), ("core.talk", 47), ("core.webinar", 5000)):
        make_activity(organisation, activity_type=kind, numbers={"participants": participants})

    assert "347 " in sentence(staff.get(START), "Møter og foredrag")
    page = staff.get(f"/o/hjertelag/goals/{goal}").text
    assert '<td class="number">347</td>' in page
    assert '<td class="number">300</td>' not in page


def test_another_organisations_activities_move_nothing(
    factory, organisation, other_organisation, plan, staff, make_activity
):
    factory.goal(
        organisation, plan, "Flere møter", kind="yearly", source="activities", activity_types=["core.meeting"],
        baseline_on=date(2025, 12, 31), baseline_value=Decimal(4), milestones=[(date(2026, 12, 31), Decimal(6))],
    )  # fmt: skip
    before = staff.get(START).text

    make_activity(other_organisation)

    assert sentence(staff.get(START), "Flere møter") in before


def test_a_metric_is_measured_by_the_worker_and_shown_on_the_next_load(
    app, factory, organisation, plan, staff, make_activity
):
    factory.plugin(organisation, "recruitment")
    factory.goal(
        organisation, plan, "Lag i gang", kind="level", source="metric",
        metric="recruitment.branches_with_peer_support", baseline_on=date(2026, 1, 1), baseline_value=Decimal(0),
    )  # fmt: skip
    agder = factory.unit(organisation, "Agder")
    numbers = {"participants": 7, "new_people": 2}
    make_activity(organisation, unit_id=agder, activity_type="recruitment.peer_support", numbers=numbers)
    before = sentence(staff.get(START), "Lag i gang")

    with app.app_context():
        work_once()

    assert sentence(staff.get(START), "Lag i gang") != before
    assert "1 " in sentence(staff.get(START), "Lag i gang")


@pytest.fixture
def without_baseline(factory, organisation, plan):
    """(goal, indicator) of a goal over 2025, whose figure nobody has given."""
    return factory.goal(
        organisation, plan, "Vekst", kind="yearly", source="activities", activity_types=["core.meeting"],
        baseline_on=date(2025, 12, 31), growth_percent=Decimal(50), growth_until=date(2028, 12, 31), milestones=[],
    )  # fmt: skip


def test_a_missing_baseline_is_said_and_the_counted_figure_is_offered_to_confirm(
    organisation, staff, make_activity, without_baseline
):  # row R4
    goal, indicator = without_baseline
    path = f"/o/hjertelag/goals/indicators/{indicator}/baseline"
    for day in (date(2025, 2, 1), date(2025, 12, 31), date(2024, 12, 31)):
        make_activity(organisation, on_date=day)
    make_activity(organisation, on_date=date(2026, 1, 1))

    page = staff.get(f"/o/hjertelag/goals/{goal}")
    assert path in page.text
    assert says(page, "Give the figure for %(year)s", year=2025)
    offer = staff.get(path)
    assert says(offer, "%(number)s were registered in %(year)s. Confirm that, or write the right number.",
                number="2", year=2025)  # fmt: skip

    assert staff.post(path).location == f"/o/hjertelag/goals/{goal}"
    assert path not in staff.get(f"/o/hjertelag/goals/{goal}").text
    assert staff.fields(path)["baseline_value"] == "2"


def test_whoever_may_not_measure_is_not_sent_to_confirm(organisation, actor, browser, without_baseline):
    goal, indicator = without_baseline
    reader = browser(actor(organisation, Role.READER))

    assert f"{indicator}/baseline" not in reader.get(f"/o/hjertelag/goals/{goal}").text
    assert reader.get(f"/o/hjertelag/goals/indicators/{indicator}/baseline").status_code == 403


def test_the_plan_shows_its_goals_and_actions(factory, organisation, plan, staff):
    factory.goal(organisation, plan, "Flere møter")
    factory.action(organisation, plan, "Ring alle lag")

    page = staff.get("/o/hjertelag/goals/")

    assert "Plan: area" in page.text
    assert "Flere møter" in page.text
    assert "Ring alle lag" in page.text


def test_a_foreign_goal_and_a_missing_one_are_the_same_page(factory, organisation, other_organisation, staff):
    goal, indicator = factory.goal(other_organisation, factory.plan(other_organisation))
    missing = "01890000-0000-7000-8000-000000000000"

    for foreign, none in ((f"{goal}", missing), (f"indicators/{indicator}/measure", f"indicators/{missing}/measure")):
        answer = staff.get(f"/o/hjertelag/goals/{foreign}")
        assert (answer.status_code, answer.data) == (404, staff.get(f"/o/hjertelag/goals/{none}").data)


def test_a_goal_leads_whoever_writes_plans_to_where_it_is_changed(factory, organisation, plan, staff, actor, browser):
    goal, _indicator = factory.goal(organisation, plan, "Flere medlemmer")
    change = f'href="/o/hjertelag/plans/goals/{goal}"'
    page = f"/o/hjertelag/goals/{goal}"

    assert change in staff.get(page).text
    assert change not in browser(actor(organisation, Role.READER)).get(page).text
    staff.post(f"/o/hjertelag/plans/{plan[0]}/close")
    assert change not in staff.get(page).text
    assert f'href="/o/hjertelag/plans/{plan[0]}"' in staff.get(page).text, "its own plan, closed as it is"


def test_every_point_of_the_picture_opens_what_its_line_in_the_table_opens(factory, organisation, plan, staff):
    goal, indicator = factory.goal(organisation, plan, "Betalende", baseline_on=date(2025, 12, 31), baseline_value=700)
    for month in (2, 5, 9):
        factory.measurement(organisation, indicator, date(2026, month, 1), 700 + month)

    page = staff.get(f"/o/hjertelag/goals/{goal}").text

    in_table = set(re.findall(r'<td><a class="ds-link" href="([^"]+)"', page))
    pictures = re.findall(r'<svg class="curve-points".*?</svg>', page, re.S)
    measured = [f"/o/hjertelag/goals/indicators/{indicator}/records?on=2026-0{month}-01" for month in (2, 5, 9)]
    assert [re.findall(r'<a href="([^"]+)"', one) for one in pictures] == [measured, measured]
    assert set(measured) <= in_table
    assert "705" in words_of(staff.get(measured[1]))
