"""Steps with dates, ticked off one by one; results and lessons."""

from datetime import date, timedelta

from portal import clock
from portal.actions.models import ActionResult, ActionSurface, ContactSurface
from portal.calendar.models import DueItem
from portal.goals.models import ActionStep
from tests.portal.actions.conftest import HERE


def add(staff, action_id, *steps):
    for title, on in steps:
        assert staff.post(f"{HERE}{action_id}/steps/new", {"title": title, "due_on": on}).status_code == 303


def titles(work):
    return [step.title for step in sorted(work.rows(ActionStep), key=lambda step: step.position)]


def tick(staff, work, title, to):
    step = next(one for one in work.rows(ActionStep) if one.title == title)
    fields = staff.fields(f"{HERE}{step.action_id}")
    return staff.send(f"{HERE}steps/{step.id}/tick", {**fields, "to": to})


def test_steps_count_back_from_an_election_and_stand_in_the_calendar(work, staff):  # row A4
    action_id = work.action("Allianse før valget")
    add(staff, action_id, ("Spør konsulenten", "2028-11-21"), ("Gi budskapet", "2029-10-02"))

    due = {item.title: item for item in work.rows(DueItem)}

    assert {title: item.on_date for title, item in due.items()} == {
        "Spør konsulenten": date(2028, 11, 21), "Gi budskapet": date(2029, 10, 2),
    }  # fmt: skip
    assert due["Gi budskapet"].arguments == {"action_id": str(action_id)}


def test_a_ticked_step_is_no_longer_due_and_can_be_unticked(work, staff):
    action_id = work.action("Allianse")
    add(staff, action_id, ("Ring", "2030-01-01"))

    tick(staff, work, "Ring", "done")
    assert [step.done_on for step in work.rows(ActionStep)] == [clock.today()]
    assert [item.done for item in work.rows(DueItem)] == [True]

    tick(staff, work, "Ring", "open")
    assert [step.done_on for step in work.rows(ActionStep)] == [None]
    assert [item.done for item in work.rows(DueItem)] == [False]


def test_two_who_tick_the_same_step_do_not_undo_each_other(work, staff):
    add(staff, work.action("Allianse"), ("Ring", ""))
    for _press in range(2):
        tick(staff, work, "Ring", "done")
    assert [step.done_on for step in work.rows(ActionStep)] == [clock.today()]


def test_steps_are_put_in_another_order(work, staff):
    add(staff, work.action("Allianse"), ("Ring", ""), ("Skriv", ""), ("Møt", ""))
    last = next(step for step in work.rows(ActionStep) if step.title == "Møt")

    staff.post(f"{HERE}steps/{last.id}", {"place": "1"})

    assert titles(work) == ["Møt", "Ring", "Skriv"]


def test_what_is_due_follows_whoever_does_the_action_and_goes_with_it(work, staff):
    action_id = work.action("Allianse")
    add(staff, action_id, ("Ring", "2030-01-01"))

    staff.post(f"{HERE}{action_id}/change", {"unit_id": str(work.north)})
    assert [item.unit_id for item in work.rows(DueItem)] == [work.north]

    staff.post(f"{HERE}{action_id}/remove")
    assert work.rows(DueItem) == work.rows(ActionStep) == []


def test_a_result_and_a_lesson_show_with_the_action_and_the_plan(work, leader):  # row D7
    action_id = work.action("Åpent hus")
    typed = {"result": "Tolv kom.", "lesson": "Begynn klokken elleve."}

    assert leader.post(f"{HERE}{action_id}/results/new", typed).status_code == 303

    for path in (f"{HERE}{action_id}", f"{HERE}results"):
        page = leader.get(path).text
        assert [word for word in ("Tolv kom.", "Begynn klokken elleve.", "Nordlaget") if word not in page] == []


def test_a_result_is_of_her_own_unit_and_not_of_tomorrow(work, leader):
    action_id = work.action("Åpent hus")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    for wrong in ({"unit_id": str(work.south)}, {"on_date": tomorrow}):
        page = leader.post(f"{HERE}{action_id}/results/new", {"result": "Tolv kom.", **wrong})
        assert page.status_code == 200
        assert "Tolv kom." in page.text
    assert work.rows(ActionResult) == []


def test_a_result_of_another_unit_cannot_be_corrected(work, leader, staff):
    action_id = work.action("Åpent hus")
    staff.post(f"{HERE}{action_id}/results/new", {"result": "Sør.", "unit_id": str(work.south)})
    result = work.rows(ActionResult)[0].id
    assert leader.get(f"{HERE}results/{result}").status_code == 403
    assert leader.get(f"{HERE}results/{result}/remove").status_code == 403


def test_contact_surfaces_are_named_once_chosen_and_closed(work, staff):  # row R19
    for expected in (303, 200):
        assert staff.post(f"{HERE}surfaces/new", {"name": "Sengepost"}).status_code == expected
    surface = work.rows(ContactSurface)[0].id
    action_id = work.action("Brosjyrer")

    staff.post(f"{HERE}{action_id}/change", {"surfaces": str(surface)})
    staff.post(f"{HERE}surfaces/{surface}", {"closed": "y"})

    assert [row.action_id for row in work.rows(ActionSurface)] == [action_id]
    assert "Sengepost" in staff.get(HERE).text
    assert "Sengepost" in staff.get(f"{HERE}{action_id}/change").text
    assert "Sengepost" not in staff.get(f"{HERE}{work.action('Annet')}/change").text


def test_impossible_periods_and_rhythms_are_refused_with_a_sentence(work, staff):
    action_id = work.action("Brosjyrer")
    faults = [
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "Dette er før den første dagen."),
        ({"rhythm": "yearly"}, "Skriv hvor mange ganger i året."),
        ({"starts_on": "0001-01-01"}, "Skriv en dag mellom 2000 og 2100."),
        ({"person": "ukjent@example.org"}, "Ingen med denne adressen har tilgang her."),
    ]
    for typed, sentence in faults:
        page = staff.post(f"{HERE}{action_id}/change", {"title": "Nytt", **typed})
        assert sentence in page.text
    assert work.stored(action_id).title == "Brosjyrer"


def test_somebody_with_access_is_made_responsible(work, staff, actor):
    from portal.plugin_api import Role

    her = actor(work.organisation, Role.VOLUNTEER, work.north)
    action_id = work.action("Brosjyrer")
    staff.post(f"{HERE}{action_id}/change", {"person": her.email.upper()})
    assert work.stored(action_id).user_id == her.id
    assert "Volunteer hjertelag" in staff.get(HERE).text
