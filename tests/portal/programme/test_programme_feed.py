"""The programme as a calendar, read by the parser that others read it with. # row D10"""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from portal import clock

WHOLE = "/p/hjertelag/programme/programme.ics"
INSIDE = "/o/hjertelag/programme/"


@pytest.fixture
def feed(nobody):
    """`feed()`: (calendar, its events by day); whatever the parser doubts is a fault."""

    def read(path=WHOLE):
        answer = nobody.get(path)
        assert answer.status_code == 200
        assert answer.content_type == "text/calendar; charset=utf-8"
        made = Calendar.from_ical(answer.data)
        assert [part.errors for part in made.walk() if part.errors] == []
        return made, sorted(made.walk("VEVENT"), key=lambda event: str(event.decoded("dtstart")))

    return read


def test_an_evening_has_its_hours_in_the_organisations_own_zone(feed, put, days):
    put(3, title="Sangkveld", place="Biblioteket, 2. etasje; bakdøra", at=time(18), ends_at=time(20, 30))

    _made, (event,) = feed()

    start, end = event.decoded("dtstart"), event.decoded("dtend")
    assert event["dtstart"].params["TZID"] == "Europe/Oslo"
    assert start.replace(tzinfo=None) == datetime.combine(days(3), time(18))
    assert end - start == timedelta(hours=2, minutes=30)
    assert (event["summary"], event["location"]) == ("Sangkveld", "Biblioteket, 2. etasje; bakdøra")
    assert event["status"] == "CONFIRMED"


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 1, 12), 1), (date(2027, 7, 13), 2)])
def test_its_own_rules_of_the_zone_bring_winter_and_summer(factory, nobody, put, day, hours):
    """The zone's component, not the reader's knowledge of the name, tells the offset."""
    put((day - clock.today()).days, at=time(18))

    made = Calendar.from_ical(nobody.get(WHOLE).data)
    (zone,) = made.walk("VTIMEZONE")

    moment = datetime.combine(day, time(18)).replace(tzinfo=zone.to_tz(lookup_tzid=False))
    assert moment.astimezone(UTC).hour == 18 - hours


def test_a_danish_organisation_has_danish_hours(factory, feed, put):
    danish = factory.organisation("hjerteforening", country="DK", language="da")
    put(3, where=danish, at=time(18))
    made, (event,) = feed("/p/hjerteforening/programme/programme.ics")
    assert event["dtstart"].params["TZID"] == made.walk("VTIMEZONE")[0]["tzid"] == "Europe/Copenhagen"


def test_without_hours_it_lasts_all_day(feed, put, days):
    put(3)
    _made, (event,) = feed()
    assert event.decoded("dtstart") == days(3)
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert "dtend" not in event


def test_a_change_keeps_the_id_and_counts_on(opened, feed, put):
    planned = put(3, title="Sangkveld")
    before = feed()[1][0]

    opened.post(f"{INSIDE}{planned}/change", {"place": "Helsehuset"})

    after = feed()[1][0]
    assert before["uid"] == after["uid"] == str(planned)
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") > before.decoded("last-modified")
    assert after.decoded("last-modified").utcoffset() == timedelta(0)


def test_cancelled_stays_in_the_calendar_as_cancelled(opened, feed, put):
    planned = put(3, title="Sangkveld")
    opened.post(f"{INSIDE}{planned}/cancel", {"why": "Snø"})

    _made, (event,) = feed()

    assert (event["status"], event["summary"]) == ("CANCELLED", "Avlyst: Sangkveld")
    assert "Snø" in event["description"]
    assert event["uid"] == str(planned)


def test_once_held_it_stays_for_a_while_and_tells_no_figures(opened, feed, put):
    planned = put(-1, title="Sangkveld")
    put(-31, title="For lenge siden")
    opened.post(f"{INSIDE}{planned}/report", {"number_participants": "4321", "note": "Fin kveld"})

    _made, (event,) = feed()

    assert (event["uid"], event["status"]) == (str(planned), "CONFIRMED")
    assert not [name for name, value in event.items() if name != "UID" and "4321" in str(value)]


def test_nothing_of_people_and_no_note_is_in_it(opened, kari, feed, nobody, put, days):
    opened.post(
        f"{INSIDE}plan", {"on_date": days(3).isoformat(), "title": "Kafé", "is_public": "y", "note": "Ring Kari"}
    )
    _made, (event,) = feed()
    assert set(event) == {
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "DTSTART",
        "DESCRIPTION",
        "URL",
    }
    text = nobody.get(WHOLE).text
    assert [word for word in (kari.email, str(kari.id), "Ring", "Volunteer") if word in text] == []


def test_an_empty_calendar_is_still_a_valid_one(feed, agder):
    """RFC 5545, 3.6: at least one component."""
    for path in (WHOLE, f"/p/hjertelag/programme/{agder}.ics"):
        made, events = feed(path)
        assert events == []
        assert [part.name for part in made.subcomponents] == ["VTIMEZONE"]
        assert (made["version"], bool(made["prodid"])) == ("2.0", True)


def test_lines_are_folded_and_end_as_the_standard_says(nobody, put):
    put(3, title="Ærlig talt: " + "å" * 150, place="Rad én\\rad to")
    data = nobody.get(WHOLE).data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_calendar_bears_the_units_name_and_says_how_often_to_ask(feed, agder, put):
    made, _events = feed(f"/p/hjertelag/programme/{agder}.ics")
    assert made["name"] == made["x-wr-calname"] == "Program for Agder"
    assert made.decoded("refresh-interval") == timedelta(hours=6)


def test_it_may_be_kept_for_a_quarter_of_an_hour(nobody, agder):
    for path in (WHOLE, f"/p/hjertelag/programme/{agder}.ics"):
        assert nobody.get(path).headers["Cache-Control"] == "public, max-age=900"


def test_a_units_calendar_holds_its_own(factory, organisation, feed, put, agder):
    innlandet = factory.unit(organisation, "Innlandet")
    put(3, title="I Agder")
    assert [event["summary"] for event in feed(f"/p/hjertelag/programme/{agder}.ics")[1]] == ["I Agder"]
    assert feed(f"/p/hjertelag/programme/{innlandet}.ics")[1] == []
