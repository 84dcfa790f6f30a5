"""Two rows of one person become one, and nothing that hung on either is lost."""

import pytest

from portal.doubles import queries
from portal.extensions import db
from portal.people.models import Person
from portal.people.services import add_person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.reading import words_of

HOUSE = "/o/hjertelag/doubles/"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def add(factory):
    def person(organisation, name, **values):
        with factory.working_as(scope_of(organisation.id)):
            made = add_person(by=None, name=name, language="nb", **values)
            db.session.commit()
            return made.id

    return person


def test_who_has_the_same_address_number_or_name_and_year_is_listed(staff, add, organisation, other_organisation):
    add(organisation, "Kari Nordmann", email="kari@nordmann.example")
    add(organisation, "Kari N.", email="KARI@nordmann.example")
    add(organisation, "Åse Berg", birth_year=1950)
    add(organisation, "Aase Berg", birth_year=1950)
    add(organisation, "Åse Berg", birth_year=1960)
    add(organisation, "Ola Eneste", phone="+4740000000")
    add(other_organisation, "Ola Fremmed", phone="+4740000000")

    answer = staff.get(HOUSE)
    page = words_of(answer)

    assert answer.text.count("/o/hjertelag/doubles/0") == 2
    assert "Kari Nordmann – Kari N." in page
    assert "Åse Berg – Aase Berg" in page
    assert "Ola" not in page


def test_what_was_chosen_is_kept_and_the_old_address_leads_on(staff, add, organisation, factory):
    one = add(organisation, "Kari Nordmann", email="kari@nordmann.example", phone="+4740000000")
    other = add(organisation, "Kari N. Nordmann", email="kari@nordmann.example", street="Lia 3", town="Oslo")

    answer = staff.post(f"{HOUSE}{one}/{other}", {"name": "other"})

    assert answer.status_code == 303, answer.text
    page = staff.get(f"/o/hjertelag/people/{one}").text
    assert [word for word in ("Kari N. Nordmann", "40000000", "Lia 3") if word not in page] == []
    old = staff.get(f"/o/hjertelag/people/{other}")
    assert (old.status_code, old.location) == (303, f"/o/hjertelag/people/{one}")
    assert str(other) not in staff.get("/o/hjertelag/people/").text


def test_she_is_found_by_what_was_chosen_and_by_nothing_that_was_not(staff, add, organisation):
    one, other = add(organisation, "Kari Nordmann", email="kari@nordmann.example"), add(organisation, "Karin Berg", town="Oslo")
    staff.post(f"{HOUSE}{one}/{other}", {"name": "one"})

    def finds(word):
        return f"people/{one}" in staff.get("/o/hjertelag/people/", query_string={"q": word}).text

    assert [word for word in ("nordmann", "oslo", "karin", "berg") if finds(word)] == ["nordmann", "oslo"]


def test_a_protected_address_stays_protected(staff, add, organisation, factory):
    one = add(organisation, "Kari Nordmann")
    other = add(organisation, "Kari Nordmann", street="Hemmelig vei 3", is_protected=True)
    staff.post(f"{HOUSE}{one}/{other}", {})
    with factory.working_as(scope_of(organisation.id)):
        assert db.session.get(Person, (organisation.id, one)).is_protected



def say_two(staff, one, other):
    return staff.send(f"{HOUSE}{one}/{other}/apart", staff.fields(f"{HOUSE}{one}/{other}"))


def test_two_people_who_look_alike_are_kept_apart_until_that_is_undone(staff, add, organisation):
    one, other, third = (add(organisation, name, phone="+4740000000") for name in ("Kari Eng", "Ola Eng", "Per Eng"))

    assert say_two(staff, one, other).status_code == 303

    page = staff.get(HOUSE).text
    assert f"{HOUSE}{one}/{other}" not in page
    assert f"{HOUSE}{one}/{third}" in page
    assert "Kari Eng – Ola Eng" in page.partition("/undo")[0]
    undo = page.partition(f"{HOUSE}apart/")[2].partition("/undo")[0]
    assert staff.send(f"{HOUSE}apart/{undo}/undo", staff.fields(HOUSE)).status_code == 303
    page = staff.get(HOUSE).text
    assert f"{HOUSE}{one}/{other}" in page
    assert "/undo" not in page


def test_whoever_is_like_each_of_two_who_are_apart_is_proposed_with_one_of_them(staff, add, organisation):
    one, other, third = (add(organisation, name, phone="+4740000000") for name in ("Kari Eng", "Ola Eng", "Per Eng"))
    say_two(staff, one, other)
    say_two(staff, one, third)

    assert f"{HOUSE}{other}/{third}" in staff.get(HOUSE).text
    say_two(staff, other, third)
    assert staff.get(HOUSE).text.count("/undo") == 3


def test_those_kept_apart_take_no_place_of_others(staff, add, organisation, monkeypatch):
    """One group is shown: the first by its address is left out before they are counted off."""
    monkeypatch.setattr(queries, "MOST", 1)
    for name in ("a", "b", "c"):
        one, other = (add(organisation, f"{n} {name}", email=f"{name}@x.example") for n in ("Kari", "Ola"))
        if name == "a":
            for _time in range(2):
                say_two(staff, one, other)

    page = words_of(staff.get(HOUSE))

    assert "Kari b – Ola b" in page
    assert "Kari c" not in page


def test_one_and_the_same_is_not_kept_apart_from_itself(staff, add, organisation):
    kari = add(organisation, "Kari Eng")
    assert say_two(staff, kari, kari).status_code == 200


def test_nobody_keeps_people_of_another_organisation_apart(staff, add, organisation, other_organisation):
    ours, theirs = add(organisation, "Kari Eng"), add(other_organisation, "Ola Eng")
    known = add(organisation, "Per Eng")
    form = staff.fields(f"{HOUSE}{ours}/{known}")
    assert staff.send(f"{HOUSE}{ours}/{theirs}/apart", form).status_code == 404
