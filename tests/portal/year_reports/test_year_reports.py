"""A unit tells of its year: prefilled, savable half-way, sent in; who has not is listed and reminded. Rows D5, D6."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from portal import clock
from portal.activities.kinds import YEAR
from portal.activities.models import ActivityKind
from portal.calendar.models import DueItem
from portal.extensions import db
from portal.organisations.setup import touch_setup
from portal.plugin_api import Role
from portal.tenancy import uuid7
from portal.tenancy.scope import organisation as scope_of
from portal.year_reports.due import say_what_is_due
from portal.year_reports.models import UnitReport
from tests.actors import Browser

IN_NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)
BASE = "/o/hjertelag/year-reports"


@pytest.fixture(autouse=True)
def in_november():
    with clock.stopped_at(IN_NOVEMBER):
        yield


@pytest.fixture
def branch(factory, organisation):
    return factory.unit(organisation, "Bergen")


@pytest.fixture
def other_branch(factory, organisation):
    return factory.unit(organisation, "Voss")


@pytest.fixture
def sign_in(app, factory, organisation):
    def opened(role, unit_id=None, who=None):
        browser = Browser(app)
        browser.sign_in(who or factory.actor(organisation, role, unit_id))
        return browser

    return opened


@pytest.fixture
def leader(sign_in, branch):
    return sign_in(Role.UNIT_LEADER, branch)


@pytest.fixture
def staff(sign_in):
    return sign_in(Role.STAFF)


@pytest.fixture
def read(factory, organisation):
    def rows(model):
        with factory.working_as(scope_of(organisation.id)):
            return db.session.scalars(select(model)).all()

    return rows


def ask(factory, organisation, **question):
    """The organisation asks one question of its own."""
    said = {"name": "q1", "kind": "text", "label": {"nb": "Hvem samarbeidet dere med?"}, "required": True, **question}
    with factory.working_as(scope_of(organisation.id)):
        db.session.add(
            ActivityKind(
                id=uuid7(), key=YEAR, label={"nb": "Året"}, help={"nb": "Kommunen spør etter det."}, questions=[said]
            )
        )
        touch_setup(organisation.id)
        db.session.commit()


def meet(factory, organisation, unit, **values):
    return factory.activity(organisation, unit_id=unit, on_date=clock.today(), **values)


def page_of(unit, year=2026):
    return f"{BASE}/{year}/{unit}"


def send_in(browser, unit, **typed):
    browser.post(page_of(unit), {**typed, "send": "1"})
    return browser.post(f"{page_of(unit)}/send")


def test_her_form_is_filled_from_what_was_registered(factory, organisation, branch, other_branch, leader):
    for people in (8, 5):
        meet(factory, organisation, branch, numbers={"participants": people})
    meet(factory, organisation, other_branch, numbers={"participants": 77})
    factory.activity(
        organisation, unit_id=branch, on_date=clock.today().replace(year=2025), numbers={"participants": 91}
    )

    page = leader.get(page_of(branch)).text

    assert "Registrert: 2<" in page
    assert "Registrert: 13<" in page
    assert "77" not in page
    assert "91" not in page


def test_what_she_knows_better_stands_beside_what_was_registered(factory, organisation, branch, leader, read):
    meet(factory, organisation, branch, numbers={"participants": 8})

    send_in(leader, branch, **{"number_core.meeting:activities": "9", "number_core.meeting:participants": "8"})

    assert read(UnitReport)[0].numbers == {"core.meeting:activities": 9}, "what agrees with the register is not kept"
    assert "9 (registrert: 1)" in leader.get(f"{page_of(branch)}/read").text


def test_saved_half_way_nothing_is_demanded_and_nothing_is_lost(factory, organisation, branch, leader):
    ask(factory, organisation)

    answer = leader.post(page_of(branch), {"text": "Turene gikk bra", "save": "1"})

    assert answer.status_code == 303
    assert "Turene gikk bra" in leader.get(page_of(branch)).text
    assert "Påbegynt" in leader.get(f"{BASE}/").text


def test_sent_in_what_must_be_answered_is_demanded(factory, organisation, branch, leader, read):
    ask(factory, organisation)

    page = leader.post(page_of(branch), {"text": "Turene gikk bra", "send": "1"})

    assert page.status_code == 200
    assert "Svar på dette spørsmålet" in page.text
    assert "Turene gikk bra" in page.text
    assert read(UnitReport) == []


def test_the_last_step_demands_it_too(factory, organisation, branch, leader, read):
    leader.post(page_of(branch), {"save": "1"})
    hers = leader.fields(f"{page_of(branch)}/send")
    ask(factory, organisation)

    page = leader.send(f"{page_of(branch)}/send", hers)

    assert page.status_code == 200
    assert "Hvem samarbeidet dere med?" in page.text
    assert read(UnitReport)[0].sent_at is None


def test_she_looks_it_through_before_it_is_sent(factory, organisation, branch, leader, read):
    ask(factory, organisation)

    answer = leader.post(page_of(branch), {"number_q1": "Biblioteket", "send": "1"}, follow_redirects=True)

    assert "Stemmer dette?" in answer.text
    assert "Biblioteket" in answer.text
    assert read(UnitReport)[0].sent_at is None
    leader.post(f"{page_of(branch)}/send")
    assert read(UnitReport)[0].sent_at == IN_NOVEMBER


def test_a_number_that_cannot_be_is_said_and_the_rest_stays(factory, organisation, branch, leader, read):
    meet(factory, organisation, branch)

    page = leader.post(page_of(branch), {"number_core.meeting:activities": "mange", "text": "Bra", "save": "1"}).text

    assert "Skriv et tall fra 0 til" in page
    assert 'value="mange"' in page
    assert "Bra" in page
    assert read(UnitReport) == []


def test_a_type_that_nobody_registered_can_be_written_in(branch, leader, read):
    assert "core.webinar" not in leader.get(page_of(branch)).text

    leader.post(f"{page_of(branch)}?all=1", {"number_core.webinar:activities": "3", "save": "1"})

    assert read(UnitReport)[0].numbers == {"core.webinar:activities": 3}
    assert "core.webinar" in leader.get(page_of(branch)).text


def test_showing_all_types_loses_nothing(branch, leader):
    answer = leader.post(page_of(branch), {"text": "Halvveis", "more": "1"}, follow_redirects=True)

    assert "core.webinar" in answer.text
    assert "Halvveis" in answer.text


def test_a_question_that_is_no_longer_asked_keeps_its_answer(factory, organisation, branch, leader):
    ask(factory, organisation, required=False)
    leader.post(page_of(branch), {"number_q1": "Biblioteket", "save": "1"})
    with factory.working_as(scope_of(organisation.id)):
        kind = db.session.scalars(select(ActivityKind)).one()
        kind.questions = [{**kind.questions[0], "retired": True}]
        touch_setup(organisation.id)
        db.session.commit()

    send_in(leader, branch, text="Nytt")

    assert "Biblioteket" in leader.get(f"{page_of(branch)}/read").text


def test_she_writes_for_her_own_unit_only(branch, other_branch, leader, staff):
    assert leader.get(page_of(other_branch)).status_code == 403
    assert "Voss" not in leader.get(f"{BASE}/").text
    assert staff.get(page_of(other_branch)).status_code == 200


@pytest.mark.parametrize("year", [1999, 2027])
def test_there_is_no_report_of_a_year_that_cannot_be(branch, leader, year):
    assert leader.get(page_of(branch, year)).status_code == 404


def test_what_is_sent_in_is_changed_only_when_it_is_opened_again(branch, leader, read):
    hers = leader.fields(page_of(branch))
    send_in(leader, branch, text="Ferdig")

    assert leader.get(page_of(branch)).status_code == 303
    assert leader.send(page_of(branch), {**hers, "text": "Lurt", "save": "1"}).status_code == 403

    leader.post(f"{page_of(branch)}/reopen")
    leader.post(page_of(branch), {"text": "Rettet", "save": "1"})
    assert [(row.text, row.sent_at) for row in read(UnitReport)] == [("Rettet", None)]


def test_she_opens_it_again_for_thirty_days_and_staff_always(factory, organisation, branch, leader, sign_in, read):
    hers, theirs = factory.actor(organisation, Role.UNIT_LEADER, branch), factory.actor(organisation, Role.STAFF)
    send_in(leader, branch)
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=29, hours=23)):
        assert leader.get(f"{page_of(branch)}/reopen").status_code == 200
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=30)):
        later = sign_in(None, who=hers)
        assert later.get(f"{page_of(branch)}/reopen").status_code == 403
        assert "Åpne den igjen" not in later.get(f"{page_of(branch)}/read").text
        sign_in(None, who=theirs).post(f"{page_of(branch)}/reopen")
    assert read(UnitReport)[0].sent_at is None


def test_from_november_on_the_year_that_runs_is_told_of(branch, leader):
    assert "Enhetenes år 2026" in leader.get(f"{BASE}/").text
    with clock.stopped_at(datetime(2026, 10, 31, 12, tzinfo=UTC)):
        assert "Enhetenes år 2025" in leader.get(f"{BASE}/").text


def test_staff_see_who_has_sent_who_has_begun_and_who_has_not(
    factory, organisation, branch, other_branch, leader, staff
):
    factory.unit(organisation, "Askøy")
    send_in(leader, branch)
    staff.post(page_of(other_branch), {"text": "Så smått", "save": "1"})

    page = staff.get(f"{BASE}/").text

    assert "1 av 3 enheter har sendt inn" in page
    for counted in ("Sendt inn: 1", "Påbegynt: 1", "Ikke påbegynt: 1"):
        assert counted in page
    assert "Askøy" not in staff.get(f"{BASE}/?state=sent").text


def test_offices_and_counties_with_units_below_are_not_asked(factory, organisation, staff):
    county = factory.unit(organisation, "Vestland fylke", kind="county")
    factory.unit(organisation, "Sogndal", parent_id=county)
    factory.unit(organisation, "Kontoret", kind="office")

    page = staff.get(f"{BASE}/").text

    assert "Sogndal" in page
    assert "Vestland fylke" not in page
    assert "Kontoret" not in page


def test_with_three_hundred_units_a_page_shows_sixty(factory, organisation, staff):
    with factory.working_as(scope_of(organisation.id)):
        from portal.organisations.queries import setup_now
        from portal.organisations.services import add_unit

        root = setup_now(organisation.id).root.id
        for n in range(70):
            add_unit(parent_id=root, name=f"Lag {n:03}", kind="branch", by=None)
        db.session.commit()

    first = staff.get(f"{BASE}/").text
    assert "Lag 059" in first
    assert "Lag 060" not in first
    following = first.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
    assert "Lag 060" in staff.get(following).text


def test_the_report_is_due_for_the_leader_until_it_is_sent(factory, organisation, branch, other_branch, leader, read):
    with factory.working_as(scope_of(organisation.id)):
        say_what_is_due(organisation.id)
        db.session.commit()

    [item] = read(DueItem)
    assert (item.unit_id, str(item.on_date), item.right) == (branch, "2027-01-31", "year_reports.lead")
    assert item.title == "Fortell om året 2026: Bergen"

    send_in(leader, branch)
    assert read(DueItem) == []
    leader.post(f"{page_of(branch)}/reopen")
    assert len(read(DueItem)) == 1


def test_staff_set_the_day_and_what_is_due_follows(factory, organisation, branch, leader, staff, read):
    staff.post(f"{BASE}/last-day", {"on_date": "2027-02-15"})

    with factory.working_as(scope_of(organisation.id)):
        say_what_is_due(organisation.id)
        db.session.commit()
    assert str(read(DueItem)[0].on_date) == "2027-02-15"
    assert "15. februar 2027" in leader.get(page_of(branch)).text


def test_a_day_in_another_year_is_refused(staff, branch):
    page = staff.post(f"{BASE}/last-day", {"on_date": "2026-12-15"})
    assert page.status_code == 200
    assert "Velg en dag i 2027" in page.text


def test_the_sheet_and_the_sum_hold_the_units_own_word(factory, organisation, branch, other_branch, leader, staff):
    meet(factory, organisation, branch, numbers={"participants": 8})
    meet(factory, organisation, other_branch, numbers={"participants": 50})
    send_in(leader, branch, **{"number_core.meeting:participants": "12"})

    book = load_workbook(BytesIO(staff.get(f"{BASE}/sheet").data))

    rows = [[cell.value for cell in row] for row in book["Sum"].iter_rows(min_row=2)]
    assert rows == [["Møte", 1, 12]], "only those that are sent in are summed"


def test_a_reader_is_told_of_no_fewer_than_five_and_of_no_words(factory, organisation, branch, leader, sign_in):
    meet(factory, organisation, branch, numbers={"participants": 3})
    send_in(leader, branch, text="Bare oss tre")
    reader = sign_in(Role.READER)

    book = load_workbook(BytesIO(reader.get(f"{BASE}/sheet").data))

    assert [[cell.value for cell in row] for row in book["Sum"].iter_rows(min_row=2)] == [["Møte", 1, "–"]]
    everything = str([[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()])
    assert "Bare oss tre" not in everything
    assert '<td class="number" data-label="Deltakere">–</td>' in reader.get(f"{BASE}/sum").text


def test_a_leader_has_no_sum(leader):
    assert leader.get(f"{BASE}/sum").status_code == leader.get(f"{BASE}/sheet").status_code == 403
