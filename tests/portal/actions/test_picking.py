"""The catalogue: picked, left, or not answered, which never shows as failing."""  # row D4

import re
from uuid import UUID

from portal.actions.models import ActionPick
from tests.portal.actions.conftest import HERE


def press(browser, work, action_id, unit_id, status, **more):
    path = f"{HERE}{action_id}/units/{unit_id}"
    return browser.send(path, {**browser.fields(path), "status": status, **more})


def test_a_unit_picks_and_leaves_straight_from_the_catalogue(work, leader):
    wanted, unwanted = (work.action(title, in_catalogue=True) for title in ("Åpent hus", "Julemarked"))

    for action_id, button in ((wanted, "planned"), (unwanted, "left")):
        page = leader.get(f"{HERE}catalogue").text
        form = re.search(rf'<form method="post" action="([^"]*{action_id}[^"]*)".*?</form>', page, re.S)
        fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', form[0]))
        assert leader.send(form[1], {**fields, "status": button}).status_code == 303

    said = {row.action_id: (row.unit_id, row.status) for row in work.rows(ActionPick)}
    assert said == {wanted: (work.north, "planned"), unwanted: (work.north, "left")}


def test_only_what_is_offered_in_a_plan_in_force_stands_there(work, leader):
    work.action("Tilbudt", in_catalogue=True)
    work.action("Ikke tilbudt")
    work.action("Lagt bort", in_catalogue=True, status="dropped")

    page = leader.get(f"{HERE}catalogue").text

    assert [word for word in ("Tilbudt<", "Ikke tilbudt", "Lagt bort<") if word in page] == ["Tilbudt<"]


def test_a_leader_answers_for_her_own_unit_only(work, leader):
    action_id = work.action("Åpent hus", in_catalogue=True)
    assert leader.get(f"{HERE}{action_id}/units/{work.south}").status_code == 403


def test_what_is_not_offered_cannot_be_picked(work, leader):
    action_id = work.action("Sentralt")
    assert press(leader, work, action_id, work.north, "planned").status_code == 200
    assert work.rows(ActionPick) == []


def test_an_answer_can_be_taken_back(work, leader):
    action_id = work.action("Åpent hus", in_catalogue=True)
    press(leader, work, action_id, work.north, "started", note="I mai")
    assert [row.note for row in work.rows(ActionPick)] == ["I mai"]

    press(leader, work, action_id, work.north, "none")

    assert work.rows(ActionPick) == []


def test_staff_see_who_picked_and_nobody_is_shown_as_failing(work, staff, leader):
    action_id = work.action("Åpent hus", in_catalogue=True)
    press(leader, work, action_id, work.north, "planned")

    overview, page = staff.get(f"{HERE}catalogue/answers").text, staff.get(f"{HERE}{action_id}").text

    assert "Nordlaget" in overview
    assert "Sørlaget" not in overview
    assert "Nordlaget" in page
    assert "Sørlaget" not in page
    assert 'data-color="danger"' not in overview + page


def test_a_unit_adds_its_own_action(work, leader):
    path = f"{HERE}areas/{work.plan[1]}/new"
    answer = leader.post(path, {"title": "Kafé på torsdager"})
    assert answer.status_code == 303
    assert work.stored(UUID(answer.location.rpartition("/")[2])).unit_id == work.north


def test_a_unit_leader_cannot_offer_an_action_to_all(work, leader):
    action_id = work.action("Nords", unit_id=work.north)
    leader.post(f"{HERE}{action_id}/change", {"in_catalogue": "y"})
    assert not work.stored(action_id).in_catalogue
