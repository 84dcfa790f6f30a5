"""Registering: today, her unit, two numbers, done."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from portal import clock
from portal.activities.models import Activity
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says

CHOOSE = "/o/hjertelag/activities/register"
MEETING = f"{CHOOSE}/core.meeting"


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def kari(organisation, actor, agder):
    return actor(organisation, Role.VOLUNTEER, agder)


@pytest.fixture
def opened(browser, kari):
    return browser(kari)


@pytest.fixture
def stored(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            return db.session.scalars(select(Activity).order_by(Activity.id)).all()

    return found


def offered(page):
    """The keys of the types on the page, first one first."""
    return re.findall(r"/register/([\w.]+)", page.text)


def test_the_form_is_filled_with_today_and_her_unit(factory, organisation, opened, agder):
    factory.unit(organisation, "Innlandet")

    filled = opened.fields(MEETING)

    assert filled["on_date"] == clock.today().isoformat()
    assert filled["unit_id"] == str(agder)
    assert filled["number_participants"] == ""


def test_today_is_the_organisations_own_day(opened):
    """23:30 in London is half past midnight in Oslo."""
    with clock.stopped_at(datetime(2026, 11, 22, 23, 30, tzinfo=UTC)):
        assert opened.fields(MEETING)["on_date"] == "2026-11-23"


def test_two_numbers_and_a_press_register_it(opened, kari, agder, stored):
    answer = opened.post(MEETING, {"number_participants": "7", "note": " Fint møte "})

    found = stored()[0]
    assert (answer.status_code, answer.location) == (303, f"/o/hjertelag/mine/registered/{found.id}")
    assert (found.activity_type, found.unit_id, found.on_date) == ("core.meeting", agder, clock.today())
    assert (found.numbers, found.note, found.registered_by) == ({"participants": 7}, "Fint møte", kari.id)


def test_pressing_twice_registers_once(opened, stored):
    typed = {**opened.fields(MEETING), "number_participants": "7"}

    answers = [opened.send(MEETING, typed) for _turn in range(3)]

    assert {answer.location for answer in answers} == {f"/o/hjertelag/mine/registered/{stored()[0].id}"}
    assert len(stored()) == 1


def test_the_same_key_with_other_words_is_refused(opened, stored):
    typed = {**opened.fields(MEETING), "number_participants": "7"}
    opened.send(MEETING, typed)

    page = opened.send(MEETING, {**typed, "number_participants": "8"})

    assert page.status_code == 409
    assert [row.numbers for row in stored()] == [{"participants": 7}]


def test_the_type_she_used_last_is_offered_first(opened, organisation, actor, browser):
    other = browser(actor(organisation, Role.STAFF))
    before = offered(opened.get(CHOOSE))
    opened.post(f"{CHOOSE}/core.webinar", {"number_participants": "7"})
    other.post(f"{CHOOSE}/core.talk", {"number_participants": "7"})

    after = offered(opened.get(CHOOSE))

    assert before == ["core.meeting", "core.talk", "core.webinar", "core.other"]
    assert after == ["core.webinar", "core.meeting", "core.talk", "core.other"]


def test_a_number_that_may_be_left_out_is_left_out(opened, stored):
    opened.post(f"{CHOOSE}/core.other", {"number_participants": ""})

    assert [row.numbers for row in stored()] == [{}]


def test_nought_is_a_number(opened, stored):
    opened.post(MEETING, {"number_participants": "0"})

    assert [row.numbers for row in stored()] == [{"participants": 0}]


def test_a_day_that_has_not_come_is_refused_and_what_was_typed_is_kept(opened, stored):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    page = opened.post(MEETING, {"on_date": tomorrow, "number_participants": "7", "note": "Lang tekst"})

    assert says(page, "This day has not come yet. Register the activity when it has taken place.")
    kept = form_fields(page.text)
    assert (kept["on_date"], kept["number_participants"], kept["note"]) == (tomorrow, "7", "Lang tekst")
    assert stored() == []


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"number_participants": ""}, "number_participants"), ({"number_participants": "-1"}, "number_participants"),
        ({"number_participants": "100001"}, "number_participants"), ({"number_participants": "7,5"}, "number_participants"),
        ({"number_participants": "mange"}, "number_participants"), ({"on_date": "1999-12-31"}, "on_date"),
        ({"on_date": ""}, "on_date"), ({"on_date": "2026-02-30"}, "on_date"), ({"note": "x" * 2001}, "note"),
        ({"number_participants": "9" * 5000}, "number_participants"),
    ],
)  # fmt: skip
def test_bad_input_is_told_at_its_field_and_above_the_form(opened, stored, typed, field):
    page = opened.post(MEETING, {"number_participants": "7", "note": "Lang tekst", **typed})

    assert page.status_code == 200
    assert f'id="{field}-error"' in page.text
    assert f'href="#{field}"' in page.text
    assert form_fields(page.text)[field] == typed[field]
    assert stored() == []


def test_all_faults_of_a_form_are_told_at_once(opened):
    page = opened.post(MEETING, {"number_participants": "mange", "on_date": "i går"})

    assert 'id="number_participants-error"' in page.text
    assert 'id="on_date-error"' in page.text


def test_nobody_registers_for_a_unit_that_is_not_hers(factory, organisation, other_organisation, opened, stored):
    for unit in (factory.unit(organisation, "Innlandet"), factory.root(organisation), factory.root(other_organisation)):
        page = opened.post(MEETING, {"number_participants": "7", "unit_id": str(unit)})
        assert page.status_code == 200

    assert stored() == []


def test_a_unit_leader_registers_for_the_units_below_hers(factory, organisation, actor, browser, agder, stored):
    arendal = factory.unit(organisation, "Arendal", parent_id=agder)
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))

    leader.post(MEETING, {"number_participants": "7", "unit_id": str(arendal)})

    assert [row.unit_id for row in stored()] == [arendal]


def test_a_reader_registers_nothing(organisation, actor, browser, stored):
    reader = browser(actor(organisation, Role.READER))

    assert reader.get(CHOOSE).status_code == 403
    assert reader.send(MEETING, {"csrf_token": reader.token(), "number_participants": "7"}).status_code == 403
    assert stored() == []


@pytest.mark.parametrize("key", ["recruitment.peer_support", "core.nothing", "..", "core"])
def test_a_type_that_is_off_or_unknown_is_a_page_that_does_not_exist(opened, key):
    assert opened.get(f"{CHOOSE}/{key}").status_code == 404


def test_markup_in_a_note_is_shown_as_it_was_written(opened, stored):
    opened.post(MEETING, {"number_participants": "7", "note": "<script>alert(1)</script>"})

    page = opened.get(f"/o/hjertelag/activities/{stored()[0].id}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page.text
    assert "<script>alert(1)" not in page.text


def test_the_day_is_written_with_its_month(opened, stored):
    opened.post(MEETING, {"number_participants": "7", "on_date": "2026-05-07"})

    assert stored()[0].on_date == date(2026, 5, 7)
    assert "7. mai 2026" in opened.get("/o/hjertelag/activities/").text
