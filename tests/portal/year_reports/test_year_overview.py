"""Who has told of the year and who has not; until when; the sum and the sheet. Row D5."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

from openpyxl import load_workbook

from portal import clock
from portal.calendar.models import DueItem
from portal.extensions import db
from portal.organisations.queries import setup_now
from portal.organisations.services import add_unit
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from portal.year_reports.due import say_what_is_due
from tests.portal.telling import BASE, IN_NOVEMBER, meet, page_of, send_in


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


def test_her_start_page_tells_her_and_not_staff(factory, organisation, branch, sign_in):
    hers, theirs = factory.actor(organisation, Role.UNIT_LEADER, branch), factory.actor(organisation, Role.STAFF)
    with clock.stopped_at(IN_NOVEMBER + timedelta(days=60)):
        with factory.working_as(scope_of(organisation.id)):
            say_what_is_due(organisation.id)
            db.session.commit()

        assert "Fortell om året 2026: Bergen" in sign_in(None, who=hers).get("/o/hjertelag/").text
        assert "Fortell om året" not in sign_in(None, who=theirs).get("/o/hjertelag/").text


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
