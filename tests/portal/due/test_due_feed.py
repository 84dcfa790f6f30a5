"""Her calendar feed, opened as a calendar program opens it."""

from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from portal import clock
from portal.calendar.models import CalendarEntry
from portal.calendar.services import count_back
from portal.due.rules import days_of_feed
from portal.extensions import db
from portal.organisations.accesses import end_access
from portal.organisations.models import Access, Organisation
from portal.plugin_api import Role
from portal.tenancy.scope import NOBODY
from portal.tenancy.scope import organisation as scope_of

OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture
def kari(organisation, actor):
    return actor(organisation, Role.STAFF)


def by_title(events):
    return {str(event["summary"]): event for event in events}


# row D10
def test_it_holds_what_is_due_for_her_and_the_meetings_of_her_units(monday, kari, address, read, due, entry, nobody):
    due("Ring kommunen", monday + timedelta(days=2))
    entry("Styremøte; nr. 3, æøå", monday, at=time(18, 30), place="Bergen, 2. etasje")
    entry("Kampanje", monday, until=monday + timedelta(days=2))
    path = address(kari)

    found = by_title(read(path))

    assert set(found) == {"Ring kommunen", "Styremøte; nr. 3, æøå", "Kampanje"}
    assert found["Ring kommunen"].decoded("dtstart") == monday + timedelta(days=2)
    meeting = found["Styremøte; nr. 3, æøå"]
    assert meeting.decoded("dtstart") == datetime(2026, 11, 23, 18, 30, tzinfo=OSLO)
    assert str(meeting["location"]) == "Bergen, 2. etasje"
    assert "dtend" not in meeting
    assert found["Kampanje"].decoded("dtend") == monday + timedelta(days=3), "the first day after it"
    assert all(len(line) <= 75 for line in nobody.get(path).data.split(b"\r\n"))


def test_each_thing_leads_back_to_its_page(app, monday, kari, address, read, due, entry, browser):
    due("Sak", monday, endpoint="goals.plan")
    meeting = entry("Møte", monday)
    found = by_title(read(address(kari)))
    base = app.config["PORTAL"].public_url

    assert str(found["Møte"]["url"]) == f"{base}/o/hjertelag/calendar/{meeting}"
    assert browser(kari).get(str(found["Sak"]["url"]).removeprefix(base)).status_code == 200


def test_what_moves_keeps_its_uid_and_no_two_share_one(monday, kari, address, read, due, entry):
    step = due("Steg", monday)
    due("Samme rad, annen kilde", monday, source="actions.other", source_id=step)
    entry("Hvert år", monday.replace(year=2020), yearly=True)
    path = address(kari)
    before = {str(event["uid"]) for event in read(path)}
    due("Steget heter noe annet", monday + timedelta(days=9), source_id=step)

    after = read(path)

    assert {str(event["uid"]) for event in after} == before
    assert len(before) == len(after) == 4, "the yearly one falls this year and the next"


def test_it_reaches_from_three_months_back_to_thirteen_ahead(monday, kari, address, read, due):
    first, last = date(2026, 8, 23), date(2027, 12, 23)
    for title, on in (("for lenge siden", first - timedelta(days=1)), ("først", first), ("sist", last)):
        due(title, on)
    due("for langt fram", last + timedelta(days=1))

    assert set(by_title(read(address(kari)))) == {"først", "sist"}


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)))
def test_its_months_are_whole_whatever_the_day(today):
    first, last = days_of_feed(today)
    assert (today.year - first.year) * 12 + today.month - first.month == 3
    assert (last.year - today.year) * 12 + last.month - today.month == 13
    for day in (first, last):
        assert day.day == today.day or (day.day < today.day and (day + timedelta(days=1)).day == 1)


def test_a_yearly_day_in_february_falls_on_the_28th_where_there_is_no_29th(kari, address, read, entry):
    with clock.stopped_at(datetime(2027, 12, 1, 12, tzinfo=UTC)):
        entry("Skuddårsdagen", date(2024, 2, 29), yearly=True)
        assert [event.decoded("dtstart") for event in read(address(kari))] == [date(2028, 2, 29)]
    with clock.stopped_at(datetime(2026, 12, 1, 12, tzinfo=UTC)):
        assert [event.decoded("dtstart") for event in read(address(kari))] == [date(2027, 2, 28)]


def test_hours_are_those_of_the_clock_on_the_wall_in_summer_and_winter(monday, kari, address, read, entry, nobody):
    for on in (date(2026, 12, 1), date(2027, 6, 1)):
        entry(f"Møte {on}", on, at=time(18))
    path = address(kari)
    found = by_title(read(path))

    assert found["Møte 2026-12-01"].decoded("dtstart").astimezone(UTC).hour == 17
    assert found["Møte 2027-06-01"].decoded("dtstart").astimezone(UTC).hour == 16
    zones = Calendar.from_ical(nobody.get(path).data).walk("VTIMEZONE")
    assert [str(zone["tzid"]) for zone in zones] == ["Europe/Oslo"]


def test_an_empty_feed_is_a_whole_calendar(kari, address, nobody):
    found = Calendar.from_ical(nobody.get(address(kari)).data)
    assert found.walk("VEVENT") == []
    assert [str(found["version"]), "Hjertelaget" in str(found["x-wr-calname"])] == ["2.0", True]
    assert found.walk("VTIMEZONE"), "one component at least (RFC 5545, 3.4)"


def test_what_is_done_somebody_else_s_standing_or_another_organisation_s_is_left_out(
    monday, kari, address, read, due, entry, other_organisation
):
    due("Gjort", monday, done=True)
    due("En annens", monday, user_id=uuid4())
    due("De andres", monday, where=other_organisation)
    entry("Fast", monday, kind="standing", months=[11])
    due("Karis egen", monday, user_id=kari.id)

    assert set(by_title(read(address(kari)))) == {"Karis egen"}


def test_it_tells_titles_and_no_other_words(monday, kari, address, nobody, entry):
    entry("Samtale", monday, text="Hun er syk igjen", place="Kontoret")
    text = nobody.get(address(kari)).text
    assert "Samtale" in text
    assert "er syk" not in text


def test_it_follows_her_accesses_as_they_are_now(monday, organisation, factory, actor, address, read, nobody, due):
    north, south = factory.unit(organisation, "Nord"), factory.unit(organisation, "Sør")
    due("Nords sak", monday, unit_id=north)
    due("Sørs sak", monday, unit_id=south)
    leader = actor(organisation, Role.UNIT_LEADER, north)
    path = address(leader)
    assert set(by_title(read(path))) == {"Nords sak"}

    change_access_of(factory, organisation, leader, lambda access: setattr(access, "unit_id", south))
    assert set(by_title(read(path))) == {"Sørs sak"}

    change_access_of(factory, organisation, leader, lambda access: end_access(access, by=leader.id))
    assert nobody.get(path).status_code == 404


def change_access_of(factory, organisation, actor, change):
    with factory.working_as(scope_of(organisation.id)):
        change(db.session.query(Access).filter(Access.user_id == actor.id).one())
        db.session.commit()


def test_a_closed_organisation_has_no_feed(factory, organisation, kari, address, nobody):
    path = address(kari)
    with factory.working_as(NOBODY):
        db.session.get_one(Organisation, organisation.id).status = "suspended"
        db.session.commit()
    assert nobody.get(path).status_code == 404


# row A4
def test_the_first_step_before_an_election_stands_in_the_feed_a_year_early(
    organisation, factory, kari, address, read, entry
):
    election = entry("Kommunal- og regionsrådsvalg", date(2029, 11, 20))
    with factory.working_as(scope_of(organisation.id)):
        day = db.session.get(CalendarEntry, (organisation.id, election))
        count_back(day, title="Tal med områdekonsulenten", weeks=52, by=kari.id)
        db.session.commit()

    with clock.stopped_at(datetime(2028, 11, 1, 12, tzinfo=UTC)):
        found = by_title(read(address(kari)))

    assert {title: event.decoded("dtstart") for title, event in found.items()} == {
        "Tal med områdekonsulenten": date(2028, 11, 21),
        "Kommunal- og regionsrådsvalg": date(2029, 11, 20),
    }
