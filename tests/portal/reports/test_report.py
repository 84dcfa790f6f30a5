"""What the annual report says. Rows R1 (on screen and printed), D1, D7 and N1."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal import clock
from portal.actions.models import ActionPick, ActionResult
from portal.extensions import db
from portal.goals.models import Action, Plan
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.contract.counting import statements
from tests.portal.reports.conftest import LAST_YEAR

TODAY = clock.today()


def address(plan, year=TODAY.year):
    return f"/o/hjertelag/reports/{plan[0]}/{year}"


def rows_of(report, label):
    return {row[0]: row[1:] for table in report.activities if table.label == label for row in table.rows}


def test_goals_show_as_they_stood_at_the_end_of_the_year(factory, organisation, plan, read):
    goal = {"baseline_on": date(LAST_YEAR.year, 1, 1), "baseline_value": Decimal(10)}
    milestones = [(LAST_YEAR, Decimal(20)), (date(2039, 12, 31), Decimal(90))]
    _goal, indicator = factory.goal(organisation, plan, "Medlemmer", milestones=milestones, **goal)
    factory.measurement(organisation, indicator, LAST_YEAR - timedelta(days=10), 12)
    factory.measurement(organisation, indicator, TODAY, 77_713)

    then, now = (read(year).figures[0] for year in (LAST_YEAR.year, TODAY.year))

    assert "12 members" in then.sentence
    assert "77\xa0713" not in then.sentence + str(then.curve)
    assert then.status == "behind"
    assert "77\xa0713 members" in now.sentence


def test_a_year_that_runs_is_told_until_today_and_says_so(plan, staff):
    page = staff.get(address(plan)).text

    assert "Året er ikke over ennå" in page
    assert "Året er ikke over ennå" not in staff.get(address(plan, LAST_YEAR.year)).text


def test_activities_stand_beside_the_same_months_of_the_year_before(factory, organisation, plan, read):
    branch = factory.unit(organisation, "Agder")
    day = date(TODAY.year, TODAY.month, 1)
    for on, people in ((day, 7), (day, 9), (day.replace(year=day.year - 1), 20), (date(day.year - 2, 1, 1), 500)):
        factory.activity(organisation, unit_id=branch, on_date=on, numbers={"participants": people})

    report = read()

    assert rows_of(report, "Aktiviteter etter type") == {"Møte": (2, 1, 16, 20)}
    assert rows_of(report, "Aktiviteter etter enhet") == {"Agder": (2, 1, 16, 20)}


def test_a_whole_year_stands_beside_a_whole_year(factory, organisation, plan, read):
    for on in (date(LAST_YEAR.year, 1, 1), LAST_YEAR, LAST_YEAR.replace(year=LAST_YEAR.year - 1), TODAY):
        factory.activity(organisation, on_date=on)

    assert rows_of(read(LAST_YEAR.year), "Aktiviteter etter type") == {"Møte": (2, 1, 16, 8)}


def test_other_organisations_are_left_out(factory, other_organisation, plan, read):
    factory.activity(other_organisation)

    assert read().activities == []


def test_results_and_lessons_of_the_year_stand_with_their_action(factory, organisation, plan, read, add):  # row D7
    branch, action = factory.unit(organisation, "Agder"), factory.action(organisation, plan, "Stå på biblioteket")
    for on, word in ((LAST_YEAR, "Fem kom"), (TODAY, "Ti kom")):
        add(ActionResult(action_id=action, unit_id=branch, on_date=on, result=word, lesson="Kom før", written_at=clock.now()))  # fmt: skip
    add(ActionPick(action_id=action, unit_id=branch, status="done", answered_at=clock.now()))

    [told] = [one for area in read().areas for one in area.actions]

    assert [(one.unit, one.result, one.lesson) for one in told.results] == [("Agder", "Ti kom", "Kom før")]
    assert (told.title, told.status, told.taken_up, told.done) == ("Stå på biblioteket", "Planlagt", 1, 1)


def test_an_action_that_nobody_wrote_about_is_there_too(factory, organisation, plan, staff):
    factory.action(organisation, plan, "Ring alle")

    assert "Ring alle" in staff.get(address(plan)).text


def test_a_unit_leader_sees_figures_of_her_own_unit_only(factory, organisation, plan, actor, browser):
    hers, others = factory.unit(organisation, "Agder"), factory.unit(organisation, "Troms")
    for unit in (hers, others):
        factory.activity(organisation, unit_id=unit)

    page = browser(actor(organisation, Role.UNIT_LEADER, hers)).get(address(plan)).text

    assert "Agder" in page
    assert "Troms" not in page


def test_small_groups_are_dashes_on_the_page(factory, organisation, plan, staff):
    factory.activity(organisation, numbers={"participants": 3})

    page = staff.get(address(plan)).text

    assert "færre enn fem personer" in page
    assert '<td class="number" data-label="Deltakere' in page


@pytest.mark.parametrize("year", [LAST_YEAR.year - 1, TODAY.year + 1, 1, 99999])
def test_there_is_no_report_of_a_year_outside_the_plan_or_ahead(plan, staff, year):
    assert staff.get(address(plan, year)).status_code == 404


def test_a_draft_has_no_report(factory, organisation, plan, staff):
    with factory.working_as(scope_of(organisation.id)):
        db.session.get_one(Plan, (organisation.id, plan[0])).status = "draft"
        db.session.commit()

    assert staff.get(address(plan)).status_code == 404
    assert "Planen" not in staff.get("/o/hjertelag/reports/").text


def test_one_chooses_the_plan_and_the_year(plan, staff):
    page = staff.get("/o/hjertelag/reports/").text

    assert address(plan) in page
    assert address(plan, LAST_YEAR.year) in page


def test_without_a_plan_the_page_says_how_to_begin(staff):
    assert "Ingen plan" in staff.get("/o/hjertelag/reports/").text


def test_the_plan_leads_to_its_report(plan, staff, organisation, actor, browser):
    assert "/o/hjertelag/reports/" in staff.get("/o/hjertelag/goals/").text
    assert "/reports/" not in browser(actor(organisation, Role.VOLUNTEER)).get("/o/hjertelag/goals/").text


def test_actions_stand_below_their_focus_area(factory, organisation, plan, read):  # row N1
    factory.action(organisation, plan, "Ring alle")

    [area] = read().areas

    assert [one.title for one in area.actions] == ["Ring alle"]
    assert area.name == "1 Planen: area"


def test_an_action_names_the_goal_that_it_is_for(factory, organisation, plan, read):
    goal, _indicator = factory.goal(organisation, plan, "Flere medlemmer")
    action = factory.action(organisation, plan, "Ring alle")
    with factory.working_as(scope_of(organisation.id)):
        db.session.get_one(Action, (organisation.id, action)).goal_id = goal
        db.session.commit()

    [told] = read().areas[0].actions

    assert told.goal == "Flere medlemmer"


def test_the_page_asks_at_most_eight_times_however_much_there_is(app, factory, organisation, plan, staff):
    factory.goal(organisation, plan, source="activities", activity_types=["core.meeting"])
    factory.activity(organisation)
    staff.get(address(plan))
    with statements(app) as few:
        staff.get(address(plan))
    for n in range(12):
        factory.goal(organisation, plan, f"Mål {n}")
        factory.action(organisation, plan, f"Tiltak {n}")
        factory.activity(organisation, unit_id=factory.unit(organisation, f"Lag {n}"))
    staff.get(address(plan))
    with statements(app) as many:
        staff.get(address(plan))

    assert len(few) == len(many) <= 8, "\n".join(many)
