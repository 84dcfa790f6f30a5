"""A plan is begun, filled, adopted, closed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.calendar.models import DueItem
from portal.extensions import db
from portal.goals.models import FocusArea, Goal, Indicator, Measurement, Milestone, Plan
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says

BEGUN = {
    "title": "Strategi", "starts_on": "2026-01-01", "ends_on": "2028-12-31", "purpose": "Å være der",
    "vision": "Alle finner fram", "values_text": "Nærhet: vi er der\nGlede",
}  # fmt: skip


@pytest.fixture
def all_of(factory, organisation):
    """`all_of(Goal)`: the rows that there are."""

    def found(model):
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(model).where(model.organisation_id == organisation.id)))

    return found


def begin(staff, house, **typed):
    """A draft with one area and one goal: the addresses of the plan, the area and the goal."""
    plan = staff.post(f"{house}/new", {**BEGUN, **typed}).location.removesuffix("/edit")
    area = staff.post(f"{plan}/areas/new", {"title": "Vekst", "number": "1"}).location.partition("#r-")[2]
    goal = staff.post(f"{house}/areas/{area}/goals/new", {"title": "Flere medlemmer"}).location
    return plan, f"{house}/areas/{area}", goal


def test_an_empty_organisation_is_led_to_its_first_plan(staff, reader, house):
    page = staff.get("/o/hjertelag/goals/")
    assert says(page, "Make your first plan")
    assert f"{house}/new" in page.text
    assert f"{house}/new" not in reader.get("/o/hjertelag/goals/").text


def test_a_plan_is_written_and_reads_as_a_whole(staff, house):  # row R1
    plan, _area, _goal = begin(staff, house)

    page = staff.get(plan).text
    for words in (
        "Strategi",
        "Å være der",
        "Alle finner fram",
        "Nærhet",
        "vi er der",
        "Glede",
        "Vekst",
        "Flere medlemmer",
    ):
        assert words in page


def test_a_draft_is_seen_by_those_who_write_it_and_nobody_else(staff, reader, house):
    plan, _area, goal = begin(staff, house)
    shown = goal.replace("/plans/goals/", "/goals/")

    assert (staff.get(plan).status_code, staff.get(shown).status_code) == (200, 200)
    assert (reader.get(plan).status_code, reader.get(shown).status_code) == (404, 404)
    assert "Strategi" not in reader.get(f"{house}/").text
    assert "Strategi" in staff.get(f"{house}/").text


def test_adopting_shows_it_to_everybody_with_the_body_and_the_day(staff, reader, house):
    plan, _area, _goal = begin(staff, house)

    staff.post(f"{plan}/adopt", {"adopted_by": "Årsmøtet", "adopted_on": "2026-03-14"})

    page = reader.get("/o/hjertelag/goals/").text
    assert "Strategi" in page
    assert "Årsmøtet 14. mars 2026" in page.replace("den ", "")


def test_a_plan_without_a_goal_is_not_adopted(staff, house, all_of):
    plan = staff.post(f"{house}/new", BEGUN).location.removesuffix("/edit")

    page = staff.post(f"{plan}/adopt", {"adopted_by": "Styret", "adopted_on": "2026-03-14"})

    assert says(page, "There is no goal in this plan yet. Write one before the plan is adopted.")
    assert form_fields(page.text)["adopted_by"] == "Styret"
    assert [row.status for row in all_of(Plan)] == ["draft"]


def test_adopting_proposes_today(staff, house):
    plan, _area, _goal = begin(staff, house)
    assert form_fields(staff.get(f"{plan}/adopt").text)["adopted_on"] == clock.today().isoformat()


def test_a_plan_is_not_adopted_on_a_day_to_come(staff, house):
    plan, _area, _goal = begin(staff, house)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    assert says(
        staff.post(f"{plan}/adopt", {"adopted_by": "Styret", "adopted_on": tomorrow}), "This day has not come yet."
    )


def test_a_closed_plan_stays_readable_and_is_not_changed_until_it_is_opened_again(staff, reader, house):
    plan, area, _goal = begin(staff, house)
    staff.post(f"{plan}/adopt", {"adopted_by": "Styret", "adopted_on": "2026-03-14"})

    staff.post(f"{plan}/close")

    assert "Flere medlemmer" in reader.get(plan).text
    assert "Strategi" not in reader.get("/o/hjertelag/goals/").text
    assert (staff.get(area).status_code, staff.get(f"{plan}/change").status_code) == (409, 409)
    staff.post(f"{plan}/reopen")
    assert staff.get(area).status_code == 200


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"ends_on": "2025-12-31"}, "The last day lies before the first day."),
        ({"ends_on": "20281-12-31"}, None),
        ({"title": " "}, "Please fill this in."),
        ({"starts_on": "0026-01-01"}, None),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_is_refused_with_nothing_lost(staff, house, all_of, typed, sentence):
    page = staff.post(f"{house}/new", {**BEGUN, **typed})

    assert page.status_code == 200
    assert 'class="ds-error-summary"' in page.text
    assert sentence is None or says(page, sentence)
    assert form_fields(page.text)["vision"] == "Alle finner fram"
    assert all_of(Plan) == []


def test_two_areas_may_bear_the_same_number(staff, house):
    plan, _area, _goal = begin(staff, house)
    for title in ("Organisasjon", "Tiltak"):
        staff.post(f"{plan}/areas/new", {"title": title, "number": "5.2"})
    assert staff.get(plan).text.count("5.2 ") >= 2


def test_a_plan_on_paper_is_read_in_from_the_list_and_from_the_empty_form(staff, house):
    assert "/o/hjertelag/intake/" in staff.get(f"{house}/").text
    begin(staff, house)
    assert "/o/hjertelag/intake/" in staff.get(f"{house}/").text
    assert "/o/hjertelag/intake/" in staff.get(f"{house}/new").text


def test_areas_and_goals_move_up_and_down(staff, house, all_of):
    plan, area, _goal = begin(staff, house)
    other = staff.post(f"{area}/goals/new", {"title": "Flere lokallag"}).location.rpartition("/")[2]

    staff.send(f"{plan}/move", {**staff.fields(f"{plan}/edit"), "up": other})

    page = staff.get(f"{plan}/edit").text
    assert page.index("Flere lokallag") < page.index("Flere medlemmer")


def test_a_goal_moves_to_another_area_with_what_hangs_on_it(factory, organisation, staff, house, all_of):
    plan, _area, goal = begin(staff, house)
    below = staff.post(f"{goal}/goals/new", {"title": "Et delmål"}).location.rpartition("/")[2]
    other = staff.post(f"{plan}/areas/new", {"title": "Omsorg"}).location.partition("#r-")[2]

    staff.post(goal, {"place": f"area:{other}"})

    assert {str(row.focus_area_id) for row in all_of(Goal)} == {other}
    assert [str(row.parent_id) for row in all_of(Goal) if str(row.id) == below] == [goal.rpartition("/")[2]]


def test_a_goal_cannot_stand_below_itself(staff, house):
    _plan, _area, goal = begin(staff, house)
    below = staff.post(f"{goal}/goals/new", {"title": "Et delmål"}).location.rpartition("/")[2]

    page = staff.post(goal, {"place": f"goal:{below}"})

    assert page.status_code == 200
    assert 'id="place-error"' in page.text


def test_removing_a_goal_says_how_much_goes_along_and_asks_twice(factory, organisation, plan, staff, house, all_of):
    goal, indicator = factory.goal(organisation, plan)
    for month in (1, 2, 3):
        factory.measurement(organisation, indicator, date(2026, month, 1), month)
    path = f"{house}/goals/{goal}/remove"

    assert "3 målinger" in staff.get(path).text
    assert 'id="sure-error"' in staff.post(path).text
    assert len(all_of(Measurement)) == 3

    staff.post(path, {"sure": "y"})
    assert (all_of(Goal), all_of(Indicator), all_of(Milestone), all_of(Measurement)) == ([], [], [], [])


def test_removing_an_area_takes_all_of_it(factory, organisation, plan, staff, house, all_of):
    factory.goal(organisation, plan)
    staff.post(f"{house}/areas/{plan[1]}/remove")
    assert (all_of(FocusArea), all_of(Goal)) == ([], [])


def test_a_plan_that_was_adopted_is_not_removed(plan, staff, house, all_of):
    assert staff.get(f"{house}/{plan[0]}/remove").status_code == 409
    assert len(all_of(Plan)) == 1


def test_the_seventh_goal_for_the_start_page_is_refused(factory, organisation, plan, staff, house):
    goals = [factory.goal(organisation, plan, f"Mål {n}")[0] for n in range(6)]
    page = staff.post(f"{house}/areas/{plan[1]}/goals/new", {"title": "Et til", "on_start_page": "y"})
    assert page.status_code == 200
    assert "«Mål 0»" in page.text

    fields = staff.fields(f"{house}/goals/{goals[0]}")
    fields.pop("on_start_page")
    staff.send(f"{house}/goals/{goals[0]}", fields)
    again = staff.post(f"{house}/areas/{plan[1]}/goals/new", {"title": "Et til", "on_start_page": "y"})
    assert again.status_code == 303


def test_a_yearly_plan_stands_below_its_strategy(staff, reader, house):  # row N1
    strategy, _area, _goal = begin(staff, house, title="Strategi 2025-2029")
    yearly, _area, _goal = begin(staff, house, title="Årsplan 2026", parent_id=strategy.rpartition("/")[2])
    for plan in (strategy, yearly):
        staff.post(f"{plan}/adopt", {"adopted_by": "Styret", "adopted_on": "2026-03-14"})

    listed = reader.get(f"{house}/").text
    assert 'depth-1"><a href="' + yearly in listed
    assert yearly in reader.get(strategy).text
    assert strategy in reader.get(yearly).text


def test_a_plan_cannot_stand_below_one_of_its_own(staff, house, all_of):
    strategy, _area, _goal = begin(staff, house)
    yearly, _area, _goal = begin(staff, house, parent_id=strategy.rpartition("/")[2])

    page = staff.post(f"{strategy}/change", {"parent_id": yearly.rpartition("/")[2]})

    assert page.status_code == 200
    assert [row.parent_id for row in all_of(Plan) if str(row.id) in strategy] == [None]


def test_milestones_to_come_are_due_while_the_plan_is_in_force(staff, house, all_of):
    plan, _area, goal = begin(staff, house)
    typed = {"name": "Medlemmer", "on_0": "2030-12-31", "value_0": "1500", "on_1": "2020-12-31", "value_1": "7"}
    staff.post(f"{goal}/measure/number/typed", typed)
    assert all_of(DueItem) == []

    staff.post(f"{plan}/adopt", {"adopted_by": "Styret", "adopted_on": "2026-03-14"})
    assert [row.on_date for row in all_of(DueItem)] == [date(2030, 12, 31)]

    staff.post(f"{plan}/close")
    assert all_of(DueItem) == []


def test_whoever_may_not_edit_sees_no_way_to_it(plan, reader, house):
    page = reader.get(f"{house}/{plan[0]}").text
    assert f"{house}/{plan[0]}/edit" not in page
    assert f"{house}/areas/{plan[1]}" not in page
