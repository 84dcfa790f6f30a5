"""Rows R19 and R5: contact surfaces, who is in charge there, what is laid out, when to be in touch again, what came of it."""

from datetime import date, timedelta

import pytest

from plugins.recruitment.codes.services import make_code
from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.surfaces.models import SurfaceCare, SurfacePerson, SurfaceVisit
from portal.actions.models import ActionSurface
from portal.calendar.models import DueItem
from portal.erasure.services import erase
from portal.extensions import db
from portal.organisations.models import ContactSurface
from portal.people.models import Person, PersonLook
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from tests.plugins.recruitment.conftest import TODAY
from tests.reading import words_of

HOUSE = "/o/hjertelag/recruitment/surfaces/"


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture
def surface(inside):
    """As the core keeps it, when nobody has looked after it yet."""

    def make(name="Infusjonsposten", **values):
        def work():
            found = ContactSurface(id=uuid7(), name=name, **values)
            db.session.add(found)
            return found.id

        return inside(work)

    return make


@pytest.fixture
def ward(staff, inside):
    """Kept by staff, with a place and something laid out."""
    said = {"name": "Poliklinikken", "kind": "ward", "place": "Ullevål", "material": "20 brosjyrer"}
    staff.post(f"{HOUSE}new", {**said, "filled_on": "2026-09-01", "next_on": "2026-11-20"})
    return inside(lambda: db.session.query(SurfaceCare.surface_id).scalar())


def care_of(inside, surface_id):
    return inside(lambda: db.session.query(SurfaceCare).filter_by(surface_id=surface_id).one())


def dues(inside):
    return inside(lambda: db.session.query(DueItem).filter_by(source="recruitment.surface").all())


def test_a_new_one_is_the_same_that_actions_and_activities_name(staff, inside, ward):
    assert inside(lambda: [one.id for one in db.session.query(ContactSurface)]) == [ward]
    page = words_of(staff.get(f"{HOUSE}{ward}"))
    assert "Poliklinikken" in page
    assert "20 brosjyrer" in page
    assert "1. september 2026" in page


def test_one_press_says_that_she_was_in_touch_and_when_to_go_there_again(staff, inside, ward):
    """Row R19: followed up today, again in three months."""
    fields = staff.fields(f"{HOUSE}{ward}")
    assert fields["on_date"] == "2026-11-22"
    assert fields["months"] == "3"

    assert staff.send(f"{HOUSE}{ward}", fields).status_code == 303

    care = care_of(inside, ward)
    assert (care.seen_on, care.next_on, care.filled_on) == (TODAY, date(2027, 2, 22), date(2026, 9, 1))
    assert [one.on_date for one in dues(inside)] == [date(2027, 2, 22)]


def test_filling_up_what_is_laid_out_is_kept_with_its_day_and_by_whom(staff, inside, ward):
    staff.post(f"{HOUSE}{ward}", {"on_date": "2026-11-21", "months": "6", "filled": "y", "text": "Ny sykepleier fra nyttår"})

    care = care_of(inside, ward)
    assert (care.filled_on, care.months, care.next_on) == (date(2026, 11, 21), 6, date(2027, 5, 21))
    visit = inside(lambda: db.session.query(SurfaceVisit).one())
    assert (visit.on_date, visit.filled, visit.note) == (date(2026, 11, 21), True, "Ny sykepleier fra nyttår")
    assert "Ny sykepleier fra nyttår" in words_of(staff.get(f"{HOUSE}{ward}"))


def test_a_day_to_come_is_refused_and_what_was_typed_stays(staff, inside, ward):
    page = staff.post(f"{HOUSE}{ward}", {"on_date": "2026-11-23", "months": "3", "text": "Traff legen"})

    assert page.status_code == 200
    assert "Traff legen" in page.text
    assert inside(lambda: db.session.query(SurfaceVisit).count()) == 0


def test_without_a_next_time_nothing_is_due(staff, inside, ward):
    staff.post(f"{HOUSE}{ward}", {"on_date": "2026-11-22", "months": "0"})
    assert dues(inside) == []


def test_what_is_no_longer_in_use_is_due_no_more_and_stays_readable(staff, inside, ward):
    fields = {**staff.fields(f"{HOUSE}{ward}/change"), "closed": "y"}
    assert staff.send(f"{HOUSE}{ward}/change", fields).status_code == 303

    assert dues(inside) == []
    assert "Poliklinikken" not in words_of(staff.get(HOUSE))
    assert "Poliklinikken" in words_of(staff.get(f"{HOUSE}?state=closed"))


def test_it_stands_among_what_is_due_for_whoever_looks_after_it(staff, association, actor, inside, ward, factory):
    her = actor(association, Role.STAFF)
    fields = {**staff.fields(f"{HOUSE}{ward}/change"), "owner": her.email}
    staff.send(f"{HOUSE}{ward}/change", fields)

    [due] = dues(inside)
    assert (due.user_id, due.on_date, due.title) == (her.id, date(2026, 11, 20), "Ta kontakt igjen: Poliklinikken")


def test_somebody_without_access_cannot_be_the_one_who_looks_after_it(staff, ward, inside):
    fields = {**staff.fields(f"{HOUSE}{ward}/change"), "owner": "ukjent@example.org"}
    assert staff.send(f"{HOUSE}{ward}/change", fields).status_code == 200
    assert care_of(inside, ward).user_id is None


def test_somebody_in_charge_is_a_name_and_what_she_is(staff, ward):
    staff.post(f"{HOUSE}{ward}/people/new", {"role": "NET-sykepleier", "name": "Berit Dahl", "phone": "40000000"})
    page = words_of(staff.get(f"{HOUSE}{ward}"))
    assert "Berit Dahl" in page
    assert "NET-sykepleier" in page
    assert "40000000" in page


def test_somebody_in_charge_who_is_in_the_register_is_not_copied(staff, ward, association, person, inside):
    her = person(association, "Berit Dahl", email="berit@example.org")

    staff.post(f"{HOUSE}{ward}/people/new", {"role": "Kontakt", "name": "B.D.", "email": "berit@example.org"})

    kept = inside(lambda: db.session.query(SurfacePerson).one())
    assert (kept.person_id, kept.name, kept.email) == (her, "", "")
    assert "Berit Dahl" in words_of(staff.get(f"{HOUSE}{ward}"))
    address = f"{HOUSE}{ward}/people/{kept.id}"
    assert staff.send(address, {**staff.fields(address), "role": "Leder"}).status_code == 303
    assert inside(lambda: db.session.query(SurfacePerson).one()).person_id == her


def test_an_address_tells_a_leader_nothing_of_people_whom_she_may_not_see(
    factory, association, actor, browser, person, inside
):
    agder, bergen = factory.unit(association, "Agder"), factory.unit(association, "Bergen")
    person(association, "Berit Dahl", email="berit@example.org", phone="+4740000000", unit_id=bergen)
    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    leader.post(f"{HOUSE}new", {"name": "Sykehuset", "kind": "ward", "unit_id": str(agder)})
    own = inside(lambda: db.session.query(ContactSurface).filter_by(name="Sykehuset").one().id)
    leader.post(f"{HOUSE}{own}/people/new", {"role": "Kontakt", "name": "B.D.", "email": "berit@example.org"})

    kept = inside(lambda: db.session.query(SurfacePerson).one())
    assert (kept.person_id, kept.name, kept.email) == (None, "B.D.", "berit@example.org")
    page = words_of(leader.get(f"{HOUSE}{own}"))
    assert "B.D." in page
    assert "Berit Dahl" not in page
    assert "40000000" not in page


def test_whom_a_leader_may_not_see_in_the_register_she_does_not_see_here(
    factory, association, actor, browser, person, staff, inside
):
    agder, bergen = factory.unit(association, "Agder"), factory.unit(association, "Bergen")
    person(association, "Berit Dahl", email="berit@example.org", unit_id=bergen)
    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    leader.post(f"{HOUSE}new", {"name": "Sykehuset", "kind": "ward", "unit_id": str(agder)})
    own = inside(lambda: db.session.query(ContactSurface).filter_by(name="Sykehuset").one().id)
    staff.post(f"{HOUSE}{own}/people/new", {"role": "Kontakt", "email": "berit@example.org"})
    row = inside(lambda: db.session.query(SurfacePerson).one().id)

    assert "Berit Dahl" in words_of(staff.get(f"{HOUSE}{own}"))
    assert "Berit Dahl" not in words_of(leader.get(f"{HOUSE}{own}"))
    assert leader.get(f"{HOUSE}{own}/people/{row}").status_code == 404


def test_how_to_reach_somebody_of_the_register_is_shown_where_each_look_is_written_down(
    staff, ward, association, person, inside
):
    her = person(association, "Berit Dahl", email="berit@example.org", phone="+4740000000")
    staff.post(f"{HOUSE}{ward}/people/new", {"role": "Kontakt", "email": "berit@example.org"})
    row = inside(lambda: db.session.query(SurfacePerson).one().id)

    assert "berit@example.org" not in staff.get(f"{HOUSE}{ward}").text
    assert "berit@example.org" in staff.get(f"{HOUSE}{ward}/people/{row}").text
    assert inside(lambda: [look.person_id for look in db.session.query(PersonLook)]) == [her]


def test_whoever_is_erased_stands_nowhere_as_in_charge(staff, ward, association, person, inside):
    her = person(association, "Berit Dahl", email="berit@example.org")
    staff.post(f"{HOUSE}{ward}/people/new", {"role": "Kontakt", "email": "berit@example.org"})
    assert "Berit Dahl" in words_of(staff.get(f"{HOUSE}{ward}"))

    inside(lambda: erase(db.session.get(Person, (association.id, her)), by=uuid7()))

    assert inside(lambda: db.session.query(SurfacePerson).count()) == 0


def test_taken_off_her_name_is_gone(staff, ward, inside):
    staff.post(f"{HOUSE}{ward}/people/new", {"role": "Lege", "name": "Berit Dahl"})
    kept = inside(lambda: db.session.query(SurfacePerson).one())
    assert staff.post(f"{HOUSE}{ward}/people/{kept.id}/remove", {}).status_code == 303
    assert "Berit Dahl" not in words_of(staff.get(f"{HOUSE}{ward}"))


def enrolled(inside, surface_id, status="waiting"):
    def work():
        code = make_code(kind="surface", label="Oppslag", a_day=9, about={"surface_id": surface_id}, by=None)
        db.session.flush()
        from portal import clock

        key = uuid7()
        db.session.add(
            Enrolment(
                id=key, status=status, kind="patient", name="Kari", email="", phone="", street="", postal_code="",
                town="", language="nb", magazine="post", agreed=[], mark=key.hex, code_id=code.id,
                surface_id=surface_id, sent_at=clock.now(), confirmed_by=None,
            )
        )  # fmt: skip

    inside(work)


def test_what_came_of_it_is_counted_by_surface(staff, ward, surface, inside):
    """Row R19: enrolments credited to it, and how many became members; another's are not among them."""
    other = surface("Medlemsbladet")
    for status in ("waiting", "member", "member"):
        enrolled(inside, ward, status)
    enrolled(inside, other)

    page = words_of(staff.get(f"{HOUSE}{ward}"))
    assert "Har meldt seg inn 3" in page
    assert "Ble medlemmer 2" in page
    listed = words_of(staff.get(HOUSE))
    assert "3 innmeldinger" in listed
    assert "1 innmelding" in listed


def test_the_actions_of_the_plan_that_take_place_there_stand_on_its_page(staff, ward, association, factory, inside):
    """Row R5: contact surface, action and responsible, from either side."""
    plan = factory.plan(association)
    action = factory.action(association, plan, "Legg ut brosjyrer", responsible="Lokallaget")
    inside(lambda: db.session.add(ActionSurface(action_id=action, surface_id=ward)))

    page = words_of(staff.get(f"{HOUSE}{ward}"))
    assert "Legg ut brosjyrer" in page
    assert "Lokallaget" in page


def test_who_waits_longest_stands_first_and_what_nobody_planned_last(staff, ward, surface):
    surface("Uplanlagt")
    staff.post(f"{HOUSE}new", {"name": "Senere", "kind": "web", "next_on": "2027-03-01"})
    page = words_of(staff.get(HOUSE))
    assert page.index("Poliklinikken") < page.index("Senere") < page.index("Uplanlagt")
    assert "Senere Nettside eller sosiale medier Neste: 1. mars 2027" in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=ulleval", {"Poliklinikken"}),
        ("?q=POLI", {"Poliklinikken"}),
        ("?q=infus", {"Infusjonsposten"}),
        ("?kind=ward", {"Poliklinikken"}),
        ("?state=due", {"Poliklinikken"}),
        ("?state=never", {"Infusjonsposten"}),
    ],
)
def test_the_list_is_searched_and_narrowed(staff, ward, surface, asked, found):
    surface("Infusjonsposten")
    page = words_of(staff.get(f"{HOUSE}{asked}"))
    assert {name for name in ("Poliklinikken", "Infusjonsposten") if name in page} == found


def test_a_long_list_has_pages(staff, surface, inside):
    ids = [surface(f"Sted {n:02}") for n in range(35)]
    first = staff.get(HOUSE)
    onward = first.text.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    names = [f"Sted {n:02}" for n in range(35)]
    on_first, on_second = words_of(first), words_of(staff.get(onward))
    assert len(ids) == 35
    assert [name for name in names if (name in on_first) == (name in on_second)] == []


def test_a_leader_looks_after_her_own_and_sees_the_associations(factory, association, actor, browser, ward, inside):
    agder, bergen = factory.unit(association, "Agder"), factory.unit(association, "Bergen")
    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    leader.post(f"{HOUSE}new", {"name": "Kristiansand sykehus", "kind": "ward", "unit_id": str(agder)})
    own = inside(lambda: db.session.query(SurfaceCare.surface_id).filter_by(unit_id=agder).scalar())

    assert leader.get(f"{HOUSE}{own}/change").status_code == 200
    assert leader.get(f"{HOUSE}{ward}").status_code == 200
    assert leader.get(f"{HOUSE}{ward}/change").status_code == 404
    assert leader.post(f"{HOUSE}{ward}", {"on_date": "2026-11-22", "months": "3"}).status_code == 200
    assert inside(lambda: db.session.query(SurfaceVisit).count()) == 0
    other = browser(actor(association, Role.UNIT_LEADER, bergen))
    assert other.get(f"{HOUSE}{own}").status_code == 404
    assert "Kristiansand sykehus" not in words_of(other.get(HOUSE))
    assert "Kristiansand sykehus" in words_of(leader.get(HOUSE))


def test_two_cannot_bear_one_name(staff, ward, inside):
    page = staff.post(f"{HOUSE}new", {"name": "Poliklinikken", "kind": "ward"})
    assert page.status_code == 200
    assert "Det finnes allerede en kontaktflate" in page.text
    assert inside(lambda: db.session.query(ContactSurface).count()) == 1


def test_a_surface_of_the_core_can_be_looked_after_from_its_first_press_on(staff, surface, inside):
    found = surface("Vardesenteret")
    staff.post(f"{HOUSE}{found}", {"on_date": str(TODAY - timedelta(days=1)), "months": "12"})
    assert care_of(inside, found).next_on == date(2027, 11, 21)
