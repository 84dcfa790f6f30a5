"""A question for a contact surface: one of the list that the organisation keeps."""

import pytest

from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.reading import says

ACTIVITIES, SURFACES = "/o/hjertelag/activities/", "/o/hjertelag/actions/surfaces/"
FIGURES = "/o/hjertelag/figures/"


@pytest.fixture
def surfaces(staff, rows):
    """`surfaces("Poliklinikken", …)`: kept by the staff on their page. Returns ids by name."""

    def keep(*names):
        for name in names:
            staff.browser.post(f"{SURFACES}new", {"name": name})
        return {one.name: one.id for one in rows(ContactSurface)}

    return keep


@pytest.fixture
def page(staff):
    page = staff.new("Stand", people="no")
    staff.ask(page, "surface", "Hvor møtte dere dem?", required="y")
    return page


@pytest.fixture
def register(page):
    return f"{ACTIVITIES}register/{page.rpartition('/')[2]}"


@pytest.fixture
def stand(surfaces, register, volunteer, activities):
    """An activity at the clinic: its address, and the clinic's."""
    ids = surfaces("Poliklinikken", "Biblioteket")
    volunteer.post(register, {"number_q1": ids["Poliklinikken"].hex})
    return f"{ACTIVITIES}{activities()[0].id}", f"{SURFACES}{ids['Poliklinikken']}"


def test_it_is_not_asked_before_there_is_one_to_choose(page, register, staff, volunteer, surfaces, activities):
    assert says(staff.browser.get(page), "It is asked as soon as a contact surface is in the list.")
    volunteer.post(register, {"note": "Uten"})
    assert len(activities()) == 1

    surfaces("Poliklinikken")

    assert "Poliklinikken" in volunteer.get(register).text
    volunteer.post(register, {"note": "Uten"})
    assert len(activities()) == 1


def test_the_answer_is_read_and_counted_by_the_name_that_the_surface_has_now(stand, staff, volunteer):
    activity, surface = stand
    staff.browser.post(surface, {"name": "Kreftpoliklinikken"})

    for shown in (volunteer.get(activity).text, staff.browser.get(FIGURES).text):
        assert "Kreftpoliklinikken" in shown
        assert "Poliklinikken" not in shown


def test_one_that_is_closed_is_offered_no_more_and_kept_when_the_activity_is_corrected(
    stand, register, staff, volunteer, activities
):
    activity, surface = stand
    staff.browser.post(surface, {"closed": "y"})
    assert "Poliklinikken" not in volunteer.get(register).text

    volunteer.post(f"{activity}/correct", {"note": "Rettet"})

    assert activities()[0].note == "Rettet"
    assert "Poliklinikken" in volunteer.get(activity).text


def test_an_activity_is_found_by_the_name_of_its_surface(stand, staff, activities):
    (activity,) = activities()
    assert str(activity.id) in staff.browser.get(f"{ACTIVITIES}?q=poliklin").text
    assert str(activity.id) not in staff.browser.get(f"{ACTIVITIES}?q=bibliotek").text
    assert str(activity.id) not in staff.browser.get(f"{ACTIVITIES}?q={activity.answers['q1'][:6]}").text


def test_of_many_the_beginning_of_a_name_is_written(surfaces, register, volunteer, activities):
    ids = surfaces("Poliklinikken", "Post 4 nord", *(f"Sal {number:02}" for number in range(30)))

    several = "Several begin like this: %(names)s. Write more of the name."
    assert says(volunteer.post(register, {"number_q1": "po"}), several, names="Poliklinikken, Post 4 nord")
    assert says(volunteer.post(register, {"number_q1": "kantina"}), "None in the list begins like this.")
    volunteer.post(register, {"number_q1": " post 4"})

    assert [one.answers for one in activities()] == [{"q1": ids["Post 4 nord"].hex}]
    assert volunteer.fields(f"{ACTIVITIES}{activities()[0].id}/correct")["number_q1"] == "Post 4 nord"


def test_a_surface_of_another_organisation_cannot_be_chosen(surfaces, register, factory, volunteer, activities):
    surfaces("Poliklinikken")
    other = factory.organisation("nyrelag")
    foreign = uuid7()
    with factory.working_as(scope_of(other.id)):
        db.session.add(ContactSurface(id=foreign, name="Dialysen"))
        db.session.commit()

    page = volunteer.post(register, {"number_q1": foreign.hex})

    assert activities() == []
    assert "Dialysen" not in page.text
