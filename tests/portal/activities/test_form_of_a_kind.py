"""What a type asks, and who may register it where."""

import re

import pytest
from sqlalchemy import select

from portal.activities.models import Activity, ActivityKind
from portal.extensions import db
from portal.organisations.accesses import give_access
from portal.organisations.setup import touch_setup
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import PASSWORD, Actor, form_fields
from tests.reading import says

CHOOSE = "/o/hjertelag/activities/register"
LAST = "/o/hjertelag/activities/last"
OWN = f"{CHOOSE}/own.gathering"


@pytest.fixture
def agder(factory, organisation):
    return factory.unit(organisation, "Agder")


@pytest.fixture
def innlandet(factory, organisation):
    return factory.unit(organisation, "Innlandet")


@pytest.fixture
def kari(organisation, actor, agder):
    return actor(organisation, Role.VOLUNTEER, agder)


@pytest.fixture
def kind(factory, organisation):
    """`kind(who="leaders", ...)`: a type of the organisation's own, or what it changed about a declared one."""

    def make(key="own.gathering", questions=(), **values):
        with factory.working_as(scope_of(organisation.id)):
            said = {"label": {"nb": "Treff"}, "help": {"nb": "Tell ved døren."}, **values}
            db.session.add(ActivityKind(key=key, questions=list(questions), **said))
            touch_setup(organisation.id)
            db.session.commit()

    return make


@pytest.fixture
def stored(factory, organisation):
    def found():
        with factory.working_as(scope_of(organisation.id)):
            return db.session.scalars(select(Activity).order_by(Activity.id)).all()

    return found


def asked(name, kind="number", **more):
    return {"name": name, "kind": kind, "label": {"nb": f"Spørsmål {name}"}, **more}


@pytest.fixture
def both(factory, organisation, agder, innlandet):
    """A volunteer in Agder who leads Innlandet."""
    email = "begge@hjertelag.example"
    with factory.working_as(scope_of(organisation.id)):
        account = give_access(email, "Begge", Role.VOLUNTEER, agder, password=PASSWORD)
        give_access(email, "Begge", Role.UNIT_LEADER, innlandet, password=PASSWORD)
        db.session.commit()
    return Actor(account.id, email, "hjertelag")


@pytest.mark.parametrize("who", ["leaders", "staff"])
def test_a_type_for_others_is_neither_offered_to_a_volunteer_nor_taken_from_her(
    kind, browser, kari, agder, stored, who
):
    kind(who=who)
    opened = browser(kari)

    assert "own.gathering" not in opened.get(CHOOSE).text
    assert opened.get(OWN).status_code == 404
    sent = {**opened.fields(f"{CHOOSE}/core.meeting"), "unit_id": str(agder), "number_participants": "7"}
    assert opened.send(OWN, sent).status_code == 404
    assert stored() == []


def test_a_type_for_leaders_is_registered_for_the_unit_that_she_leads_and_for_no_other(
    kind, browser, both, agder, innlandet, stored
):
    kind(who="leaders")
    opened = browser(both)
    page = opened.get(OWN)
    sent = form_fields(page.text)

    assert re.findall(r'<option[^>]* value="([^"]+)"', page.text) == [str(innlandet)]
    refused = opened.send(OWN, {**sent, "unit_id": str(agder)})
    assert refused.status_code == 200
    assert stored() == []
    assert opened.send(OWN, sent).status_code == 303
    assert [row.unit_id for row in stored()] == [innlandet]


def test_a_type_for_all_is_registered_for_each_of_her_units(kind, browser, both, agder, innlandet):
    kind()

    assert set(re.findall(r'<option[^>]* value="([^"]+)"', browser(both).get(OWN).text)) == {str(agder), str(innlandet)}


def test_an_activity_is_not_moved_to_a_unit_where_its_type_is_not_hers(kind, browser, both, agder, innlandet, stored):
    kind(who="leaders")
    opened = browser(both)
    opened.post(OWN)
    page = f"/o/hjertelag/activities/{stored()[0].id}/correct"

    assert opened.post(page, {"unit_id": str(agder)}).status_code == 200
    assert [row.unit_id for row in stored()] == [innlandet]


def test_a_hidden_type_is_gone_from_the_form_and_stays_in_the_list(kind, browser, kari, stored):
    opened = browser(kari)
    opened.post(f"{CHOOSE}/core.talk", {"number_participants": "7"})
    kind("core.talk", label={}, hidden=True)

    assert "core.talk" not in opened.get(CHOOSE).text
    assert opened.get(f"{CHOOSE}/core.talk").status_code == 404
    assert str(stored()[0].id) in opened.get("/o/hjertelag/activities/").text


def test_where_nothing_can_be_registered_she_is_told_whom_to_ask(kind, browser, kari):
    for key in ("core.meeting", "core.talk", "core.webinar", "core.other"):
        kind(key, label={}, hidden=True)

    for path in (CHOOSE, LAST):
        page = browser(kari).get(path, follow_redirects=True)
        assert says(page, "There is nothing to register yet")


def test_the_help_of_the_type_and_of_a_question_stand_in_the_form(kind, browser, kari):
    kind(questions=[asked("q1", help={"nb": "Bare de over 60."})])

    page = browser(kari).get(OWN).text
    assert "Tell ved døren." in page
    assert "Bare de over 60." in page


PEOPLE = asked("participants", required=True)


def test_those_who_took_part_are_counted_apart_and_together(kind, browser, kari, stored):
    """Participants counted per activity."""  # row D6
    kind(questions=[PEOPLE], splits=True)

    browser(kari).post(OWN, {"number_participants_members": "4", "number_participants_kin": "3"})

    assert stored()[0].numbers == {"participants_members": 4, "participants_kin": 3, "participants": 7}


def test_of_those_counted_apart_one_number_is_needed(kind, browser, kari, stored):
    kind(questions=[PEOPLE], splits=True)

    page = browser(kari).post(OWN)

    assert says(page, "Write a number; 0 if there were none.")
    assert 'href="#number_participants_members"' in page.text
    assert stored() == []


def test_a_part_of_the_participants_is_held_against_their_sum(kind, factory, organisation, browser, kari, stored):
    factory.plugin(organisation, "recruitment")
    kind("recruitment.peer_support", label={}, splits=True)
    page, numbers = f"{CHOOSE}/recruitment.peer_support", {"number_participants_others": "2"}

    refused = browser(kari).post(page, {**numbers, "number_new_people": "3"})
    assert says(refused, "This cannot be more than the number above: %(n)s.", n="2")
    assert browser(kari).post(page, {**numbers, "number_new_people": "2"}).status_code == 303
    assert stored()[0].numbers == {"participants_others": 2, "participants": 2, "new_people": 2}


def test_correcting_keeps_what_was_answered_to_a_question_that_is_not_asked_any_more(
    kind, factory, organisation, browser, kari, agder, make_activity, stored
):
    kind(questions=[asked("q1"), asked("q2", "text", retired=True), asked("q3", retired=True)])
    numbers, answers = {"q1": 1, "q3": 3}, {"q2": "Gammelt svar"}
    made = make_activity(
        organisation, activity_type="own.gathering", unit_id=agder, by=kari.id, numbers=numbers, answers=answers
    )

    answer = browser(kari).post(f"/o/hjertelag/activities/{made}/correct", {"number_q1": "2"})

    assert answer.status_code == 303
    assert (stored()[0].numbers, stored()[0].answers) == ({"q1": 2, "q3": 3}, answers)


def test_the_bookmark_opens_the_type_she_used_last_with_today_and_her_unit(browser, kari, agder):
    opened = browser(kari)
    opened.post(f"{CHOOSE}/core.talk", {"number_participants": "7"})

    page = opened.get(LAST)

    assert f'action="{CHOOSE}/core.talk"' in page.text
    fields = form_fields(page.text)
    assert (fields["unit_id"], fields["number_participants"]) == (str(agder), "")
    assert opened.send(f"{CHOOSE}/core.talk", {**fields, "number_participants": "3"}).status_code == 303


def test_without_anything_registered_the_bookmark_asks_what_she_did(browser, kari):
    assert browser(kari).get(LAST).location == CHOOSE


def test_the_bookmark_leaves_out_a_type_that_is_hers_no_more(kind, browser, kari):
    opened = browser(kari)
    opened.post(f"{CHOOSE}/core.talk", {"number_participants": "7"})
    opened.post(f"{CHOOSE}/core.webinar", {"number_participants": "7"})
    kind("core.webinar", label={}, who="staff")

    assert f'action="{CHOOSE}/core.talk"' in opened.get(LAST).text


def test_what_is_only_planned_is_not_what_she_did_last(organisation, browser, kari, agder, make_activity):
    opened = browser(kari)
    opened.post(f"{CHOOSE}/core.talk", {"number_participants": "7"})
    make_activity(organisation, activity_type="core.webinar", unit_id=agder, by=kari.id, status="planned")

    assert f'action="{CHOOSE}/core.talk"' in opened.get(LAST).text


def test_her_start_page_offers_it_with_one_press(browser, kari):
    opened = browser(kari)
    assert says(opened.get("/o/hjertelag/"), "Register an activity")
    opened.post(f"{CHOOSE}/core.talk", {"number_participants": "7"})

    page = opened.get("/o/hjertelag/")

    assert says(page, "Register: %(type)s", type="Innlegg eller foredrag")
    assert page.text.index(LAST) < page.text.index(f'{CHOOSE}">', page.text.index("<main"))


def test_the_same_again_keeps_the_unit_and_nothing_else(browser, both, innlandet, stored):
    opened = browser(both)
    meeting = f"{CHOOSE}/core.meeting"
    opened.post(meeting, {"number_participants": "7", "note": "Fint", "unit_id": str(innlandet)})

    fields = opened.fields(f"{meeting}?unit={innlandet}")

    assert fields["unit_id"] == str(innlandet)
    assert (fields["number_participants"], fields["note"]) == ("", "")


@pytest.mark.parametrize("unit", ["x", "", "01890000-0000-7000-8000-000000000000"])
def test_a_unit_that_is_not_hers_is_not_filled_in(browser, kari, agder, unit):
    assert browser(kari).fields(f"{CHOOSE}/core.meeting?unit={unit}")["unit_id"] == str(agder)
