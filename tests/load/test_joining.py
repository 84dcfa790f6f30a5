"""Row R7: an evening at which five hundred people scan one code and enrol, all behind the same address."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from plugins.recruitment.codes.services import make_code
from portal.extensions import db
from portal.organisations.services import change_settings
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.load.house import furnished
from tests.load.server import serving
from tests.load.visitor import Visitor

pytestmark = pytest.mark.long
PEOPLE, AT_ONCE, MINUTE = 500, 40, 60
SAID = {"kind": "patient", "street": "Storgata 1", "postal_code": "4612", "town": "Kristiansand", "magazine": "digital"}


@pytest.fixture
def house(tmp_path, worker_id, on_postgresql):
    with furnished(tmp_path, f"join_{worker_id}_", on_postgresql=on_postgresql) as made:
        yield made


@pytest.fixture
def path(house):
    """Of a code that as many may use in a day as are there."""
    here = house.organisation.id
    with house.factory.working_as(scope_of(here)):
        change_settings(here, "recruitment", {"joining_open": True}, by=uuid7())
        code = make_code(kind="event", label="Landsmøtet", a_day=PEOPLE, by=None)
        db.session.commit()
        return f"/p/{house.organisation.slug}/medlem/{code.token}"


def test_five_hundred_enrol_through_one_code_within_a_minute_each_once_and_no_more_than_staff_say(house, path):
    """Each presses twice, as people do whose phone is slow."""

    def enrol(number):
        phone = Visitor(server.port, house.organisation.slug)
        fields = form_fields(phone.get(path).text)
        said = {**SAID, "unit_id": "none", "name": f"Nummer {number}", "email": f"n{number}@example.org"}
        return [answer.status for answer in phone.post_twice(path, {**fields, **said})]

    with serving(house) as server, ThreadPoolExecutor(AT_ONCE) as hall:
        began = time.monotonic()
        answers = list(hall.map(enrol, range(PEOPLE)))
        took = time.monotonic() - began
        too_late = enrol(PEOPLE)
    print(f"{PEOPLE} people, {took:.1f} s, {2 * PEOPLE / took:.0f} sendings a second")

    assert answers == [[303, 303]] * PEOPLE
    assert took < MINUTE
    assert too_late == [200, 200]
    stored = house.stored
    assert stored.run("SELECT count(*), count(DISTINCT name), count(DISTINCT mark) FROM recruitment_joining") == [(PEOPLE,) * 3]
    assert stored.run("SELECT used FROM recruitment_code") == [(PEOPLE,)]
    assert stored.run("SELECT count(*) FROM personal_link") == [(PEOPLE,)]
    assert stored.run("SELECT count(DISTINCT recipient) FROM message") == [(PEOPLE,)]
