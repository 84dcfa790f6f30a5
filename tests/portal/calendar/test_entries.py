"""Meetings, deadlines and standing items: written down by whoever keeps the calendar."""

from datetime import date

import pytest

from portal.calendar.models import CalendarEntry
from portal.extensions import db
from portal.plugin_api import Role
from portal.tenancy.scope import organisation as scope_of

NEW = "/o/hjertelag/calendar/new/"
MEETING = {"title": "Styremøte", "on_date": "2026-03-04"}


@pytest.fixture
def stored(factory, organisation):
    def read():
        with factory.working_as(scope_of(organisation.id)):
            return list(db.session.query(CalendarEntry).order_by(CalendarEntry.on_date))

    return read


@pytest.fixture
def staff(organisation, actor, browser):
    return browser(actor(organisation, Role.STAFF))


def test_a_meeting_of_several_days_is_kept_as_it_was_typed(staff, stored):
    more = {"until": "2026-03-05", "at": "10:30", "place": "Bergen", "yearly": "y"}
    assert staff.post(NEW + "meeting", {**MEETING, **more}).status_code == 303

    (entry,) = stored()
    assert (entry.on_date, entry.until, entry.yearly) == (date(2026, 3, 4), date(2026, 3, 5), True)
    assert (f"{entry.at:%H:%M}", entry.place) == ("10:30", "Bergen")


def test_a_standing_item_has_its_months(staff, stored):
    """Recruitment stands in the year wheel and on the boards' agendas."""  # row R20
    said = {"title": "Rekruttering", "on_date": "2026-01-01", "months": ["2", "9"]}
    assert staff.post(NEW + "standing", said).status_code == 303
    assert stored()[0].months == [2, 9]
    assert "Rekruttering" in staff.get("/o/hjertelag/yearwheel/?year=2026").text


def test_a_standing_item_without_months_is_refused_and_nothing_typed_is_lost(staff, stored):
    page = staff.post(NEW + "standing", {"title": "Rekruttering", "on_date": "2026-01-01"})
    assert "Velg minst én måned." in page.text
    assert 'value="Rekruttering"' in page.text
    assert stored() == []


def test_an_end_before_the_beginning_is_said_at_its_field(staff, stored):
    page = staff.post(NEW + "meeting", {**MEETING, "until": "2026-03-01"})
    assert "Den siste dagen er før den første" in page.text
    assert stored() == []


def test_dates_are_counted_back_from_a_day(staff, stored):
    """First step early: 52 weeks before election day."""  # row A4
    staff.post(NEW + "meeting", {"title": "Valg", "on_date": "2029-11-20"})
    address = f"/o/hjertelag/calendar/{stored()[0].id}"
    assert staff.post(f"{address}/before", {"title": "Spør konsulenten", "weeks": "52"}).status_code == 303

    first = stored()[0]
    assert (first.kind, first.title, first.on_date) == ("deadline", "Spør konsulenten", date(2028, 11, 21))


def test_a_leader_keeps_her_own_unit_s_calendar_and_no_other(organisation, factory, actor, browser, stored):
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    leader = browser(actor(organisation, Role.UNIT_LEADER, north))
    fields = leader.fields(NEW + "meeting")
    refused = leader.send(NEW + "meeting", {**fields, **MEETING, "unit_id": str(south)})
    leader.send(NEW + "meeting", {**fields, **MEETING, "unit_id": str(north)})

    assert refused.status_code == 200
    assert [entry.unit_id for entry in stored()] == [north]


def test_a_leader_cannot_change_what_another_unit_wrote(organisation, factory, actor, browser, staff, stored):
    north = factory.unit(organisation, "Nord")
    staff.post(NEW + "meeting", MEETING)
    address = f"/o/hjertelag/calendar/{stored()[0].id}"
    leader = browser(actor(organisation, Role.UNIT_LEADER, north))

    assert leader.get(address).status_code == 200
    assert [leader.get(f"{address}/{page}").status_code for page in ("change", "remove", "before")] == [403] * 3


def test_removing_asks_first(staff, stored):
    staff.post(NEW + "meeting", MEETING)
    address = f"/o/hjertelag/calendar/{stored()[0].id}/remove"
    assert "Fjerne Styremøte?" in staff.get(address).text or "Styremøte" in staff.get(address).text
    assert len(stored()) == 1
    staff.post(address)
    assert stored() == []
