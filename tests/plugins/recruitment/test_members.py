"""Rows R2, R3, R11: the register of members, and the one answer to who pays."""

import re
from datetime import UTC, date, datetime

import pytest

from plugins.recruitment.dues.models import Invoice
from plugins.recruitment.members import queries
from plugins.recruitment.members.figures import paying_members, reach_of_patients
from plugins.recruitment.members.models import Membership
from plugins.recruitment.peers.models import Peer
from plugins.recruitment.peers.queries import ids_of_peers
from plugins.recruitment.peers.services import make_peer
from plugins.recruitment.talks.models import Officer
from plugins.recruitment.talks.services import elect
from portal import clock
from portal.consents.queries import consents_of, purpose
from portal.consents.services import add_purpose, give_consent
from portal.extensions import db
from portal.messages.models import Message
from portal.messages.services import Letter, send_to_person
from portal.organisations.services import change_settings
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of

HOUSE = "/o/hjertelag/recruitment/members/"


@pytest.fixture
def history(factory, association):
    def rows(person_id):
        with factory.working_as(scope_of(association.id)):
            found = db.session.query(Membership).filter_by(person_id=person_id).order_by(Membership.starts_on)
            return [(row.kind, row.starts_on, row.ends_on, row.ending) for row in found]

    return rows


@pytest.fixture
def paid(factory, association):
    def pay(person_id, year, on, kind="patient"):
        with factory.working_as(scope_of(association.id)):
            db.session.add(
                Invoice(
                    person_id=person_id, year=year, number=1, kid=str(uuid7())[:25], kind=kind, amount=300, paid=300,
                    invoiced_on=on, due_on=on, status="paid", paid_on=on,
                )
            )  # fmt: skip
            db.session.commit()

    return pay


@pytest.fixture
def paying(factory, association):
    def count(on):
        with factory.working_as(scope_of(association.id)):
            return int(paying_members(association.id, on))

    return count


def test_somebody_in_the_register_becomes_a_member(staff, association, person, history):
    her = person(association, "Kari Nordmann")
    staff.post(f"{HOUSE}join/{her}", {"kind": "next_of_kin", "starts_on": "2026-05-07"})

    assert history(her) == [("next_of_kin", date(2026, 5, 7), None, None)]
    assert "Kari Nordmann" in staff.get(HOUSE).text


def test_a_change_stays_in_her_history(staff, association, member, history):
    her = member(association, "Kari Nordmann")
    staff.post(f"{HOUSE}{her}/change", {"kind": "supporter", "on_date": "2026-06-01"})

    assert history(her) == [
        ("patient", date(2024, 3, 1), date(2026, 6, 1), "changed"),
        ("supporter", date(2026, 6, 1), None, None),
    ]
    assert staff.get(HOUSE).text.count("Kari Nordmann") == 1


def test_a_change_on_a_day_to_come_is_refused_and_she_stays_in_the_list(staff, association, member, history):
    her = member(association, "Kari Nordmann")
    answer = staff.post(f"{HOUSE}{her}/change", {"kind": "supporter", "on_date": "2026-12-01"})

    assert "Denne dagen har ikke vært ennå." in answer.text
    assert history(her) == [("patient", date(2024, 3, 1), None, None)]
    assert "Kari Nordmann" in staff.get(HOUSE).text


def test_who_came_back_has_not_left_and_who_left_twice_is_listed_once(staff, association, member, history):
    back, twice = member(association, "Berit Tilbake"), member(association, "Tor Togang")
    for her in (back, twice):
        staff.post(f"{HOUSE}{her}/leave", {"ending": "unpaid", "last_day": "2025-05-31"})
        staff.post(f"{HOUSE}join/{her}", {"kind": "patient", "starts_on": "2026-02-01"})
    staff.post(f"{HOUSE}{twice}/leave", {"ending": "wish", "last_day": "2026-10-31"})

    staff.get(HOUSE)  # tells what was done

    gone = staff.get(HOUSE, query_string={"state": "left"}).text

    assert len(history(twice)) == 2
    assert "Berit Tilbake" not in gone
    assert gone.count("Tor Togang") == 1
    assert "Eget ønske" in gone


def test_who_left_last_stands_first_and_the_next_page_goes_on_there(staff, association, member, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    last_days = {"Anna": "2026-01-31", "Berit": "2026-10-31", "Clara": "2026-05-31", "Dina": "2026-10-31"}
    for name, day in last_days.items():
        staff.post(f"{HOUSE}{member(association, name)}/leave", {"ending": "wish", "last_day": day})
    staff.get(HOUSE)  # tells what was done

    first = staff.get(f"{HOUSE}?state=left").text
    following = re.search(r'href="([^"]*after=[^"]*)"', first)[1].replace("&amp;", "&")
    names = [re.findall(r"members/[0-9a-f-]{36}\">(\w+)<", page) for page in (first, staff.get(following).text)]

    assert [sorted(names[0]), names[1]] == [["Berit", "Dina"], ["Clara", "Anna"]]
    assert "Eget ønske, 31. oktober 2026" in first
    assert staff.get(f"{HOUSE}?state=left&after={'0' * 32}_nonsense").status_code == 200


@pytest.mark.parametrize(("ending", "said"), [("wish", "Eget ønske"), ("died", "Er død")])
def test_who_leaves_is_listed_with_the_reason_and_can_come_back(staff, association, member, history, ending, said):
    her = member(association, "Kari Nordmann")
    staff.post(f"{HOUSE}{her}/leave", {"ending": ending, "last_day": "2026-11-20"})

    assert history(her) == [("patient", date(2024, 3, 1), date(2026, 11, 21), ending)]
    assert "Kari Nordmann" not in staff.get(HOUSE).text.partition("<main")[2].partition("</form>")[2]
    gone = staff.get(HOUSE, query_string={"state": "left"}).text
    assert "Kari Nordmann" in gone
    assert said in gone
    staff.post(f"{HOUSE}{her}/stay")
    assert history(her) == [("patient", date(2024, 3, 1), None, None)]


def test_who_has_died_is_no_peer_and_no_officer_has_agreed_to_nothing_and_gets_no_letter(staff, association, member, inside):
    her = member(association, "Kari Nordmann")
    with inside(), clock.stopped_at(datetime(2026, 11, 1, tzinfo=UTC)):
        said = {"unit_id": None, "focus": "", "surface_id": None, "trained_on": None, "course": "", "agreed_on": None, "pack": []}
        make_peer(her, by=None, language="nb", begun_on=date(2025, 3, 1), **said)
        elect(her, by=None, since=date(2025, 3, 1), office="board", unit_id=None)
        news = add_purpose(name="Nyhetsbrev", nb="Ja takk", da="Ja tak", by=uuid7())
        db.session.flush()
        wording_id = purpose(association.id, news.id).wording_id
        give_consent(her, news.id, wording_id=wording_id, language="nb", channel="paper", by=None)
        send_to_person(Letter(subject="Nytt", paragraphs=("Hei",), sender="Oss"), "kari@example.org", her, str(news.id))
        db.session.commit()

    staff.post(f"{HOUSE}{her}/leave", {"ending": "died", "last_day": "2026-11-20"})

    with inside():
        assert db.session.query(Peer.status, Peer.reason, Peer.ended_on).one() == ("ended", "died", date(2026, 11, 20))
        assert db.session.query(Officer.until).one() == (date(2026, 11, 20),)
        assert consents_of(association.id, her) == {}
        assert db.session.query(Message).count() == 0
        assert list(db.session.scalars(ids_of_peers(association.id))) == []
    assert "har ikke vært ennå" in staff.post(f"{HOUSE}{her}/leave", {"ending": "died", "last_day": "2026-12-01"}).text


def test_nobody_is_a_member_twice_at_the_same_time(staff, association, member, history):
    her = member(association, "Kari Nordmann")
    answer = staff.post(f"{HOUSE}join/{her}", {"kind": "patient", "starts_on": "2026-05-07"})

    assert "er medlem fra før" in answer.text
    assert len(history(her)) == 1


def test_an_end_before_the_beginning_is_refused(staff, association, member, history):
    her = member(association, "Kari Nordmann")
    answer = staff.post(f"{HOUSE}{her}/leave", {"ending": "wish", "last_day": "2024-01-01"})

    assert "siden 1. mars 2024" in answer.text
    assert history(her)[0][2] is None


@pytest.mark.parametrize("unit", ["", "00000000-0000-0000-0000-000000000000"])
def test_a_leader_makes_nobody_a_direct_member_whatever_she_sends(factory, association, member, person, actor, browser, inside, unit):
    agder = factory.unit(association, "Agder")
    hers, new = member(association, "Vår Agdersen", unit_id=agder), person(association, "Ny Agdersen", unit_id=agder)
    leader = browser(actor(association, Role.UNIT_LEADER, agder))
    for page in (f"{HOUSE}{hers}/change", f"{HOUSE}join/{new}"):
        assert leader.send(page, {**leader.fields(page), "unit_id": unit}).status_code == 200

    with inside():
        assert [one.unit_id for one in db.session.query(Membership)] == [agder]


def test_a_leader_sees_and_keeps_the_members_of_her_branch_alone(factory, association, member, actor, browser):
    agder, troms = factory.unit(association, "Agder"), factory.unit(association, "Troms")
    hers, theirs = member(association, "Vår Agdersen", unit_id=agder), member(association, "Tor Tromsen", unit_id=troms)
    direct = member(association, "Dina Direktesen")
    leader = browser(actor(association, Role.UNIT_LEADER, agder))

    page = leader.get(HOUSE).text

    assert "Vår Agdersen" in page
    assert "Tromsen" not in page
    assert "Direktesen" not in page
    assert leader.get(f"{HOUSE}{hers}/change").status_code == 200
    assert {leader.get(f"{HOUSE}{one}").status_code for one in (theirs, direct)} == {404}
    assert {leader.get(f"{HOUSE}{one}/leave").status_code for one in (theirs, direct)} == {404}


def test_paying_members_are_members_who_have_paid_each_once(association, member, paid, paying):
    """Row R2."""
    one, both, owes = (member(association, name) for name in ("En Betaler", "Begge Betaler", "Ikke Betaler"))
    paid(one, 2026, date(2026, 3, 1))
    paid(both, 2025, date(2025, 3, 1))
    paid(both, 2026, date(2026, 4, 1))

    assert paying(date(2026, 12, 31)) == 2
    assert owes


def test_last_years_payment_counts_until_the_summer(association, member, paid, paying):
    her = member(association, "Kari Nordmann")
    paid(her, 2025, date(2025, 3, 1))

    days = (date(2025, 2, 28), date(2025, 3, 1), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1))
    assert [paying(day) for day in days] == [0, 1, 1, 1, 0]


def test_who_has_left_is_no_paying_member_from_that_day_on(staff, association, member, paid, paying):
    her = member(association, "Kari Nordmann")
    paid(her, 2026, date(2026, 3, 1))
    staff.post(f"{HOUSE}{her}/leave", {"ending": "died", "last_day": "2026-11-20"})

    assert [paying(day) for day in (date(2026, 11, 20), date(2026, 11, 21))] == [1, 0]


def test_reach_is_patients_of_all_patients_and_next_of_kin_are_never_in_it(factory, association, member, paid):
    """Row R3."""
    patient, kin = member(association, "Pasient"), member(association, "Pårørende", kind="next_of_kin")
    paid(patient, 2026, date(2026, 3, 1))
    paid(kin, 2026, date(2026, 3, 1), kind="next_of_kin")
    with factory.working_as(scope_of(association.id)):
        change_settings(association.id, "recruitment", {"patients_in_all": 3500}, by=uuid7())
        db.session.commit()
    with factory.working_as(scope_of(association.id)):
        assert reach_of_patients(association.id, date(2026, 12, 31)) == (1, 3500)


def test_another_organisations_members_are_not_there(factory, staff, other_organisation, member):
    factory.plugin(other_organisation, "recruitment")
    theirs = member(other_organisation, "Fru Fremmed")

    assert "Fremmed" not in staff.get(HOUSE).text
    assert staff.get(f"{HOUSE}{theirs}").status_code == 404
