"""Measurements: one value on one day, written by staff."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.extensions import db
from portal.goals.models import Measurement
from portal.i18n import format_date, use_language
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.portal.at_once import all_at_once
from tests.reading import says, words_of

TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _clock():
    with clock.stopped_at(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def goal(factory, organisation):
    return factory.goal(organisation, factory.plan(organisation), "Flere medlemmer")


@pytest.fixture
def measure(goal):
    return f"/o/hjertelag/goals/indicators/{goal[1]}/measure"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def stored(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            rows = db.session.scalars(select(Measurement).order_by(Measurement.on_date))
            return [(row.on_date, row.value, row.note) for row in rows]

    return found


def in_norwegian(day):
    with use_language("nb"):
        return format_date(day)


def test_a_value_is_written_down_for_today(staff, measure, goal, stored):
    answer = staff.post(measure, {"value": "1 234,5", "note": " Fra registeret "})

    assert answer.location == f"/o/hjertelag/goals/{goal[0]}"
    assert stored() == [(TODAY, 1234.5, "Fra registeret")]
    page = staff.get(answer.location).text
    assert "1\u00a0234,5" in page
    assert "Fra registeret" in page


def test_the_same_day_is_refused_with_a_sentence_and_what_was_typed_is_kept(staff, measure, stored):
    staff.post(measure, {"value": "700"})

    page = staff.post(measure, {"value": "742", "note": "Ny telling"})

    assert says(page, "%(date)s has the value %(value)s already. Correct that one, or choose another day.",
                date=in_norwegian(TODAY), value="700")  # fmt: skip
    assert (form_fields(page.text)["value"], form_fields(page.text)["note"]) == ("742", "Ny telling")
    assert len(stored()) == 1


def test_a_day_to_come_is_refused(staff, measure, stored):
    page = staff.post(measure, {"value": "742", "on_date": (TODAY + timedelta(days=1)).isoformat()})

    assert says(page, "This day has not come yet.")
    assert stored() == []


@pytest.mark.parametrize("value", ["", "   ", "mange", "-1", "1e13", "NaN", "Infinity", "1,2,3", "--5", "12 kr"])
def test_what_is_no_value_is_refused_at_its_field_and_kept(staff, measure, stored, value):
    page = staff.post(measure, {"value": value})

    assert page.status_code == 200
    assert 'id="value-error"' in page.text
    assert form_fields(page.text)["value"] == value
    assert stored() == []


def test_pressing_twice_writes_it_once(staff, measure, goal, stored):
    typed = {**staff.fields(measure), "value": "742"}

    assert [staff.send(measure, typed).location for _turn in range(2)] == [f"/o/hjertelag/goals/{goal[0]}"] * 2
    assert len(stored()) == 1


def test_of_two_who_measure_the_same_day_at_the_same_moment_the_later_one_is_told_and_keeps_her_words(
    config, organisation, actor, browser, measure, stored
):
    people = [browser(actor(organisation, Role.STAFF)) for _turn in range(2)]
    typed = [{**one.fields(measure), "value": str(700 + at)} for at, one in enumerate(people)]

    answers = all_at_once(
        config, "organisation", *(lambda at=at: people[at].send(measure, typed[at]) for at in range(2))
    )

    told, saved = sorted(answers, key=lambda answer: answer.status_code)
    assert (told.status_code, saved.status_code) == (200, 303)
    assert form_fields(told.text)["value"] == str(700 + answers.index(told))
    assert len(stored()) == 1


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_nobody_but_staff_and_administrators_measures(
    factory, organisation, actor, browser, measure, goal, stored, role
):
    opened = browser(actor(organisation, role))
    written = factory.measurement(organisation, goal[1], date(2026, 6, 1), 700)
    typed = {"csrf_token": opened.token(), "value": "1", "form_key": "0" * 32, "on_date": "2026-11-22", "version": "1"}

    for path in (
        measure,
        f"/o/hjertelag/goals/measurements/{written}",
        f"/o/hjertelag/goals/measurements/{written}/remove",
    ):
        assert opened.get(path).status_code == 403
        assert opened.send(path, typed).status_code == 403
    assert measure not in opened.get(f"/o/hjertelag/goals/{goal[0]}").text
    assert stored() == [(date(2026, 6, 1), 700, "")]


@pytest.mark.parametrize("source", ["activities", "metric"])
def test_what_is_counted_by_itself_is_not_typed(factory, organisation, staff, source):
    _goal, indicator = factory.goal(organisation, factory.plan(organisation), source=source, metric="x.y")

    assert staff.get(f"/o/hjertelag/goals/indicators/{indicator}/measure").status_code == 404


@pytest.fixture
def written(factory, organisation, goal):
    return f"/o/hjertelag/goals/measurements/{factory.measurement(organisation, goal[1], date(2026, 6, 1), 1500)}"


def test_a_value_is_corrected(staff, written, stored):
    assert staff.fields(written)["value"] == "1\u00a0500"

    staff.post(written, {"value": "1501"})

    assert stored() == [(date(2026, 6, 1), 1501, "")]


@pytest.mark.parametrize("language", ["nb", "da", "en"])
def test_saving_what_the_form_was_filled_with_changes_no_value(factory, organisation, goal, staff, stored, language):
    staff.post("/profile/", {"language": language})
    values = (1500, 1234567, 12)
    for month, value in enumerate(values, 1):
        made = factory.measurement(organisation, goal[1], date(2026, month, 1), value)
        staff.post(f"/o/hjertelag/goals/measurements/{made}", {"note": "sett på"})

    assert [value for _on, value, _note in stored()] == list(values)


def test_a_value_is_removed_after_a_question(staff, written, stored):
    assert staff.get(f"{written}/remove").status_code == 200
    assert len(stored()) == 1

    staff.post(f"{written}/remove")
    assert stored() == []


def test_two_who_correct_it_are_shown_only_where_they_differ(organisation, actor, browser, staff, written, stored):
    other = browser(actor(organisation, Role.STAFF))
    older = other.fields(written)
    staff.post(written, {"note": "Fra Kari"})

    page = other.send(written, {**older, "note": "Fra Nils"})
    assert says(page, "Somebody else saved this while you were writing")
    assert "Fra Kari" in page.text
    assert "1500" not in words_of(page)

    other.send(written, form_fields(page.text))
    assert stored() == [(date(2026, 6, 1), 1500, "Fra Nils")]


@pytest.mark.parametrize("on", ["0001-01-01", "1900-01-01"])
def test_a_day_long_ago_breaks_no_page(staff, measure, goal, on):
    staff.post(measure, {"value": "7", "on_date": on})

    for path in (f"/o/hjertelag/goals/{goal[0]}", "/o/hjertelag/", "/o/hjertelag/goals/"):
        assert staff.get(path).status_code == 200
