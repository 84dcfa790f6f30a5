"""What came in waits for a yes: alone or several at once, corrected first, or removed."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from portal.activities.models import Activity, ActivityTally
from portal.audit.models import AuditEntry
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of
from tests.actors import form_fields
from tests.reading import says

LIST = "/o/hjertelag/shared-links/waiting/"
ACTIVITIES = "/o/hjertelag/activities/"


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


@pytest.fixture
def send(nobody, link):
    """Registers through the link."""

    def once(name="Gerd", participants="12", note="Fint vær", path=link.path):
        typed = {"registered_as": name, "number_participants": participants, "note": note}
        assert nobody.post(path, typed).status_code == 303

    return once


@pytest.fixture
def tally(factory, organisation, agder):
    """The unit's counters."""

    def found():
        with factory.working_as(scope_of(organisation.id)):
            cells = select(ActivityTally.measure, ActivityTally.total).where(ActivityTally.unit_id == agder)
            return dict(map(tuple, db.session.execute(cells)))

    return found


@pytest.fixture
def entries(factory, organisation):
    """Who did what to what waited."""

    def found(action):
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))

    return found


def ticked(browser, *chosen, **instead):
    fields = browser.fields(LIST)
    return browser.send(LIST, {**fields, "ticked": [str(row.id) for row in chosen], **instead})


def test_its_page_shows_what_was_typed(staff, send, rows):
    send()

    page = staff.get(f"{LIST}{rows()[0].id}")

    for said in ("Gerd", "12", "Fint vær", "Agder", "Åpen dag"):
        assert said in page.text


def test_yes_counts_it_in_her_name(staff, send, rows, tally, entries):
    send()
    assert tally() == {}

    staff.post(f"{LIST}{rows()[0].id}")

    assert [row.status for row in rows()] == ["held"]
    assert tally() == {"activities": 1, "participants": 12}
    [entry] = entries("activity.counted")
    assert (entry.subject_id, entry.changes["link"]) == (rows()[0].id, str(rows()[0].link_id))
    assert entry.user_id is not None
    assert says(staff.get(LIST), "Nothing waits")


def test_it_shows_in_no_list_and_no_figure_before(staff, organisation, actor, browser, send, rows):
    send(name="Gerd Ukjent", note="Ukjent merknad")
    waiting = rows()[0]

    for who in (staff, browser(actor(organisation, Role.READER)), browser(actor(organisation, Role.VOLUNTEER))):
        text = "".join(who.get(f"/o/hjertelag/{page}").text for page in ("", "activities/", "yearwheel/", "reports/"))
        assert not re.search(rf"Ukjent|{waiting.id}", text)


def test_only_its_leaders_open_it(factory, organisation, actor, browser, agder, send, rows):
    send()
    path = rows()[0].id
    beside = factory.unit(organisation, "Innlandet")
    elsewhere = browser(actor(organisation, Role.UNIT_LEADER, beside))
    reader = browser(actor(organisation, Role.READER))
    hers = browser(actor(organisation, Role.UNIT_LEADER, agder))

    assert [elsewhere.get(base + str(path)).status_code for base in (LIST, ACTIVITIES)] == [404, 404]
    assert "Gerd" not in elsewhere.get(LIST).text
    assert [reader.get(base + str(path)).status_code for base in (LIST, ACTIVITIES)] == [403, 404]
    assert hers.get(f"{LIST}{path}").status_code == 200
    assert hers.get(f"{ACTIVITIES}{path}").location == f"{LIST}{path}"


def test_correcting_first_leads_back_and_counts_what_is_right(staff, send, rows, tally):
    send(participants="120")
    path = rows()[0].id

    saved = staff.post(f"{ACTIVITIES}{path}/correct", {"number_participants": "12"})
    assert tally() == {}
    back = staff.get(saved.location)
    staff.post(back.location)

    assert back.location == f"{LIST}{path}"
    assert tally() == {"activities": 1, "participants": 12}


def test_removing_asks_first_and_leaves_the_figures_alone(staff, send, rows, tally, entries, stored_link, link):
    send()
    path = f"{LIST}{rows()[0].id}/remove"
    assert says(staff.get(path), "Remove this registration?")
    assert len(rows()) == 1

    staff.post(path)

    assert rows() == []
    assert tally() == {}
    assert len(entries("activity.removed")) == 1
    assert stored_link(link).used == 1, "what a script filled stays filled"


def test_the_ticked_ones_are_counted_and_the_others_wait(staff, send, rows, tally, entries):
    for number in (1, 2, 4):
        send(participants=str(number))

    ticked(staff, *rows()[:2])

    assert [row.status for row in rows()] == ["held", "held", "waiting"]
    assert tally() == {"activities": 2, "participants": 3}
    assert len(entries("activity.counted")) == 2


def test_the_ticked_ones_are_removed_after_a_question(staff, send, rows, tally, entries):
    """As after a script has filled a link."""
    for number in (1, 2, 4):
        send(participants=str(number))

    asked = ticked(staff, *rows()[:2], remove="1")
    assert says(asked, "Remove the ticked ones?")
    assert len(rows()) == 3
    chosen = re.findall(r'name="ticked" value="([^"]+)"', asked.text)
    sheet = {**form_fields(asked.text), "ticked": chosen}
    answers = [staff.send(LIST, sheet).status_code for _time in range(2)]

    assert answers == [303, 303]
    assert [row.numbers["participants"] for row in rows()] == [4]
    assert len(entries("activity.removed")) == 2
    assert tally() == {}


def test_nobody_removes_what_is_not_hers_or_does_not_wait(
    factory, organisation, actor, browser, agder, make_activity, send, rows
):
    send()
    elsewhere = browser(actor(organisation, Role.UNIT_LEADER, factory.unit(organisation, "Innlandet")))
    hers = browser(actor(organisation, Role.UNIT_LEADER, agder))
    held = make_activity(organisation, unit_id=agder)

    for who, chosen in ((elsewhere, rows()[0].id), (hers, held)):
        sheet = {**who.fields(LIST), "form_key": chosen.hex, "ticked": str(chosen), "remove": "1", "sure": "1"}
        assert says(who.send(LIST, sheet), "Somebody else has looked through these already.")

    assert [row.status for row in rows()] == ["waiting", "held"]


def test_none_ticked_is_said(staff, send, rows):
    send()

    assert says(ticked(staff), "Tick at least one.")
    assert [row.status for row in rows()] == ["waiting"]


def test_pressing_twice_counts_once(staff, send, rows, tally):
    send()
    fields = {**staff.fields(LIST), "ticked": str(rows()[0].id)}

    assert [staff.send(LIST, fields).status_code for _time in range(2)] == [303, 303]
    assert tally() == {"activities": 1, "participants": 12}


def test_two_who_say_yes_to_the_same_count_it_once(organisation, actor, browser, send, rows, tally):
    send()
    path = f"{LIST}{rows()[0].id}"
    two = [browser(actor(organisation, Role.STAFF)) for _person in range(2)]
    sheets = [(one, one.fields(path)) for one in two]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda sheet: sheet[0].send(path, sheet[1]).status_code, sheets))

    assert 303 in answers
    assert tally() == {"activities": 1, "participants": 12}


def test_what_another_has_counted_meanwhile_is_left_out(staff, organisation, actor, browser, send, rows, tally):
    send(), send()
    fields = {**staff.fields(LIST), "ticked": [str(row.id) for row in rows()]}
    browser(actor(organisation, Role.STAFF)).post(f"{LIST}{rows()[0].id}")

    page = staff.send(LIST, fields, follow_redirects=True)

    assert "1 registrering er talt med." in page.text
    assert tally() == {"activities": 2, "participants": 24}


def test_nobody_counts_what_is_not_hers_or_does_not_wait(
    factory, organisation, actor, browser, agder, make_activity, send, rows, tally
):
    send()
    elsewhere = browser(actor(organisation, Role.UNIT_LEADER, factory.unit(organisation, "Innlandet")))
    hers = browser(actor(organisation, Role.UNIT_LEADER, agder))
    with factory.working_as(scope_of(organisation.id)):
        planned = db.session.get(Activity, (organisation.id, make_activity(organisation, unit_id=agder)))
        planned.status = "cancelled"
        db.session.commit()
    before = tally()

    for who in (elsewhere, hers):
        chosen = rows()[0] if who is elsewhere else planned
        page = who.send(LIST, {**who.fields(LIST), "form_key": chosen.id.hex, "ticked": str(chosen.id)})
        assert page.status_code == 200

    assert {row.status for row in rows()} == {"waiting", "cancelled"}
    assert tally() == before


def test_it_pages_by_thirty_and_ticks_a_page_at_once(staff, send, rows):
    for _time in range(31):
        send()

    first = staff.get(LIST)
    second = staff.get(re.search(r'rel="next" href="([^"]+)"', first.text)[1].replace("&amp;", "&"))
    ticks = [page.text.count('type="checkbox"') for page in (first, second)]

    assert ticks == [30, 1]
    assert staff.get(f"{LIST}?all=1").text.count(" checked") == 30
    assert " checked" not in first.text


def test_the_page_of_a_link_tells_how_many_wait_and_leads_to_these_alone(
    staff, organisation, agder, send, link, link_for
):
    other = link_for(organisation, agder, label="Høstmøte")
    send(name="Gerd"), send(name="Perpetua", path=other.path)

    page = staff.get(f"/o/hjertelag/shared-links/{link.id}")
    wanted = f"{LIST}?link={link.id}"

    assert f'href="{wanted}"' in page.text
    assert "1 registrering venter på gjennomsyn" in page.text
    assert "Gerd" in staff.get(wanted).text
    assert "Perpetua" not in staff.get(wanted).text
