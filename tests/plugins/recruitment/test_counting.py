"""Row R15: a peer is told at once whether what she registers counts, and why; a new rule rewrites nothing by itself."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from plugins.recruitment.counting.queries import counting_by_unit, peer_activities_that_count
from plugins.recruitment.counting.rules import NAME, Shipped
from plugins.recruitment.counting.services import say_rule
from portal import clock
from portal.activities.models import Activity
from portal.activities.services import correct_activity
from portal.extensions import db
from portal.organisations.queries import setup_now
from portal.organisations.services import switch_off
from portal.plugin_api import Role, house
from portal.tenancy.scope import organisation as scope_of
from portal.worker import work_once
from tests.actors import form_fields
from tests.contract.counting import statements
from tests.reading import words_of

FORM = "/o/hjertelag/activities/register/recruitment.peer_support"
RULES = "/o/hjertelag/recruitment/counting/"
GROUP = {
    "number_participants": "5", "number_new_people": "1", "number_form": "group", "number_lasted": "1", "number_led": "yes",
}  # fmt: skip
SMALL = {**GROUP, "number_participants": "2", "number_lasted": "0:30"}


@pytest.fixture
def peer(factory, association, actor, browser):
    return browser(actor(association, Role.VOLUNTEER))


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


def newest(inside):
    return inside(lambda: db.session.query(Activity).order_by(Activity.id.desc()).first())


def register(browser, typed):
    answer = browser.post(FORM, typed)
    assert answer.status_code == 303, words_of(answer)
    return browser.get(answer.location)


def test_she_reads_that_it_counts_and_why_before_and_after_she_saves(peer, inside):  # row R15
    before = peer.post(FORM, {**GROUP, "look": "1"})

    assert "Teller, fordi 5 var med i 60 minutter og en likeperson ledet det." in words_of(before)
    assert newest(inside) is None
    assert "Teller, fordi 5 var med i 60 minutter" in words_of(register(peer, GROUP))


def test_she_reads_all_that_is_missing(peer):  # row R15
    page = words_of(register(peer, SMALL))

    assert "Teller ikke, fordi bare 2 var med (det må være minst 3) og det varte i 30 minutter (det må være minst 45)." in page


# row R15
def test_in_denmark_nobodys_rules_come_along_until_somebody_writes_one(factory, actor, browser):
    here = factory.organisation("diabetes", country="DK", language="da")
    factory.plugin(here, "recruitment")
    form, rules = (path.replace("hjertelag", "diabetes") for path in (FORM, RULES))
    staff, volunteer = (browser(actor(here, role)) for role in (Role.STAFF, Role.VOLUNTEER))

    before = words_of(volunteer.get(form))
    saved = volunteer.post(form, SMALL)
    assert "Tæller det med?" not in before
    assert "Tæller ikke" not in words_of(volunteer.get(saved.location))
    assert "Tæller" not in words_of(staff.get("/o/diabetes/activities/"))
    assert "Ingen regler endnu" in words_of(volunteer.get(rules))
    assert f"{rules}new" in staff.get(rules).text

    with factory.working_as(scope_of(here.id)):
        say_rule(Shipped(form="group", starts_on=date(2020, 1, 1), least_people=3), by=None)
        db.session.commit()
    assert "Tæller det med?" in words_of(volunteer.get(form))
    assert "Tæller ikke med, fordi kun 2 var med" in words_of(volunteer.get(volunteer.post(form, SMALL).location))


def test_asking_first_uses_up_no_key_and_keeps_what_she_typed(peer, inside):
    typed = {**peer.fields(FORM), **SMALL}
    shown = peer.send(FORM, {**typed, "look": "1"})
    again = peer.send(FORM, {**typed, "number_participants": "7"})

    assert 'value="2"' in shown.text
    assert again.status_code == 303
    assert newest(inside).numbers["participants"] == 7


def test_asking_with_a_fault_says_the_fault_and_no_verdict(peer):
    page = words_of(peer.post(FORM, {**GROUP, "number_participants": "mange", "look": "1"}))
    assert "Skriv et tall" in page
    assert "Teller, fordi" not in page


def test_it_is_kept_with_the_activity_with_its_rule_and_stands_in_the_list_and_the_totals(peer, staff, inside, association):  # row R15
    register(peer, GROUP)
    register(peer, SMALL)

    found = inside(lambda: db.session.query(Activity).all())
    kept = next(one.verdicts[NAME] for one in found if one.numbers["participants"] == 2)
    assert (kept["counts"], kept["said"]["rule"], kept["said"]["faults"]) == (False, "shipped", ["people", "minutes"])
    listed = words_of(staff.get("/o/hjertelag/activities/"))
    assert "Teller for tilskuddet" in listed
    assert "Teller ikke for tilskuddet" in listed
    units = inside(lambda: setup_now(association.id).units)
    lines = inside(lambda: counting_by_unit(association.id, units, clock.today().year))
    assert [(line.activities, line.count) for line in lines if line.activities] == [(2, 1)]
    assert inside(lambda: peer_activities_that_count(association.id, clock.today())) == 1


def test_a_correction_is_judged_again_and_a_new_note_is_not(peer, inside):
    register(peer, SMALL)
    activity_id = newest(inside).id

    def correct(**values):
        found = db.session.get(Activity, (newest(inside).organisation_id, activity_id))
        correct_activity(found, by=found.registered_by, **values)

    inside(lambda: say_rule(Shipped(form="group", starts_on=date(2020, 1, 1)), by=None))
    inside(lambda: correct(note="Hyggelig"))
    assert newest(inside).verdicts[NAME]["counts"] is False
    inside(lambda: correct(numbers={**newest(inside).numbers, "participants": 1}))
    assert newest(inside).verdicts[NAME]["counts"] is True


def test_staff_see_what_a_rule_would_change_before_they_save_it_and_it_rewrites_nothing(peer, staff, inside):  # row R15
    register(peer, SMALL)
    page = f"{RULES}new?form=group"
    rule = {"least_people": "2", "least_minutes": "30", "starts_on": "2026-01-01"}

    shown = staff.post(page, rule)
    assert "1 aktivitet til ville telle." in words_of(shown)
    assert inside(lambda: len(db.session.query(Activity).all())) == 1
    assert staff.send(page, form_fields(shown.text)).status_code == 303
    assert newest(inside).verdicts[NAME]["counts"] is False
    assert "Teller, fordi 2 var med" in words_of(register(peer, SMALL))


def test_a_rule_that_was_changed_after_its_preview_is_shown_again(staff):
    page = f"{RULES}new?form=group"
    shown = form_fields(staff.post(page, {"least_people": "2"}).text)

    assert staff.send(page, {**shown, "least_people": "9"}).status_code == 200


def test_a_recount_shows_what_it_would_change_and_the_worker_moves_the_totals(app, peer, staff, inside, association):  # row R15
    register(peer, SMALL)
    register(peer, GROUP)
    inside(lambda: say_rule(Shipped(form="group", starts_on=date(2020, 1, 1), least_people=2), by=None))

    assert "1 aktivitet til ville telle." in words_of(staff.get(f"{RULES}again"))
    assert inside(lambda: peer_activities_that_count(association.id, clock.today())) == 1
    assert staff.post(f"{RULES}again").status_code == 303
    with app.app_context():
        work_once()
    assert inside(lambda: peer_activities_that_count(association.id, clock.today())) == 2
    assert {one.version for one in inside(lambda: db.session.query(Activity).all())} == {1}
    assert "Like mange ville telle som nå." in words_of(staff.get(f"{RULES}again"))


def test_neither_registering_nor_asking_for_a_recount_reads_the_years_activities(app, peer, staff):
    """The rules are kept with the setup; who reads the year is the worker."""
    register(peer, GROUP)
    form, again = peer.fields(FORM), staff.fields(f"{RULES}again")
    with statements(app) as seen:
        assert peer.send(FORM, {**form, **SMALL}).status_code == 303
        assert staff.send(f"{RULES}again", again).status_code == 303

    assert [sql for sql in seen if "FROM activity" in sql or "FROM recruitment_counting_rule" in sql] == []


def test_a_removed_activity_counts_no_more(peer, inside, association):
    register(peer, GROUP)
    peer.post(f"/o/hjertelag/activities/{newest(inside).id}/remove")

    assert inside(lambda: peer_activities_that_count(association.id, clock.today())) == 0


def test_an_activity_of_another_type_is_judged_by_nobody(factory, peer, inside):
    peer.post("/o/hjertelag/activities/register/core.meeting", {"number_participants": "3"})
    assert newest(inside).verdicts == {}


def test_switched_off_nothing_is_said_of_what_was_registered(factory, association, peer, staff, inside):
    page = register(peer, GROUP).request.path
    with factory.working_as(scope_of(association.id)):
        switch_off(association.id, "recruitment", by=None)
        db.session.commit()

    assert "Teller" not in words_of(peer.get(page))
    assert "tilskuddet" not in words_of(staff.get("/o/hjertelag/activities/"))


def stumble(_organisation_id):
    raise ValueError("broken")


def ask_what_is_not_there(_organisation_id):
    """On PostgreSQL the whole transaction would be lost."""
    db.session.execute(text("SELECT nothing_of_this_name"))


@pytest.mark.parametrize("fail", [stumble, ask_what_is_not_there])
def test_a_check_that_fails_keeps_nobody_from_registering(peer, inside, monkeypatch, app, fail):
    with app.app_context():
        checks = house().activity_checks
    monkeypatch.setitem(checks, NAME, replace(checks[NAME], judge=fail))

    register(peer, GROUP)
    assert newest(inside).verdicts == {}
