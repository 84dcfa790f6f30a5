"""A plan comes in, is corrected, and becomes a plan. # row N1, R1"""

import io
from html import unescape

import pytest
from sqlalchemy import select

from portal.drafts.models import Draft
from portal.extensions import db
from portal.goals.models import Action, ActionStep, FocusArea, Goal, Plan
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.portal.intake.texts import NUMBERED, STRATEGY, YEARLY
from tests.portal.sheets.files import with_cells

AT = "/o/hjertelag/intake/"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def _read_in(staff, text: str) -> str:
    answer = staff.post(AT, {"text": text})
    assert answer.status_code == 303, answer.text
    return answer.location


def _rows(factory, organisation, *models) -> list[list]:
    with factory.working_as(scope_of(organisation.id)):
        return [list(db.session.scalars(select(model).order_by(_order(model)))) for model in models]


def _order(model):
    return getattr(model, "position", model.id)


def _send_file(staff, content: bytes, name: str):
    data = {**staff.fields(AT), "file": (io.BytesIO(content), name)}
    return staff.client.post(AT, data=data, content_type="multipart/form-data")


def test_a_pasted_plan_comes_back_line_by_line(staff):
    page = staff.get(_read_in(staff, STRATEGY)).text

    assert 'value="Strategi- og handlingsplan for Fjellvandrerlaget"' in page
    assert "Trygge turer – Vi skal ha flere turledere." in unescape(page)
    asked = [value for name, value in form_fields(page).items() if name[0] in "aud" and name[1:].isdigit()]
    assert asked[3:] == ["210", "betalende medlemmer", "2026-12-31"]


def test_nothing_is_a_plan_before_somebody_says_so(staff, factory, organisation):
    _read_in(staff, STRATEGY)

    plans, drafts = _rows(factory, organisation, Plan, Draft)
    assert plans == []
    assert [draft.title for draft in drafts] == ["Strategi- og handlingsplan for Fjellvandrerlaget"]


def test_one_press_makes_the_whole_plan_as_a_draft(staff, factory, organisation):
    staff.post(_read_in(staff, YEARLY) + "/plan")

    [plan], areas, goals, actions, steps, drafts = _rows(
        factory, organisation, Plan, FocusArea, Goal, Action, ActionStep, Draft
    )
    assert (plan.status, plan.title, plan.starts_on.year) == ("draft", "ÅRSPLAN 2026", 2026)
    assert [len(rows) for rows in (areas, goals, actions, steps, drafts)] == [2, 5, 5, 1, 0]
    assert [goal.parent_id for goal in goals] == [None, goals[0].id, goals[0].id, None, goals[3].id]


def test_pressing_twice_makes_one_plan(staff, factory, organisation):
    at = _read_in(staff, NUMBERED) + "/plan"
    fields = staff.fields(at)

    first, second = staff.send(at, fields), staff.send(at, fields)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert len(_rows(factory, organisation, Plan)[0]) == 1


def test_a_line_can_become_something_else_be_divided_joined_and_left_out(staff, factory, organisation):
    at = _read_in(staff, "Plan\n\n1. Område\n\n- Ett\n\n- To\n\n- Tre\n\n- Fire\n")
    kinds = {"k3": "goal", "t3": "Første mål\nAndre mål", "k4": "more", "k5": "action", "k6": "out", "n3": "7"}

    staff.post(at, {**kinds, "t4": "og mer"})
    staff.post(at + "/plan")

    _plan, goals, actions = _rows(factory, organisation, Plan, Goal, Action)
    assert [(goal.number, goal.title) for goal in goals] == [("7", "Første mål"), ("", "Andre mål og mer")]
    assert [action.title for action in actions] == ["Tre"]


def test_what_is_corrected_on_one_page_stays_when_she_goes_on_to_the_next(staff):
    lines = "\n\n".join(f"- Punkt {n}" for n in range(60))
    at = _read_in(staff, f"1. Område\n\n{lines}\n")

    answer = staff.post(at, {"t2": "Rettet på første side", "go": "next"})
    staff.post(answer.location, {"t45": "Rettet på andre side"})

    assert answer.location.endswith("?from=40")
    assert "Rettet på første side" in staff.get(at).text
    assert "Rettet på andre side" in staff.get(answer.location).text


def test_a_period_that_ends_before_it_begins_is_said_and_nothing_typed_is_lost(staff):
    at = _read_in(staff, NUMBERED)

    page = staff.post(at, {"starts_on": "2028-01-01", "ends_on": "2027-01-01", "t4": "Noe nytt"})

    assert page.status_code == 200
    assert "Den siste dagen ligger før den første." in page.text
    assert "Noe nytt" in page.text
    assert "Noe nytt" not in staff.get(at).text


def test_two_who_correct_the_same_draft_are_shown_both(staff, organisation, actor, browser):
    at = _read_in(staff, NUMBERED)
    other = browser(actor(organisation, Role.STAFF))
    hers, theirs = staff.fields(at), other.fields(at)
    other.send(at, {**theirs, "t4": "Deres ord"})

    page = staff.send(at, {**hers, "t4": "Mine ord"})

    conflict = page.text.partition("ds-alert conflict")[2].partition("</section>")[0]
    assert "Mine ord" in conflict
    assert "Deres ord" in conflict
    assert "Deres ord" in staff.get(at).text


def test_a_text_without_a_goal_becomes_no_plan(staff, factory, organisation):
    page = staff.post(_read_in(staff, "Kjære alle.\n\nTakk for sist.") + "/plan")

    assert "Det er ingen mål og ingen tiltak ennå." in page.text
    assert _rows(factory, organisation, Plan) == [[]]


BAD = {
    "nothing": (b"", "", "Lim inn teksten, eller velg en fil nedenfor."),
    "blanks": (b"  \n ", "plan.txt", "Filen er tom."),
    "a PDF": (b"%PDF-1.7", "plan.pdf", "Åpne den, kopier teksten og lim den inn."),
    "a picture": (b"\x89PNG\r\n", "plan.png", "Dette er et bilde."),
    "a million empty rows": (with_cells(b"<row/>" * 1_000_000), "plan.xlsx", "de tomme medregnet"),
    "a zip bomb": (with_cells(b" " * 65_000_000), "plan.xlsx", "Det er for mye i denne filen."),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_a_sentence_and_nothing_is_saved(staff, factory, organisation, name: str):
    content, filename, sentence = BAD[name]

    page = _send_file(staff, content, filename)

    assert sentence in unescape(page.text)
    assert _rows(factory, organisation, Draft, Plan) == [[], []]


def test_a_file_of_30_mb_is_refused_before_it_is_read(staff):
    page = _send_file(staff, b"a" * 30 * 1024 * 1024, "plan.txt")

    assert page.status_code == 413
    assert "2 MB" in page.text


def test_a_text_in_latin_1_keeps_its_letters(staff):
    answer = _send_file(staff, NUMBERED.replace("Rent vann", "Rene bølgjer på Ærø").encode("latin-1"), "plan.txt")

    assert "Rene bølgjer på Ærø" in staff.get(answer.location).text


def test_a_title_that_is_too_long_goes_on_in_the_text_below_it(staff, factory, organisation):
    long = "Vi skal " + "gå og gå " * 60 + "til slutt."

    staff.post(_read_in(staff, f"1. Område\n\nMål: {long}\n") + "/plan")

    [goal] = _rows(factory, organisation, Goal)[0]
    assert len(goal.title) <= 300
    assert f"{goal.title} {goal.text}" == long


@pytest.mark.parametrize("role", [Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER])
def test_only_staff_read_in_plans(organisation, actor, browser, role: Role):
    assert browser(actor(organisation, role)).get(AT).status_code == 403


def test_a_draft_can_be_thrown_away_after_a_question(staff, factory, organisation):
    at = _read_in(staff, NUMBERED)
    assert "HANDLINGSPROGRAM" in staff.get(at + "/drop").text

    staff.post(at + "/drop")

    assert _rows(factory, organisation, Draft) == [[]]
