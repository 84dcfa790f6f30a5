"""More than thirty units are a field to search in."""

import pytest
from sqlalchemy import select

from portal.activities.forms import LIST_LIMIT
from portal.activities.models import Activity
from portal.extensions import db
from portal.organisations.services import add_unit
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says

MEETING = "/o/hjertelag/activities/register/core.meeting"


def add(factory, organisation, names):
    root = factory.root(organisation)
    with factory.working_as(scope_of(organisation.id)):
        made = {name: add_unit(parent_id=root, name=name, kind="branch", by=None).id for name in names}
        db.session.commit()
        return made


@pytest.fixture
def units(factory, organisation):
    return add(factory, organisation, [*(f"Lag {number:02}" for number in range(30)), "Østfold", "Øst"])


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def unit_registered(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return db.session.scalars(select(Activity.unit_id)).one_or_none()


def test_thirty_units_are_a_list_and_one_more_is_a_field(factory, organisation, staff):
    add(factory, organisation, [f"Lag {number}" for number in range(LIST_LIMIT - 1)])
    assert staff.get(MEETING).text.count("<option") == LIST_LIMIT

    add(factory, organisation, ["Ett til"])
    page = staff.get(MEETING)
    assert "<option" not in page.text
    assert form_fields(page.text)["unit_id"] == "Hjertelaget"


@pytest.mark.parametrize(
    ("typed", "unit"),
    [("Lag 17", "Lag 17"), ("lag 17", "Lag 17"), ("østf", "Østfold"), ("ØST", "Øst"), ("  Øst ", "Øst")],
)
def test_the_beginning_of_a_name_is_enough(factory, organisation, staff, units, typed, unit):
    assert staff.post(MEETING, {"number_participants": "7", "unit_id": typed}).status_code == 303
    assert unit_registered(factory, organisation) == units[unit]


def test_a_beginning_that_fits_several_is_asked_about(factory, organisation, staff, units):
    page = staff.post(MEETING, {"number_participants": "7", "unit_id": "lag 1"})

    names = ", ".join(f"Lag 1{number}" for number in range(8))
    assert says(page, "Several units begin like this: %(names)s. Write more of the name.", names=names)
    assert form_fields(page.text)["unit_id"] == "lag 1"
    assert unit_registered(factory, organisation) is None


def test_a_beginning_that_fits_none_is_refused(factory, organisation, staff, units):
    page = staff.post(MEETING, {"number_participants": "7", "unit_id": "Finnmark"})

    assert says(page, "No unit of yours begins like this.")
    assert form_fields(page.text)["unit_id"] == "Finnmark"


def test_an_empty_field_is_asked_for(staff, units):
    assert says(staff.post(MEETING, {"number_participants": "7", "unit_id": ""}), "Please fill this in.")


def test_a_name_is_kept_when_something_else_is_wrong(staff, units):
    page = staff.post(MEETING, {"number_participants": "mange", "unit_id": "østf"})

    assert form_fields(page.text)["unit_id"] == "Østfold"


def test_nobody_finds_another_organisations_units(factory, other_organisation, staff, units):
    factory.unit(other_organisation, "Ytre Vest")

    assert says(
        staff.post(MEETING, {"number_participants": "7", "unit_id": "Ytre"}), "No unit of yours begins like this."
    )


def test_two_units_of_the_same_name_are_told_apart_by_the_unit_above(factory, organisation, staff, units):
    made = [factory.unit(organisation, "Sentrum", parent_id=units[parent]) for parent in ("Lag 01", "Lag 02")]

    page = staff.post(MEETING, {"number_participants": "7", "unit_id": "Sentrum"})
    names = "Sentrum (Lag 01), Sentrum (Lag 02)"
    assert says(page, "Several units begin like this: %(names)s. Write more of the name.", names=names)

    staff.post(MEETING, {"number_participants": "7", "unit_id": "sentrum (lag 02)"})
    assert unit_registered(factory, organisation) == made[1]
