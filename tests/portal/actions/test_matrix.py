"""The matrix: who sees what, edited in place, and what it costs."""  # row R6

import re
from datetime import date

import pytest

from portal.actions.models import ActionPick
from portal.extensions import db
from portal.goals.models import Action, FocusArea
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.contract.counting import statements
from tests.portal.actions.conftest import HERE


def test_everybody_sees_the_matrix_and_only_who_may_edits(work, actor, browser, leader):
    ours, others = work.action("Ring medlemmene", unit_id=work.north), work.action("Skriv brev", unit_id=work.south)
    reader = browser(actor(work.organisation, Role.READER)).get(HERE).text

    page = leader.get(HERE).text

    assert "Ring medlemmene" in reader
    assert "edit=" not in reader
    assert f"edit={ours.hex}" in page
    assert f"edit={others.hex}" not in page


def test_other_organisations_are_left_out(work, staff, factory, other_organisation):
    work.action("Vårt tiltak")
    factory.action(other_organisation, factory.plan(other_organisation), "Deres tiltak")

    page = staff.get(HERE).text

    assert "Vårt tiltak" in page
    assert "Deres tiltak" not in page


def test_it_is_filtered_by_unit_with_what_that_unit_picked(work, staff):  # row D4
    work.action("Nordlagets eget", unit_id=work.north)
    work.action("Sørlagets eget", unit_id=work.south)
    picked, left = (work.action(title, in_catalogue=True) for title in ("Valgt av nord", "Latt være"))
    answer(work, picked, work.north, "planned")
    answer(work, left, work.north, "left")

    page = staff.get(f"{HERE}?unit={work.north}").text

    assert "Nordlagets eget" in page
    assert "Valgt av nord" in page
    assert "Sørlagets eget" not in page
    assert "Latt være" not in page


def test_among_many_units_one_is_found_by_the_beginning_of_its_name(work, staff):
    for n in range(31):
        work.factory.unit(work.organisation, f"Lag {n}")
    work.action("Nords", unit_id=work.north)
    work.action("Sørs", unit_id=work.south)

    page = staff.get(f"{HERE}?unit=nordl").text

    assert ("Nords<" in page, "Sørs<" in page) == (True, False)
    assert 'value="Nordlaget"' in page


def answer(work, action_id, unit_id, status):
    from portal import clock

    with work.factory.working_as(scope_of(work.organisation.id)):
        db.session.add(ActionPick(action_id=action_id, unit_id=unit_id, status=status, answered_at=clock.now()))
        db.session.commit()


@pytest.mark.parametrize(
    ("query", "shown"),
    [("level=local", "Lokalt her"), ("status=done", "Ferdig her"), ("responsible=STYRET", "Styrets")],
)
def test_it_is_filtered_by_level_status_and_responsible(work, staff, query, shown):
    work.action("Lokalt her", level="local")
    work.action("Ferdig her", status="done")
    work.action("Styrets", responsible="Styret i laget")

    page = staff.get(f"{HERE}?{query}").text

    assert [title for title in ("Lokalt her", "Ferdig her", "Styrets") if title in page] == [shown]


@pytest.mark.parametrize(
    "query",
    ["year=99999", "year=²", "area=x", "unit=%00", "level=%27", "after=1-2-3", "after=9e9--", "edit=x", "responsible=%25",
     f"after={10**30}-1-1-{'0' * 32}", "plan=x", "status=nothing", "year=0001"],
)  # fmt: skip
def test_a_mangled_address_is_no_fault(work, staff, query):
    work.action("Ring medlemmene")
    assert staff.get(f"{HERE}?{query}").status_code == 200


def test_a_year_shows_its_own_quarters(work, staff):
    work.action("Nytt nettsted", starts_on=date(2027, 4, 1), ends_on=date(2027, 9, 30))
    row = re.search(r"<tr id=.*?</tr>|<tr id=.*?</tbody>", staff.get(f"{HERE}?year=2027").text, re.S)[0]
    assert "<td><td>2<td>3<td><td>" in row
    assert "<td>2<td>" not in staff.get(f"{HERE}?year=2026").text


def test_a_row_is_edited_in_its_place_without_a_script(work, leader):
    action_id = work.action("Ring medlemmene", unit_id=work.north)
    page = leader.get(f"{HERE}?level=both&edit={action_id}").text
    form = re.search(r'<form method="post" action="([^"]+)" class="quick".*?</form>', page, re.S)

    fields = dict(re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', form[0]))
    answer = leader.send(
        form[1].replace("&amp;", "&"), {**fields, "status": "done", "responsible": "Kari", "quarters": ["1", "3"]}
    )

    assert answer.status_code == 303
    assert "level=both" in answer.location
    stored = work.stored(action_id)
    assert (stored.status, stored.responsible, stored.quarters) == ("done", "Kari", [1, 3])


def test_a_leader_cannot_change_what_belongs_to_another_unit(work, leader):
    others, central = work.action("Sørs", unit_id=work.south), work.action("Sentralt")
    for action_id in (others, central):
        for page in ("quick", "change", "remove", "steps/new"):
            assert leader.get(f"{HERE}{action_id}/{page}").status_code == 403


def test_a_leader_cannot_give_an_action_to_another_unit(work, leader):
    action_id = work.action("Nords", unit_id=work.north)
    page = leader.post(f"{HERE}{action_id}/change", {"unit_id": str(work.south)})
    assert page.status_code == 200
    assert work.stored(action_id).unit_id == work.north


@pytest.fixture
def long_plan(work):
    """Five hundred actions in one area."""
    with work.factory.working_as(scope_of(work.organisation.id)):
        db.session.add_all(
            Action(
                id=uuid7(), plan_id=work.plan[0], focus_area_id=work.plan[1], position=n, unit_id=work.north,
                title=f"{n}. Ring alle som bor i kommunen, og fortell dem om det nye tilbudet vårt i høst",
                responsible="Hovedstyret og administrasjonen",
            )
            for n in range(500)
        )  # fmt: skip
        db.session.commit()
    return work


def test_five_hundred_actions_come_sixty_at_a_time_in_eight_statements(long_plan, staff):
    staff.get(HERE)
    with statements(long_plan.factory.app) as seen:
        page = staff.get(HERE)
    assert len(seen) <= 8, seen
    assert page.text.count('<tr id="') == 60
    without_rows = len(staff.get(f"{HERE}?status=done").data)
    assert (len(page.data) - without_rows) / 60 <= 500


def test_paging_shows_every_action_once(long_plan, staff):
    path, titles = HERE, []
    while path:
        text = staff.get(path).text
        titles += re.findall(r">(\d+)\. Ring alle", text)
        following = re.search(r'rel="next" href="([^"]+)"', text)
        path = following[1].replace("&amp;", "&") if following else None
    assert titles == [str(n) for n in range(500)]


def test_the_first_area_is_shown_until_another_is_chosen(work, staff):
    with work.factory.working_as(scope_of(work.organisation.id)):
        area = FocusArea(id=uuid7(), plan_id=work.plan[0], position=2, number="2", title="Nytt område")
        db.session.add(area)
        db.session.commit()
    work.action("Det første")
    work.factory.action(work.organisation, (work.plan[0], area.id), "Det andre")

    first, second = staff.get(HERE).text, staff.get(f"{HERE}?area={area.id}").text

    assert ("Det første" in first, "Det andre" in first) == (True, False)
    assert ("Det første" in second, "Det andre" in second) == (False, True)


def test_a_row_that_is_opened_ticks_the_quarters_that_it_shows(work, staff):
    always, autumn = work.action("Hele året"), work.action("Om høsten", quarters=[3, 4])

    def ticked(action_id):
        return re.findall(
            r'<input(?=[^>]*checked)[^>]*name="quarters"[^>]*value="(\d)"', staff.get(f"{HERE}?edit={action_id}").text
        )

    assert [ticked(always), ticked(autumn)] == [["1", "2", "3", "4"], ["3", "4"]]
    staff.post(f"{HERE}{always}/quick", {"status": "started", "quarters": ["1", "2", "3", "4"]})
    assert work.stored(always).quarters == []
