"""One register for the organisation: who sees whom, what finds her, and who looked."""

import pytest

from portal.extensions import db
from portal.people.models import Person, PersonLook, PersonWord
from portal.people.rules import asked_words, folded, parts_of, phone_of, sorting_of
from portal.people.services import add_person, change_person
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields

HOUSE = "/o/hjertelag/people/"


@pytest.fixture
def add(factory):
    def person(organisation, name, **values):
        with factory.working_as(scope_of(organisation.id)):
            made = add_person(by=None, name=name, language="nb", **values)
            db.session.commit()
            return made.id

    return person


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def looks(factory, organisation):
    with factory.working_as(scope_of(organisation.id)):
        return [(one.person_id, one.page) for one in db.session.query(PersonLook)]


def test_somebody_who_is_added_stands_in_the_register_by_family_name(staff):
    for name in ("Åse Berg", "Berit Aas", "Anne Ås", "Bo Ødegård"):
        staff.post(HOUSE + "new", {"name": name})

    staff.get(HOUSE)  # says who was added
    page = staff.get(HOUSE).text
    places = [page.index(name) for name in ("Åse Berg", "Bo Ødegård", "Anne Ås", "Berit Aas")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "search",
    [
        "bjø", "BJORN", "björn", "stad Åse", "aase", "ase bjorn", "kvinesdal", "41234567", "412 34 567", "41 23 45 67",
        "567", "aase@", "aase@bjornstad.example", "@bjorn", "dal", "4480 Kvine",
    ],
)
def test_half_a_word_finds_her_in_whichever_letters_it_is_written(staff, add, organisation, search):
    add(
        organisation, "Åse Bjørnstad", email="Aase@bjornstad.example", phone="+4741234567", postal_code="4480",
        town="Kvinesdal",
    )  # fmt: skip
    add(organisation, "Kari Nordmann")

    page = staff.get(HOUSE, query_string={"q": search}).text

    assert "Åse Bjørnstad" in page
    assert "Kari Nordmann" not in page


@pytest.mark.parametrize("search", ["anne", "marie", "Anne-Marie", "marie-anne", "berg", "olsen", "berg-ols"])
def test_either_half_of_a_double_name_finds_her(staff, add, organisation, search):
    add(organisation, "Anne-Marie Berg-Olsen")
    assert "Anne-Marie" in staff.get(HOUSE, query_string={"q": search}).text


def test_what_she_was_called_before_does_not_find_her(staff, add, organisation, factory):
    her = add(organisation, "Kari Nordmann", town="Kvinesdal")
    with factory.working_as(scope_of(organisation.id)):
        stays = {one.word: one.id for one in db.session.query(PersonWord)}["kvinesdal"]
        change_person(db.session.get_one(Person, (organisation.id, her)), by=None, name="Kari Berg")
        db.session.commit()
        assert {one.word: one.id for one in db.session.query(PersonWord)}["kvinesdal"] == stays

    found = {q: "Kari Berg" in staff.get(HOUSE, query_string={"q": q}).text for q in ("nordmann", "mann", "berg", "kari")}
    assert found == {"nordmann": False, "mann": False, "berg": True, "kari": True}


def test_no_sign_in_a_search_stands_for_another(staff, add, organisation):
    add(organisation, "Kari Nordmann")
    found = [q for q in ("kar_", "k%x", "karl?", "%") if "Kari" in staff.get(HOUSE, query_string={"q": q}).text]
    assert found == ["%"]  # no word is no search


def test_the_register_is_paged_without_leaving_anybody_out(staff, add, organisation):
    for n in range(65):
        add(organisation, f"Person Nummer{n:02}")
    seen, page = [], HOUSE
    while page:
        text = staff.get(page).text
        seen += [n for n in range(65) if f"Nummer{n:02}<" in text]
        page = text.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert seen == list(range(65))


def test_a_unit_leader_sees_the_people_of_her_unit_and_no_others(factory, organisation, add, actor, browser):
    agder, troms = factory.unit(organisation, "Agder"), factory.unit(organisation, "Troms")
    hers, theirs = add(organisation, "Vår Agdersen", unit_id=agder), add(organisation, "Frank Tromsen", unit_id=troms)
    nobodys = add(organisation, "Dina Direktesen")
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))

    page = leader.get(HOUSE).text

    assert "Vår Agdersen" in page
    assert "Tromsen" not in page
    assert "Direktesen" not in page
    assert leader.get(f"{HOUSE}{hers}").status_code == 200
    assert [leader.get(f"{HOUSE}{one}").status_code for one in (theirs, nobodys)] == [404, 404]


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.READER])
def test_volunteers_and_readers_see_no_register(organisation, add, actor, browser, role):
    person = add(organisation, "Kari Nordmann")
    her = browser(actor(organisation, role))
    assert [her.get(path).status_code for path in (HOUSE, f"{HOUSE}{person}", f"{HOUSE}new")] == [403, 403, 403]


def test_a_protected_address_is_for_staff_alone(factory, organisation, add, staff, actor, browser):
    agder = factory.unit(organisation, "Agder")
    her = add(
        organisation, "Liv Skjult", unit_id=agder, street="Hemmelig vei 3", postal_code="4480", town="Kvinesdal",
        is_protected=True,
    )  # fmt: skip
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))

    assert "Hemmelig vei 3" in staff.get(f"{HOUSE}{her}").text
    assert "Liv Skjult" in leader.get(f"{HOUSE}{her}").text
    assert "Hemmelig vei 3" not in leader.get(f"{HOUSE}{her}").text
    assert leader.get(f"{HOUSE}{her}/change").status_code == 404
    assert "Liv Skjult" not in staff.get(HOUSE, query_string={"q": "kvinesdal"}).text


def test_nobody_finds_a_protected_place_by_trying_out_postal_codes(factory, organisation, add, actor, browser):
    agder = factory.unit(organisation, "Agder")
    add(organisation, "Kari Åpen", postal_code="4480")
    add(organisation, "Liv Skjult", postal_code="4480", is_protected=True)
    leader = browser(actor(organisation, Role.UNIT_LEADER, agder))

    def found(name):
        said = {"name": name, "postal_code": "4480", "unit_id": str(agder)}
        return "Er det en av disse?" in leader.post(HOUSE + "new", said).text

    assert found("Kari Åpen"), "the control"
    assert not found("Liv Skjult")


def test_every_look_at_a_record_is_written_down_and_shown(factory, organisation, add, staff):
    her, other = add(organisation, "Kari Nordmann"), add(organisation, "Ola Nordmann")

    staff.get(f"{HOUSE}{her}")
    staff.get(f"{HOUSE}{her}/change")
    staff.get(HOUSE)

    assert looks(factory, organisation) == [(her, "people.show"), (her, "people.change")]
    assert "Staff hjertelag" in staff.get(f"{HOUSE}{her}/looks").text
    assert "Staff hjertelag" not in staff.get(f"{HOUSE}{other}/looks").text.partition("<main")[2]


def test_what_is_refused_was_not_seen(factory, organisation, add, actor, browser):
    her = add(organisation, "Kari Nordmann")
    assert browser(actor(organisation, Role.READER)).get(f"{HOUSE}{her}").status_code == 403
    assert looks(factory, organisation) == []


def test_somebody_alike_is_shown_first_and_saved_on_the_next_press(staff, add, organisation):
    add(organisation, "Kari Nordmann", email="kari@nordmann.example")
    typed = {"name": "Kari N.", "email": "KARI@nordmann.example"}
    first = staff.post(HOUSE + "new", typed)

    assert first.status_code == 200
    assert "Er det en av disse?" in first.text
    assert "Kari N." not in staff.get(HOUSE).text
    assert staff.send(HOUSE + "new", {**form_fields(first.text), **typed}).status_code == 303


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"phone": "12"}, "ikke et telefonnummer"),
        ({"email": "kari@"}, "ikke en e-postadresse"),
        ({"birth_year": "1850"}, "fra 1900"),
        ({"name": "  "}, "Fyll ut"),
    ],
)
def test_a_bad_input_gets_a_sentence_and_nothing_is_saved(staff, typed, said):
    answer = staff.post(HOUSE + "new", {"name": "Kari Nordmann", **typed})
    assert said in answer.text
    assert "Kari Nordmann" not in staff.get(HOUSE).text


def test_another_organisations_people_are_not_there(staff, add, other_organisation):
    theirs = add(other_organisation, "Fru Fremmed")
    assert "Fremmed" not in staff.get(HOUSE).text
    assert staff.get(f"{HOUSE}{theirs}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [("400 00 000", "NO", "+4740000000"), ("+45 20 30 40 50", "NO", "+4520304050"), ("20 30 40 50", "DK", "+4520304050")],
)
def test_a_phone_number_is_kept_as_the_world_writes_it(app, typed, country, number):
    with app.app_context():
        assert phone_of(typed, country) == number


def test_letters_fold_to_the_same_whoever_writes_them():
    assert folded("Aase Bjørn") == folded("Åse Björn") == "ase bjorn"
    assert asked_words("  Bjø  bjø Åse ") == ("bjo", "ase")
    assert asked_words("Lia 12 4480, +47 412 34 567") == ("lia", "12", "4480,", "+47", "41234567")
    assert parts_of("ase ase@bjornstad.example 40000000") == ["ase", "bjornstad", "example", "40000000"]
    assert sorting_of("Åse Berg") < sorting_of("Anne Ås")
