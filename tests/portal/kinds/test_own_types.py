"""A type of one's own, from nothing to the volunteer's form, without programming."""

import re

import pytest

from portal.plugin_api import Role
from tests.portal.kinds.arranging import KINDS
from tests.reading import says

REGISTER = "/o/hjertelag/activities/register"


def key_of(page):
    return page.rpartition("/")[2]


def test_a_page_without_own_types_says_how_to_begin(staff):
    assert says(staff.browser.get(KINDS), "No types of your own yet")
    staff.new("Turgruppe")
    assert not says(staff.browser.get(KINDS), "No types of your own yet")


def test_a_new_type_is_in_the_volunteers_form_at_once(staff, volunteer, activities):
    page = staff.new("Turgruppe", help="Vi går en time i skogen.")
    staff.ask(page, "choice", "Hvor gikk dere?", options="Skogen\nByen", required="y")
    staff.ask(page, "hours", "Hvor lenge?")

    assert "Turgruppe" in volunteer.get(REGISTER).text
    answer = volunteer.post(
        f"{REGISTER}/{key_of(page)}", {"number_participants": "7", "number_q1": "2", "number_q2": "1,5"}
    )

    assert answer.status_code == 303
    kept = activities()[0]
    assert kept.numbers == {"participants": 7, "q1:2": 1, "q2": 90}
    assert kept.answers == {"q1": "2"}
    shown = volunteer.get(f"/o/hjertelag/activities/{kept.id}").text
    assert all(text in shown for text in ("Turgruppe", "Hvor gikk dere?", "Byen", "1,5"))


def test_every_kind_of_question_can_be_asked(staff, volunteer, activities):
    page = staff.new("Alt mulig", people="no")
    answers = {
        "number": "3", "hours": "2", "yes_no": "yes", "choice": "1", "choices": "2", "text": "Fint",
        "date": "2026-05-04", "time": "18:30", "municipality": "Bergen",
    }  # fmt: skip
    for kind in answers:
        more = {"options": "En\nTo"} if kind in ("choice", "choices") else {}
        assert staff.ask(page, kind, f"Om {kind}", required="y", **more).status_code == 303
    typed = {f"number_q{n}": said for n, said in enumerate(answers.values(), start=1)}

    assert volunteer.post(f"{REGISTER}/{key_of(page)}", typed).status_code == 303
    kept = activities()[0]
    assert kept.numbers == {"q1": 3, "q2": 120, "q3": 1, "q4:1": 1, "q5:2": 1}
    assert kept.answers == {
        "q4": "1", "q5": ["2"], "q6": "Fint", "q7": "2026-05-04", "q8": "18:30", "q9": "Bergen",
    }  # fmt: skip


def test_the_page_of_a_type_shows_the_form_as_it_will_be(staff):
    page = staff.new("Turgruppe", people="apart")
    staff.ask(page, "choices", "Hva så dere?", options="Elg\nRev")
    preview = staff.page(page).partition('<fieldset class="preview">')[2]
    names = re.findall(r'name="([^"]+)"', preview.partition("</section>")[0])
    assert list(dict.fromkeys(names)) == [
        "on_date", "unit_id", "number_participants_members", "number_participants_others", "number_participants_kin",
        "number_q1", "note",
    ]  # fmt: skip


def test_those_who_took_part_are_counted_apart_and_together(staff, volunteer, activities):
    """Row D6."""
    page = staff.new("Åpen dag", people="apart")
    parts = {"number_participants_members": "4", "number_participants_kin": "3"}
    volunteer.post(f"{REGISTER}/{key_of(page)}", parts)
    assert activities()[0].numbers == {"participants_members": 4, "participants_kin": 3, "participants": 7}


def test_how_many_took_part_can_be_left_out_and_asked_again(staff):
    page = staff.new("Vakt", people="no")
    assert staff.listed(page) == []
    for people, listed in (("together", ["Hvor mange var med?"]), ("no", []), ("apart", ["Hvor mange var med?"])):
        assert staff.browser.post(f"{page}/change", {"people": people}).status_code == 303
        assert staff.listed(page) == listed


def test_taking_out_how_many_took_part_ends_counting_them_apart(staff):
    page = staff.new("Vakt", people="apart")
    staff.browser.post(f"{page}/questions/participants/remove")
    assert "participants_members" not in staff.page(page)
    assert not staff.rows()[0].splits


@pytest.mark.parametrize(
    ("who", "role", "offered"),
    [
        ("registrars", Role.VOLUNTEER, True),
        ("leaders", Role.VOLUNTEER, False),
        ("leaders", Role.UNIT_LEADER, True),
        ("staff", Role.UNIT_LEADER, False),
        ("staff", Role.STAFF, True),
    ],
)
def test_it_is_offered_to_those_who_may_register_it(staff, organisation, actor, browser, who, role, offered):
    page = staff.new("Styremøte", who=who)
    hers = browser(actor(organisation, role))
    assert ("Styremøte" in hers.get(REGISTER).text) is offered
    assert hers.get(f"{REGISTER}/{key_of(page)}").status_code == (200 if offered else 404)


def test_a_hidden_type_is_gone_from_the_form_and_its_activities_are_not(staff, volunteer, activities):
    page = staff.new("Turgruppe")
    volunteer.post(f"{REGISTER}/{key_of(page)}", {"number_participants": "7"})

    staff.browser.post(f"{page}/hide")

    assert "Turgruppe" not in volunteer.get(REGISTER).text
    assert "Turgruppe" in volunteer.get(f"/o/hjertelag/activities/{activities()[0].id}").text
    assert "Turgruppe" not in staff.listed()
    assert "Turgruppe" in staff.page(KINDS)
    staff.browser.post(f"{page}/hide")
    assert "Turgruppe" in volunteer.get(REGISTER).text


def test_hiding_twice_from_two_windows_does_not_show_it_again(staff):
    page = staff.new("Turgruppe")
    first, second = (staff.browser.fields(f"{page}/hide") for _window in range(2))
    staff.browser.send(f"{page}/hide", first)
    staff.browser.send(f"{page}/hide", second)
    assert staff.rows()[0].hidden


def test_the_form_offers_types_in_the_order_that_staff_gave_them(staff, volunteer):
    key = key_of(staff.new("Turgruppe"))
    before = staff.listed()
    assert before[-1] == "Turgruppe"

    for _step in range(2):
        staff.browser.post(f"{KINDS}order", {**staff.browser.fields(KINDS), "up": key})

    wanted = [*before[:-3], "Turgruppe", *before[-3:-1]]
    assert staff.listed() == wanted
    offered = re.findall(r'<a href="[^"]*/register/[^"]*">([^<]*)</a>', volunteer.get(REGISTER).text)
    assert [name for name in offered if name in wanted] == wanted


def test_moving_the_first_up_and_something_that_is_not_there_changes_nothing(staff):
    staff.new("Turgruppe")
    before = staff.listed()
    for key in ("core.meeting", "core.no_such_thing", "own.year", ""):
        assert staff.browser.send(f"{KINDS}order", {**staff.browser.fields(KINDS), "up": key}).status_code == 303
    assert staff.listed() == before


def test_texts_are_read_in_the_readers_language_else_in_the_other(staff, factory, organisation, actor, browser):
    page = staff.new("Turgruppe", label_other="Vandregruppe", help="Vi går tur.")
    dane = browser(actor(organisation, Role.VOLUNTEER))
    dane.post("/profile/", {"language": "da"})
    shown = dane.get(f"{REGISTER}/{key_of(page)}").text
    assert "Vandregruppe" in shown


def test_a_danish_organisation_writes_danish_first(factory, actor, browser):
    hus = factory.organisation("hus", "Huset", country="DK", language="da")
    staff = browser(actor(hus, Role.STAFF))
    empty = staff.post("/o/hus/kinds/new", {"label_other": "Turgruppe"})
    assert empty.status_code == 200
    assert staff.post("/o/hus/kinds/new", {"label": "Vandregruppe"}).status_code == 303
    assert "Navn på norsk" in empty.text


def test_who_is_asked_for_a_name_is_kept(staff):
    staff.new("Turgruppe", asks_name="must")
    assert staff.rows()[0].asks_name == "must"
