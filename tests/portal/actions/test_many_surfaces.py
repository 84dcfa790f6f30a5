"""Contact surfaces of an action: boxes as long as they are few, names to write where they are many."""

import pytest

from portal.actions.models import ActionSurface, ContactSurface
from portal.extensions import db
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.portal.actions.conftest import HERE
from tests.reading import says


@pytest.fixture
def surfaces(work):
    """`surfaces("Sengepost", …)`: ids by name."""

    def make(*names):
        with work.factory.working_as(scope_of(work.organisation.id)):
            ids = {name: uuid7() for name in names}
            db.session.add_all(ContactSurface(id=one, name=name) for name, one in ids.items())
            db.session.commit()
            return ids

    return make


MANY = [f"Sal {n:02}" for n in range(40)]


def test_a_few_are_ticked(work, staff, surfaces):
    surfaces("Sengepost", "Poliklinikk")
    assert staff.get(f"{HERE}{work.action('Besøk')}/change").text.count('name="surfaces"') == 2


def test_many_are_written_by_the_beginnings_of_their_names(work, staff, surfaces):
    ids = surfaces("Sengepost vest", "Poliklinikken", *MANY)
    change = f"{HERE}{work.action('Besøk')}/change"

    staff.post(change, {"surfaces": "poli\n\n  Sengepost   VEST \npoliklinikken"})

    assert {row.surface_id for row in work.rows(ActionSurface)} == {ids["Sengepost vest"], ids["Poliklinikken"]}
    assert form_fields(staff.get(change).text)["surfaces"].split("\n") == ["Poliklinikken", "Sengepost vest"]
    staff.post(change, {"surfaces": ""})
    assert work.rows(ActionSurface) == []


@pytest.mark.parametrize(
    ("typed", "said", "values"),
    [
        ("Månen", "There is no contact surface called “%(name)s”.", {"name": "Månen"}),
        ("Sal 0", "Several contact surfaces begin like this: %(names)s.", {"names": ", ".join(MANY[:8])}),
    ],
)
def test_a_name_that_is_none_or_several_is_refused_and_kept(work, staff, surfaces, typed, said, values):
    surfaces(*MANY)

    page = staff.post(f"{HERE}{work.action('Besøk')}/change", {"surfaces": f"Sal 11\n{typed}"})

    assert says(page, said, **values)
    assert form_fields(page.text)["surfaces"] == f"Sal 11\n{typed}"
    assert work.rows(ActionSurface) == []
