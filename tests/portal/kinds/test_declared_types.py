"""Types that the core and plugins bring can be adapted, not broken."""

import pytest

from portal.activities.kinds import kinds_at
from portal.tenancy.scope import organisation as scope_of
from tests.portal.kinds.arranging import KINDS
from tests.reading import says

REGISTER = "/o/hjertelag/activities/register"
PEER = f"{KINDS}type/recruitment.peer_support"
MEETING = f"{KINDS}type/core.meeting"


@pytest.fixture
def recruitment(factory, organisation):
    factory.plugin(organisation, "recruitment")


@pytest.fixture
def kind(factory, organisation):
    """A type as it stands now."""

    def read(key):
        version = factory.setup(organisation).version
        with factory.working_as(scope_of(organisation.id)):
            return kinds_at(organisation.id, version)[key]

    return read


def test_a_plugins_type_takes_another_name_and_a_question_more_and_keeps_its_own(staff, volunteer, recruitment, kind):
    declared = kind("recruitment.peer_support")
    staff.browser.post(f"{PEER}/change", {"label": "Likepersonstreff", "help": "Alle samtaler teller."})
    staff.ask(PEER, "hours", "Hvor lenge?")

    now = kind("recruitment.peer_support")
    assert now.questions[: len(declared.questions)] == declared.questions
    assert [question.name for question in now.questions[len(declared.questions) :]] == ["q1"]
    assert "Likepersonstreff" in volunteer.get(REGISTER).text


def test_its_own_questions_can_neither_be_changed_nor_taken_out(staff, recruitment):
    for path in ("questions/participants", "questions/participants/remove", "questions/new_people/remove"):
        assert staff.browser.get(f"{PEER}/{path}").status_code == 404
    assert staff.listed(PEER) == []


def test_how_many_took_part_cannot_be_left_out_where_it_is_counted(staff, recruitment, kind):
    assert (
        'value="no"'
        not in staff.browser.get(f"{PEER}/change").text.partition('name="people"')[2].partition("</fieldset>")[0]
    )
    staff.browser.post(f"{PEER}/change", {"people": "no"})
    assert "participants" in [question.name for question in kind("recruitment.peer_support").questions]


def test_counted_apart_its_new_people_are_still_held_to_those_who_came(staff, volunteer, recruitment, activities):
    staff.browser.post(f"{PEER}/change", {"people": "apart"})
    typed = {"number_participants_members": "2", "number_participants_kin": "1", "number_new_people": "4"}
    page = volunteer.post(f"{REGISTER}/recruitment.peer_support", typed)
    assert says(page, "This cannot be more than the number above: %(n)s.", n="3")

    volunteer.post(f"{REGISTER}/recruitment.peer_support", {**typed, "number_new_people": "3"})
    assert activities()[0].numbers["participants"] == 3


def test_back_to_how_it_came(staff, recruitment, kind):
    before = kind("recruitment.peer_support")
    staff.browser.post(f"{PEER}/change", {"label": "Treff", "help": "Hjelp", "who": "staff", "people": "apart"})
    staff.ask(PEER, "hours", "Hvor lenge?")
    staff.browser.post(f"{PEER}/hide")

    staff.browser.post(f"{PEER}/as-declared")

    now = kind("recruitment.peer_support")
    assert [
        getattr(now, part) == getattr(before, part)
        for part in ("label", "help", "who", "splits", "hidden", "questions")
    ] == [True] * 6
    assert [question.name for question in now.retired] == ["q1"]


def test_only_an_adapted_type_offers_the_way_back(staff):
    assert not says(staff.browser.get(MEETING), "Back to how it came")
    staff.browser.post(f"{MEETING}/change", {"label": "Medlemsmøte"})
    assert says(staff.browser.get(MEETING), "Back to how it came")
    staff.browser.post(f"{MEETING}/as-declared")
    assert not says(staff.browser.get(MEETING), "Back to how it came")


def test_moving_a_declared_type_is_no_adaptation(staff, kind):
    before = kind("core.talk")
    staff.browser.post(f"{KINDS}order", {**staff.browser.fields(KINDS), "up": "core.talk"})
    after = kind("core.talk")
    assert (after.label, after.help, after.who) == (before.label, before.help, before.who)
    assert not says(staff.browser.get(f"{KINDS}type/core.talk"), "Back to how it came")


def test_an_empty_name_is_the_name_it_came_with(staff):
    staff.browser.post(f"{MEETING}/change", {"label": "Medlemsmøte"})
    assert "Medlemsmøte" in staff.listed()
    staff.browser.post(f"{MEETING}/change", {"label": ""})
    assert "Møte" in staff.listed()


def test_a_name_in_the_other_language_alone_is_refused(staff):
    answer = staff.browser.post(f"{MEETING}/change", {"label_other": "Medlemsmøde"})
    assert says(answer, "Write the name in your organisation's own language too.")
    assert staff.rows() == []


def test_a_type_is_not_arranged_while_its_plugin_is_switched_off(staff):
    assert staff.browser.get(PEER).status_code == 404
    assert "Likepersonsaktivitet" not in staff.listed()


@pytest.mark.parametrize("label", ["Møte", " møte ", "MØTE"])
def test_two_types_do_not_bear_the_same_name(staff, label):
    answer = staff.browser.post(f"{KINDS}new", {"label": label})
    assert says(answer, "Another type is called “%(name)s” already. Choose a name that tells them apart.", name="Møte")
    assert staff.rows() == []


def test_a_name_that_only_a_danish_reader_would_see_twice_is_refused_too(staff):
    staff.new("Kaffe", label_other="Hygge")
    answer = staff.browser.post(f"{KINDS}new", {"label": "Hygge"})
    assert answer.status_code == 200


def test_a_hidden_types_name_is_taken_and_it_is_said_that_it_is_hidden(staff):
    staff.browser.post(f"{staff.new('Turgruppe')}/hide")
    answer = staff.browser.post(f"{KINDS}new", {"label": "Turgruppe"})
    assert says(
        answer,
        "A hidden type is called “%(name)s” already. Show that one again, or choose another name.",
        name="Turgruppe",
    )


def test_it_does_not_come_back_to_a_name_that_another_has_taken(staff):
    staff.browser.post(f"{MEETING}/change", {"label": "Medlemsmøte"})
    staff.new("Møte")
    answer = staff.browser.post(f"{MEETING}/as-declared")
    assert says(answer, "Another type is called “%(name)s” already. Choose a name that tells them apart.", name="Møte")
    assert says(staff.browser.get(MEETING), "Back to how it came")


@pytest.mark.parametrize("label", ["", "   ", "\u2003"])
def test_a_type_of_ones_own_needs_a_name(staff, label):
    assert says(staff.browser.post(f"{KINDS}new", {"label": label}), "Please fill this in.")
    assert staff.rows() == []


def test_an_own_type_has_nothing_to_come_back_to(staff):
    page = staff.new("Turgruppe")
    assert staff.browser.get(f"{page}/as-declared").status_code == 404
