"""How a goal is measured: every kind that the five plans need, and what makes no sense."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal.extensions import db
from portal.goals.models import Indicator, Milestone, Place
from portal.i18n import use_language
from portal.plans.services.due import milestone_title
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says

END = date(2028, 12, 31)


@pytest.fixture
def goal(factory, organisation, plan, staff, house):
    """The address of a goal without any figure."""
    return staff.post(f"{house}/areas/{plan[1]}/goals/new", {"title": "Et mål"}).location


@pytest.fixture
def there(factory, organisation):
    """The indicators that there are, each with its milestones as (day, value)."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            rows = list(db.session.scalars(select(Indicator).order_by(Indicator.id)))
            stops = select(Milestone.on_date, Milestone.value).order_by(Milestone.on_date)
            return [
                (
                    row,
                    [
                        (on, float(value))
                        for on, value in db.session.execute(stops.where(Milestone.indicator_id == row.id))
                    ],
                )
                for row in rows
            ]

    return found


def test_a_layperson_chooses_the_way_then_the_source_then_answers(goal, staff):
    ways = staff.get(f"{goal}/measure").text
    assert f"{goal}/measure/number" in ways
    assert f"{goal}/measure/yes_no/typed" in ways, "one source only: nothing to choose"
    assert f"{goal}/measure/number/goals" in staff.get(f"{goal}/measure/number").text


def test_a_number_has_several_milestones_also_beyond_the_plans_end(goal, staff, there):  # row R2
    typed = {
        "name": "Betalende medlemmer", "unit_one": "medlem", "unit_many": "medlemmer",
        "baseline_on": "2024-12-31", "baseline_value": "697", "on_0": "2026-12-31", "value_0": "801",
        "on_1": "2028-12-31", "value_1": "1001", "on_2": "2030-12-31", "value_2": "1 500",
    }  # fmt: skip
    answer = staff.post(f"{goal}/measure/number/typed", typed)

    assert answer.status_code == 303, answer.text
    [(row, stops)] = there()
    assert (row.kind, row.source, row.baseline_value, row.at_least) == ("level", "typed", 697, True)
    assert stops == [(date(2026, 12, 31), 801), (date(2028, 12, 31), 1001), (date(2030, 12, 31), 1500)]


def test_growth_from_a_base_year_whose_figure_is_missing(goal, staff, there):  # row R4
    typed = {"growth_percent": "50", "base_year": "2025", "until_year": "2028", "counted": "yearly"}
    staff.post(f"{goal}/measure/growth/activities", {**typed, "activity_types": "core.meeting"})

    [(row, stops)] = there()
    assert (row.kind, row.source, row.activity_types) == ("yearly", "activities", ["core.meeting"])
    assert (row.growth_percent, row.compounding, row.baseline_on) == (50, False, date(2025, 12, 31))
    assert (row.baseline_value, row.growth_until, stops) == (None, END, [])


def test_growth_each_year_compounds(goal, staff, there):  # row D1
    typed = {"growth_percent": "25", "base_year": "2025", "baseline_value": "7 600 000", "until_year": "2030"}
    staff.post(f"{goal}/measure/compound/typed", typed)
    [(row, _stops)] = there()
    assert (row.compounding, row.growth_percent, row.baseline_value) == (True, 25, 7_600_000)


def test_growth_of_a_number_as_it_stands(goal, staff, there):
    typed = {"growth_percent": "15", "base_year": "2025", "baseline_value": "4200", "until_year": "2028"}
    staff.post(f"{goal}/measure/growth/typed", {**typed, "counted": "level"})
    assert [row.kind for row, _stops in there()] == ["level"]


def test_at_least_so_many_in_each_period(goal, staff, there):  # row N1
    staff.post(f"{goal}/measure/per_period/typed", {"period": "half", "on_0": "2028-12-31", "value_0": "2"})
    [(row, stops)] = there()
    assert (row.kind, row.period, stops) == ("per_period", "half", [(END, 2)])


def test_a_share(goal, staff, there):
    staff.post(f"{goal}/measure/share/typed", {"on_0": "2028-12-31", "value_0": "80"})
    assert [(row.kind, stops) for row, stops in there()] == [("share", [(END, 80)])]


def test_coverage_of_a_list_and_the_units_among_it(factory, organisation, goal, staff, there):  # row D1
    agder = factory.unit(organisation, "Agder")
    typed = {"places": "Agder\n\n  Finnmark \n", "on_0": "2028-12-31", "value_0": "2", "activity_types": "core.meeting"}
    staff.post(f"{goal}/measure/coverage/activities", typed)

    with factory.working_as(scope_of(organisation.id)):
        places = [(one.name, one.unit_id) for one in db.session.scalars(select(Place).order_by(Place.position))]
    assert places == [("Agder", agder), ("Finnmark", None)]


def test_yes_or_no_asks_for_a_day_and_nothing_else(goal, staff, there):
    fields = staff.fields(f"{goal}/measure/yes_no/typed")
    assert set(fields) == {"csrf_token", "form_key", "version", "name", "on_0"}
    staff.post(f"{goal}/measure/yes_no/typed", {"on_0": "2027-12-31"})
    assert [(row.kind, stops) for row, stops in there()] == [("yes_no", [(date(2027, 12, 31), 1)])]


def test_in_words_asks_for_a_name(goal, staff, there):  # row R5
    assert set(staff.fields(f"{goal}/measure/told/typed")) == {"csrf_token", "form_key", "version", "name"}
    staff.post(f"{goal}/measure/told/typed", {"name": "Søknader"})
    assert [(row.kind, row.source) for row, _stops in there()] == [("told", "typed")]


@pytest.mark.parametrize(("shape", "source"), [("number", "activities"), ("nonsense", "typed"), ("told", "metric")])
def test_what_does_not_go_together_is_no_page(goal, staff, shape, source):
    assert staff.get(f"{goal}/measure/{shape}/{source}").status_code == 404


BASE = {"baseline_on": "2025-12-31", "baseline_value": "100", "on_0": "2026-12-31", "value_0": "200"}
GROWTH = {"growth_percent": "10", "base_year": "2025", "until_year": "2028", "counted": "yearly"}
BAD = [
    ("number/typed", {**BASE, "on_0": "2025-06-30"}, "on_0"),
    ("number/typed", {**BASE, "on_0": "2025-12-31"}, "on_0"),
    ("number/typed", {**BASE, "value_0": "100"}, "value_0"),
    ("number/typed", {**BASE, "on_1": "2026-12-31", "value_1": "300"}, "on_1"),
    ("number/typed", {**BASE, "value_0": ""}, "value_0"),
    ("number/typed", {**BASE, "value_0": "mange"}, "value_0"),
    ("number/typed", {**BASE, "on_0": ""}, "on_0"),
    ("number/typed", {**BASE, "on_0": "9026-12-31"}, "on_0"),
    ("number/typed", {**BASE, "baseline_on": ""}, "baseline_on"),
    ("number/typed", {**BASE, "name": " "}, "name"),
    ("growth/typed", {**GROWTH, "base_year": ""}, "base_year"),
    ("growth/typed", {**GROWTH, "base_year": "i fjor"}, "base_year"),
    ("growth/typed", {**GROWTH, "base_year": "0"}, "base_year"),
    ("growth/typed", {**GROWTH, "until_year": "2025"}, "until_year"),
    ("growth/typed", {**GROWTH, "until_year": "999999"}, "until_year"),
    ("growth/typed", {**GROWTH, "growth_percent": "0"}, "growth_percent"),
    ("growth/typed", {**GROWTH, "baseline_value": "0"}, "baseline_value"),
    ("growth/activities", GROWTH, "activity_types"),
    ("share/typed", {"on_0": "2028-12-31", "value_0": "101"}, "value_0"),
    ("coverage/typed", {"places": "Agder\nagder"}, "places"),
    ("coverage/typed", {"places": "Agder", "on_0": "2028-12-31", "value_0": "2"}, "value_0"),
    ("per_period/typed", {"on_0": "2028-12-31", "value_0": "0"}, "value_0"),
]  # fmt: skip


@pytest.mark.parametrize(("way", "typed", "field"), BAD)
def test_what_makes_no_sense_is_said_at_its_field_with_nothing_lost(goal, staff, there, way, typed, field):
    page = staff.post(f"{goal}/measure/{way}", typed)

    assert page.status_code == 200
    assert f'id="{field}-error"' in page.text
    kept = form_fields(page.text)
    assert {name: kept.get(name) for name in typed if name != "activity_types"} == {
        name: value for name, value in typed.items() if name != "activity_types"
    }
    assert there() == []


def test_growth_without_a_base_year_is_asked_for_it(goal, staff):
    page = staff.post(f"{goal}/measure/growth/typed", {**GROWTH, "base_year": ""})
    assert says(page, "Growth is counted from a base year. Which one?")


def test_one_more_milestone_saves_nothing_and_loses_nothing(goal, staff, there):
    page = staff.post(f"{goal}/measure/number/typed", {**BASE, "on_1": "2027-12-31", "value_1": "x", "more": "1"})

    kept = form_fields(page.text)
    assert "on_2" in kept
    assert (kept["value_0"], kept["on_1"], kept["value_1"]) == ("200", "2027-12-31", "x")
    assert there() == []


@pytest.fixture
def measured(goal, staff, factory, organisation, there):
    """A goal with a number and a measurement: the address of its form."""
    staff.post(f"{goal}/measure/number/typed", {**BASE, "on_1": "2027-12-31", "value_1": "300"})
    [(row, _stops)] = there()
    factory.measurement(organisation, row.id, date(2026, 1, 1), 120)
    return f"/o/hjertelag/plans/indicators/{row.id}"


def test_saving_the_form_as_it_was_filled_changes_nothing(measured, staff, there):
    [(before, stops)] = there()
    assert staff.post(measured).status_code == 303
    [(after, same)] = there()
    names = [column.key for column in Indicator.__table__.columns if column.key != "version"]
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]
    assert same == stops


def test_a_milestone_is_taken_away_by_emptying_its_line(measured, staff, there):
    staff.post(measured, {"on_0": "", "value_0": ""})
    assert there()[0][1] == [(date(2027, 12, 31), 300)]


def test_two_milestones_change_places(measured, staff, there):
    staff.post(measured, {"value_0": "210", "on_1": "2029-12-31"})
    assert there()[0][1] == [(date(2026, 12, 31), 210), (date(2029, 12, 31), 300)]


def test_the_source_changes_and_what_was_typed_stays(measured, staff, there):
    staff.post(f"{measured}?source=goals")
    assert [row.source for row, _stops in there()] == ["goals"]


def test_who_changes_a_milestone_that_somebody_else_changed_is_shown_both(measured, staff):
    older = staff.fields(measured)
    staff.post(measured, {"value_0": "210"})

    page = staff.send(measured, {**older, "value_0": "220"})

    assert says(page, "Somebody else saved this while you were writing")
    assert "<dd>210</dd>" in page.text


def test_removing_a_way_of_measuring_says_what_was_measured_and_asks_twice(measured, staff, there):
    assert 'id="sure"' in staff.get(f"{measured}/remove").text
    staff.post(f"{measured}/remove", {"sure": "y"})
    assert there() == []


def test_a_value_is_kept_as_it_was_typed(goal, staff, there):
    staff.post(f"{goal}/measure/number/typed", {"on_0": "2028-12-31", "value_0": "12,5"})
    assert there()[0][1] == [(END, float(Decimal("12.5")))]


def test_a_second_way_of_measuring_does_not_bear_the_goal_s_name(goal, staff):
    form = f"{goal}/measure/number/typed"
    assert form_fields(staff.get(form).text)["name"] == "Et mål"

    staff.post(
        form,
        {"name": "Medlemmer", "unit_one": "medlem", "unit_many": "medlemmer", "on_0": "2026-12-31", "value_0": "801"},
    )

    assert form_fields(staff.get(form).text)["name"] == ""


@pytest.mark.parametrize(
    ("name", "value", "kind", "said"),
    [
        ("Betalende medlemmer", 801, "level", "Betalende medlemmer: 801"),
        ("Foreninger med avtale", 100, "level", "Foreninger med avtale: 100 medlemmer"),
        ("1500 medlemmer i 2030", 1500, "level", "1500 medlemmer i 2030"),
        ("1500 medlemmer i 2030", 801, "level", "1500 medlemmer i 2030: 801"),
        ("Medlemmer som svarer", 80, "share", "Medlemmer som svarer: 80 %"),
        ("Et lag i Rogaland", 1, "yes_no", "Et lag i Rogaland"),
    ],
)
def test_a_milestone_says_each_thing_once(name, value, kind, said):
    indicator = Indicator(name=name, kind=kind, unit_one="medlem", unit_many="medlemmer")
    with use_language("nb"):
        assert milestone_title(indicator, Decimal(value)) == said
