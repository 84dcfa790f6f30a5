"""Questions of a type: changed, moved, taken out, brought back; and what is refused."""

import pytest

from portal.audit.models import AuditEntry
from portal.kinds.rules import MOST_QUESTIONS
from tests.actors import form_fields
from tests.portal.kinds.arranging import KINDS
from tests.reading import says

REGISTER = "/o/hjertelag/activities/register"


@pytest.fixture
def page(staff):
    """A type that asks nothing yet."""
    return staff.new("Turgruppe", people="no")


@pytest.fixture
def choice(staff, page):
    """Where they went: the forest, the town, the sea."""
    staff.ask(page, "choice", "Hvor gikk dere?", options="Skogen\nByen\nSjøen")
    return f"{page}/questions/q1"


@pytest.fixture
def walk(choice, page, volunteer, activities):
    """An activity that answered "Byen"."""
    volunteer.post(f"{REGISTER}/{page.rpartition('/')[2]}", {"number_q1": "2"})
    return f"/o/hjertelag/activities/{activities()[0].id}"


def test_questions_are_moved_with_the_arrows(staff, page):
    for label in ("Først", "Så", "Sist"):
        staff.ask(page, "text", label)
    staff.browser.post(f"{page}/order", {**staff.browser.fields(page), "up": "q3"})
    assert staff.listed(page) == ["Først", "Sist", "Så"]
    staff.browser.post(f"{page}/order", {**staff.browser.fields(page), "down": "q1"})
    assert staff.listed(page) == ["Sist", "Først", "Så"]


def test_a_renamed_option_is_read_by_its_new_name_in_old_answers(staff, choice, walk, volunteer):
    staff.browser.post(choice, {"options": "Skogen\nSentrum\nSjøen"})
    shown = volunteer.get(walk).text
    assert "Sentrum" in shown
    assert "Byen" not in shown


def test_a_removed_option_is_still_read(staff, choice, walk, volunteer, page):
    staff.browser.post(choice, {"options": "Skogen\nSjøen"})
    assert "Byen" in volunteer.get(walk).text
    assert "Byen" not in volunteer.get(f"{REGISTER}/{page.rpartition('/')[2]}").text


def test_correcting_an_activity_keeps_the_option_that_nobody_can_choose_now(staff, choice, walk, volunteer, activities):
    staff.browser.post(choice, {"options": "Skogen\nSjøen"})
    volunteer.post(f"{walk}/correct", {"note": "Rettet"})
    assert (activities()[0].answers, activities()[0].numbers) == ({"q1": "2"}, {"q1:2": 1})


def test_a_question_taken_out_is_asked_no_more_and_still_read(staff, choice, walk, volunteer, page):
    staff.browser.post(f"{choice}/remove")
    assert "Hvor gikk dere?" in volunteer.get(walk).text
    assert "Hvor gikk dere?" not in volunteer.get(f"{REGISTER}/{page.rpartition('/')[2]}").text
    assert staff.browser.get(choice).status_code == 404
    assert staff.browser.get(f"{choice}/remove").status_code == 404


def test_it_can_come_back_where_it_stood(staff, choice, page):
    staff.ask(page, "text", "Sist")
    staff.browser.post(f"{choice}/remove")
    assert staff.listed(page) == ["Sist"]
    staff.browser.post(f"{choice}/bring-back")
    assert staff.listed(page) == ["Hvor gikk dere?", "Sist"]
    assert staff.browser.get(f"{choice}/bring-back").status_code == 404


def test_a_kind_of_question_cannot_be_changed_and_the_page_says_so(staff, choice):
    opened = staff.browser.get(choice)
    assert says(
        opened,
        "Kind of answer: %(kind)s. It cannot be changed. To ask in another way, take this question out and make a new one.",
        kind="Ett av flere svar",
    )
    staff.browser.post(choice, {"kind": "number", "question_kind": "number"})
    assert staff.rows()[0].questions[0]["kind"] == "choice"


def test_another_edit_of_the_type_is_no_clash_with_other_words(staff, choice, page):
    """Somebody adds a question while the first one is being written: nothing of hers is in the way."""
    opened = staff.browser.fields(choice)
    staff.ask(page, "text", "Noe annet")
    assert staff.browser.send(choice, {**opened, "label": "Hvor var dere?"}).status_code == 303
    assert staff.listed(page) == ["Hvor var dere?", "Noe annet"]


def test_of_two_who_change_the_same_question_the_second_is_shown_both(staff, choice):
    opened = staff.browser.fields(choice)
    staff.browser.post(choice, {"options": "Skogen\nByen\nFjellet"})
    clash = staff.browser.send(choice, {**opened, "label": "Hvor da?"})
    assert 'class="ds-alert conflict"' in clash.text
    assert form_fields(clash.text)["label"] == "Hvor da?"


@pytest.mark.parametrize("kind", ["choice", "choices"])
@pytest.mark.parametrize("options", ["", "  \n ", "Bare en"])
def test_a_choice_without_options_is_refused_with_a_sentence(staff, page, kind, options):
    answer = staff.ask(page, kind, "Hva?", options=options)
    assert says(answer, "Write at least two options, each on a line of its own.")
    assert form_fields(answer.text)["label"] == "Hva?"
    assert staff.rows()[0].questions == []


def test_an_option_that_stands_twice_is_refused_and_nothing_typed_is_lost(staff, page):
    answer = staff.ask(page, "choice", "Hva?", options="Kaffe\nTe\nkaffe")
    assert says(answer, "“%(option)s” stands here twice. Write each option once.", option="kaffe")
    assert form_fields(answer.text)["options"] == "Kaffe\nTe\nkaffe"


def test_forty_questions_are_too_many_and_it_is_said_how_many_there_can_be(staff, page):
    answers = [staff.ask(page, "text", f"Spørsmål {n}") for n in range(40)]
    assert [answer.status_code for answer in answers] == [303] * MOST_QUESTIONS + [200] * (40 - MOST_QUESTIONS)
    assert "Ingen fyller ut mer enn 30 spørsmål." in answers[-1].text
    staff.browser.post(f"{page}/questions/q1/remove")
    assert staff.ask(page, "text", "Et til").status_code == 303
    assert "Ingen fyller ut mer enn 30 spørsmål." in staff.browser.post(f"{page}/questions/q1/bring-back").text


@pytest.mark.parametrize("label", ["", "   ", "\u00a0"])
def test_a_question_needs_words(staff, page, label):
    assert says(staff.ask(page, "text", label), "Please fill this in.")


def test_the_same_question_twice_is_refused(staff, page):
    staff.ask(page, "text", "Hva skjedde?")
    answer = staff.ask(page, "number", " hva  skjedde? ")
    assert says(answer, "This is asked already. Use other words, or change that question.")


@pytest.mark.parametrize("maximum", ["0", "-1", "tusen", "1000001", "9" * 40])
def test_a_largest_number_that_cannot_be_is_refused(staff, page, maximum):
    assert staff.ask(page, "number", "Hvor mange?", maximum=maximum).status_code == 200
    assert staff.rows()[0].questions == []


def test_a_number_above_the_largest_is_refused_in_the_volunteers_form(staff, page, volunteer):
    staff.ask(page, "number", "Hvor mange hunder?", maximum="5")
    answer = volunteer.post(f"{REGISTER}/{page.rpartition('/')[2]}", {"number_q1": "6"})
    assert says(answer, "Write a number from 0 to %(max)s.", max="5")


def test_no_such_kind_of_question_and_no_such_question(staff, page):
    for path in (
        f"{page}/ask/colour",
        f"{page}/questions/q9",
        f"{KINDS}type/own.000000000000",
        f"{KINDS}type/own.year/hide",
    ):
        assert staff.browser.get(path).status_code == 404


def test_what_changed_stands_in_the_trail(staff, choice, rows):
    staff.browser.post(choice, {"label": "Hvor var dere?", "options": "Skogen\nSentrum\nSjøen"})
    entry = rows(AuditEntry)[-1]
    assert entry.action == "activity_question.changed"
    assert entry.changes == {
        "type": staff.rows()[0].key,
        "question": "q1",
        "label.nb": ["Hvor gikk dere?", "Hvor var dere?"],
        "options": ["1 = Skogen; 2 = Byen; 3 = Sjøen", "1 = Skogen; 2 = Sentrum; 3 = Sjøen"],
    }


@pytest.mark.parametrize("label", ["<script>alert(1)</script>", "{{ 7 * 7 }}", "%(n)s % %d", "'; --", "ÆØÅ 🎉"])
def test_whatever_is_written_is_shown_as_it_was_written(staff, page, label):
    staff.ask(page, "choice", label, options=f"{label}\nTo", help=label)
    shown = staff.page(page)
    assert label in shown
    assert label == "ÆØÅ 🎉" or label not in staff.browser.get(page).text or "<" not in label
