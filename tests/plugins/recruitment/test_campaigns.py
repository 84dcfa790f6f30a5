"""Row R10: a campaign opens and ends by its dates, its dues are kept, and it tells what it brought."""

from datetime import UTC, date, datetime

import pytest

from plugins.recruitment.campaigns.models import Campaign
from plugins.recruitment.campaigns.services import change_campaign, plan_campaign
from plugins.recruitment.codes.services import make_code
from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.dues.queries import to_be_invoiced
from plugins.recruitment.dues.services import pay_by_hand, say_rates
from plugins.recruitment.joining.admitting import ask_first_dues, let_in
from plugins.recruitment.joining.models import Enrolment
from plugins.recruitment.joining.services import confirm
from plugins.recruitment.members.queries import latest_membership
from plugins.recruitment.members.services import end_membership
from portal import clock
from portal.errors import PortalError
from portal.extensions import db
from portal.organisations.services import change_settings
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

FORM, HOUSE = "/p/hjertelag/medlem/", "/o/hjertelag/recruitment/campaigns/"
AUTUMN = {"starts_on": date(2026, 10, 1), "ends_on": date(2026, 12, 31), "year": 2026}
REDUCED = {"patient": 10000, "next_of_kin": 10000, "supporter": None}


@pytest.fixture
def inside(factory, association):
    def run(work):
        with factory.working_as(scope_of(association.id)):
            found = work()
            db.session.commit()
            return found

    return run


@pytest.fixture(autouse=True)
def open_form(inside, association):
    inside(lambda: change_settings(association.id, "recruitment", {"joining_open": True}, by=uuid7()))
    inside(lambda: say_rates(2026, {"patient": 40000, "next_of_kin": 40000, "supporter": 25000}, by=uuid7()))


@pytest.fixture
def autumn(inside):
    return inside(lambda: plan_campaign(name="Høstkampanjen", by=None, **AUTUMN, **REDUCED))


def enrol(browser, name="Kari Nordmann", kind="patient", form=FORM):
    email = f"{name.split()[0].lower()}@example.org"
    said = {"street": "Storgata 1", "postal_code": "4612", "town": "Kristiansand", "magazine": "post", "unit_id": "none"}
    assert browser.post(form, {**said, "name": name, "email": email, "kind": kind}).status_code == 303


def admit(inside, name):
    """She confirms, and is let in."""

    def both():
        found = db.session.query(Enrolment).filter_by(name=name).one()
        confirm(found, "link")
        return let_in(found, None, by=None).id

    return inside(both)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (datetime(2026, 9, 30, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 9, 30, 22, 1, tzinfo=UTC), True),
        (datetime(2026, 12, 31, 22, 59, tzinfo=UTC), True),
        (datetime(2026, 12, 31, 23, 1, tzinfo=UTC), False),
    ],
)
def test_it_opens_in_october_and_ends_at_new_year_by_itself(nobody, autumn, inside, moment, is_open):
    """Row R10: at midnight where the association is, without anybody doing anything."""
    with clock.stopped_at(moment):
        assert ("Høstkampanjen" in nobody.get(FORM).text) is is_open
        enrol(nobody)

    (made,) = inside(lambda: list(db.session.query(Enrolment)))
    assert (made.campaign_id == autumn.id) is is_open


def test_who_joins_in_it_is_asked_for_its_dues_and_others_for_the_usual(nobody, autumn, inside, association):
    enrol(nobody)
    enrol(nobody, "Siri Støtte", "supporter")
    her, other = admit(inside, "Kari Nordmann"), admit(inside, "Siri Støtte")

    inside(lambda: ask_first_dues(association.id))

    amounts = inside(lambda: {one.person_id: one.amount for one in db.session.query(Invoice)})
    assert amounts == {her: 10000, other: 25000}


def test_she_keeps_what_she_was_promised_when_the_campaign_is_over_before_she_is_let_in(nobody, autumn, inside, association):
    enrol(nobody)
    with clock.stopped_at(datetime(2027, 1, 3, 12, tzinfo=UTC)):
        admit(inside, "Kari Nordmann")
        inside(lambda: ask_first_dues(association.id))
    assert inside(lambda: [(one.year, one.amount) for one in db.session.query(Invoice)]) == [(2026, 10000)]


def test_she_keeps_what_she_was_promised_when_the_campaign_is_changed_before_she_is_let_in(nobody, autumn, inside, association):
    enrol(nobody)
    inside(lambda: change_campaign(inside_campaign(), by=uuid7(), name="Dyrere", **{**AUTUMN, "year": 2027}, patient=20000))
    admit(inside, "Kari Nordmann")

    inside(lambda: ask_first_dues(association.id))

    assert inside(lambda: [(one.year, one.amount) for one in db.session.query(Invoice)]) == [(2026, 10000)]


def inside_campaign():
    return db.session.query(Campaign).one()


@pytest.mark.parametrize("ending", ["wish", "died"])
def test_who_has_left_or_died_before_she_was_asked_is_asked_for_nothing(nobody, autumn, inside, association, ending):
    enrol(nobody)
    her = admit(inside, "Kari Nordmann")
    inside(lambda: end_membership(latest_membership(association.id, her), ends_on=clock.today(), ending=ending, by=uuid7()))

    inside(lambda: ask_first_dues(association.id))

    assert inside(lambda: db.session.query(Invoice).count()) == 0


def test_who_comes_through_the_code_of_a_campaign_is_credited_to_it_and_pays_what_the_open_one_says(nobody, autumn, inside, association):
    """Row R7: the roll-up of a campaign that comes later stands there already."""
    spring = {"starts_on": date(2027, 2, 1), "ends_on": date(2027, 3, 31), "year": 2027}
    later = inside(lambda: plan_campaign(name="Våren", by=None, **spring, **{**REDUCED, "patient": 5000})).id
    code = inside(lambda: make_code(kind="campaign", label="Roll-up", a_day=10, about={"campaign_id": later}, by=None))
    enrol(nobody, form=f"{FORM}{code.token}")
    admit(inside, "Kari Nordmann")

    inside(lambda: ask_first_dues(association.id))

    assert inside(lambda: [one.campaign_id for one in db.session.query(Enrolment)]) == [later]
    assert inside(lambda: [(one.year, one.amount) for one in db.session.query(Invoice)]) == [(2026, 10000)]


def test_dues_for_next_year_are_not_asked_for_this_year(nobody, inside, association):
    inside(lambda: plan_campaign(name="Neste år", by=None, **{**AUTUMN, "year": 2027}, **REDUCED))
    enrol(nobody)
    admit(inside, "Kari Nordmann")

    inside(lambda: ask_first_dues(association.id))

    assert inside(lambda: db.session.query(Invoice).count()) == 0
    assert inside(lambda: to_be_invoiced(association.id, 2026, clock.today())) == []
    assert len(inside(lambda: to_be_invoiced(association.id, 2027, date(2027, 2, 1)))) == 1


def test_two_cannot_be_open_on_one_day(autumn, inside):
    with pytest.raises(PortalError, match="Bare én kan være åpen"):
        inside(lambda: plan_campaign(name="En til", by=None, **{**AUTUMN, "starts_on": date(2026, 12, 31)}, **REDUCED))


def test_it_tells_what_it_brought_beside_the_one_before(nobody, staff, autumn, inside, association):
    """Row R10."""
    days = {"starts_on": date(2025, 10, 1), "ends_on": date(2025, 12, 31), "year": 2025}
    before = inside(lambda: plan_campaign(name="Høsten 2025", by=None, **days, **REDUCED))
    for name in ("Kari Nordmann", "Ola Nordmann", "Siri Nordmann"):
        enrol(nobody, name)
    admit(inside, "Kari Nordmann")
    inside(lambda: confirm(db.session.query(Enrolment).filter_by(name="Ola Nordmann").one(), "link"))
    inside(lambda: ask_first_dues(association.id))
    inside(lambda: pay_by_hand(db.session.query(Invoice).one(), amount=10000, on_date=clock.today(), by=uuid7()))

    page = staff.get(f"{HOUSE}{autumn.id}").text

    cells = page.partition("<tbody>")[2].replace("\n", "")
    assert "Høsten 2025" in page
    for row in ("<td>3</td><td>0</td>", "<td>2</td><td>0</td>", "<td>1</td><td>0</td>", "<td>100 kr</td><td>0 kr</td>"):
        assert row in cells, row
    assert before.id != autumn.id


def test_another_organisations_campaign_opens_nothing_here(nobody, factory, other_organisation, inside):
    factory.plugin(other_organisation, "recruitment")
    with factory.working_as(scope_of(other_organisation.id)):
        theirs = plan_campaign(name="Deres kampanje", by=None, **AUTUMN, **REDUCED)
        db.session.commit()
        key = theirs.id
    assert "Deres kampanje" not in nobody.get(FORM).text
    assert inside(lambda: db.session.query(Campaign).filter_by(id=key).count()) == 0


def test_days_in_the_wrong_order_are_told(staff, inside):
    page = staff.post(f"{HOUSE}new", {"name": "X", "starts_on": "2026-12-31", "ends_on": "2026-10-01", "year": "2026"})
    assert "Den siste dagen er før den første" in page.text
