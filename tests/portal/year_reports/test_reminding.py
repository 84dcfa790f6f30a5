"""Who has not told of the year is reminded: each in her own language, why it matters, at most once in seven days."""

from datetime import timedelta

import pytest

from portal import clock
from portal.accounts.models import UserAccount
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.messages.models import Message
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.year_reports.models import UnitReport
from tests.actors import Browser
from tests.contract.counting import statements
from tests.portal.telling import BASE, IN_NOVEMBER


@pytest.fixture
def units(factory, organisation):
    return [factory.unit(organisation, name) for name in ("Bergen", "Voss", "Askøy")]


@pytest.fixture
def leaders(factory, organisation, units):
    """Askøy has none."""
    return [factory.actor(organisation, Role.UNIT_LEADER, unit) for unit in units[:2]]


@pytest.fixture
def staff(app, factory, organisation, leaders):
    browser = Browser(app)
    browser.sign_in(factory.actor(organisation, Role.STAFF))
    return browser


def test_staff_see_how_many_letters_go_before_any_does(staff, read):
    page = staff.get(f"{BASE}/remind").text

    assert "2 brev går ut, til lederne av 2 enheter" in page
    assert "Askøy" in page, "who has no leader is named, to be called"
    assert read(Message) == []


def test_the_letter_says_what_until_when_why_and_leads_to_the_form(staff, leaders, units, read):
    staff.post(f"{BASE}/remind")

    letters = {letter.recipient: letter for letter in read(Message)}
    assert set(letters) == {leader.email for leader in leaders}
    said = letters[leaders[0].email]
    for part in ("Bergen", "2026", "31. januar 2027", "søknader om støtte", f"/year-reports/2026/{units[0]}"):
        assert part in said.text
    assert "Voss" not in said.text
    assert "Hjertelaget" not in said.subject, "the name may tell of an illness"


def test_each_reads_it_in_her_own_language(factory, leaders, staff, read):
    with factory.working_as(NOBODY):
        db.session.get(UserAccount, leaders[0].id).language = "da"
        db.session.commit()

    staff.post(f"{BASE}/remind")

    letters = {letter.recipient: letter for letter in read(Message)}
    assert (letters[leaders[0].email].language, letters[leaders[1].email].language) == ("da", "nb")
    assert "Send det ind senest" in letters[leaders[0].email].text


def test_only_those_that_are_ticked(staff, leaders, units, read):
    staff.post(f"{BASE}/remind?unit={units[1]}")
    assert [letter.recipient for letter in read(Message)] == [leaders[1].email]


def test_without_a_tick_nobody_is_meant(staff, read):
    answer = staff.get(f"{BASE}/remind?year=2026&ticked=1", follow_redirects=True)
    assert "Kryss av minst en enhet først." in answer.text
    assert "brev går ut" not in answer.text


def test_a_unit_is_reminded_once_in_seven_days(staff, read):
    staff.post(f"{BASE}/remind")
    hers = staff.fields(f"{BASE}/last-day")
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=6, hours=23)):
        assert "2 brev" not in staff.get(f"{BASE}/remind").text
        assert staff.send(f"{BASE}/remind", {**hers, "units": ""}).status_code == 200
        assert len(read(Message)) == 2
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=7)):
        staff.post(f"{BASE}/remind")
        assert len(read(Message)) == 4


def test_who_has_sent_it_in_is_left_alone(app, organisation, staff, leaders, units, read):
    hers = Browser(app)
    hers.sign_in(leaders[0])
    hers.post(f"{BASE}/2026/{units[0]}", {"send": "1"})
    hers.post(f"{BASE}/2026/{units[0]}/send")

    staff.post(f"{BASE}/remind")

    assert [letter.recipient for letter in read(Message)] == [leaders[1].email]


def test_a_leader_of_several_units_gets_one_letter(factory, organisation, read, app):
    county = factory.unit(organisation, "Agder fylke", kind="county")
    for name in ("Arendal", "Grimstad"):
        factory.unit(organisation, name, parent_id=county)
    factory.actor(organisation, Role.UNIT_LEADER, county)
    staff = Browser(app)
    staff.sign_in(factory.actor(organisation, Role.STAFF))

    staff.post(f"{BASE}/remind")

    [letter] = read(Message)
    assert "Arendal, Grimstad" in letter.text


def test_to_be_reminded_is_not_to_have_begun(app, staff, leaders, units, read):
    """And a form that is open meanwhile meets nobody."""
    hers = Browser(app)
    hers.sign_in(leaders[0])
    fields = hers.fields(f"{BASE}/2026/{units[0]}")

    staff.post(f"{BASE}/remind")

    assert "Ikke påbegynt: 3" in staff.get(f"{BASE}/").text
    assert hers.send(f"{BASE}/2026/{units[0]}", {**fields, "text": "Bra", "save": "1"}).status_code == 303
    assert "Bra" in {row.text for row in read(UnitReport)}


def test_it_is_written_down_how_many_letters_went(staff, read):
    staff.post(f"{BASE}/remind")
    [entry] = [entry for entry in read(AuditEntry) if entry.action == "year_report.reminded"]
    assert entry.changes == {"year": 2026, "units": 2, "letters": 2}


def test_many_letters_cost_as_many_statements_as_few(app, factory, organisation, staff):
    for n in range(20):
        factory.actor(organisation, Role.UNIT_LEADER, factory.unit(organisation, f"Lag {n}"))
    typed = staff.fields(f"{BASE}/remind")

    with statements(app) as seen:
        assert staff.send(f"{BASE}/remind", typed).status_code == 303

    assert len(seen) <= 8, "\n".join(seen)
