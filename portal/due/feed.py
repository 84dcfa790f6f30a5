"""What is due for somebody as a calendar that her own follows: RFC 5545, its name and rhythm by RFC 7986.

Titles as they are stored, days, times, places, units, and the way to the page;
no other text. Each thing keeps its UID, so that it moves when its date does.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import url_for
from icalendar import Calendar, Event, Timezone

from portal import clock
from portal.calendar.links import link_of
from portal.calendar.rules import falls_on
from portal.due.queries import in_her_feed
from portal.due.rules import days_of_feed
from portal.i18n import _
from portal.messages.services import address_of
from portal.organisations.viewer import Place, Viewer

MAKER = "-//Medvirke//What is due//EN"
REFRESH = timedelta(hours=6)


def feed_of(viewer: Viewer) -> bytes:
    """With its time zone, which it needs even when nothing is due: an empty calendar is not valid."""
    here = viewer.here
    made, name = Calendar(), _("What is due in %(organisation)s", organisation=here.name)
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", REFRESH)
    made.add_component(_zone(here))
    due, entries = in_her_feed(viewer)
    for row in due:
        made.add_component(_of_item(row, here))
    for row in entries:
        for event in _of_entry(row, here):
            made.add_component(event)
    return bytes(made.to_ical())


def _zone(here: Place) -> Any:
    """Its rules for the months that are told of; an entry may begin long before them."""
    first, last = days_of_feed(clock.today())
    return Timezone.from_tzid(here.timezone, first_date=date(first.year - 1, 1, 1), last_date=date(last.year + 1, 1, 1))


def _of_item(row: Any, here: Place) -> Any:
    """All day: it has a date and no more."""
    made = _event(row, here, f"{row.source}.{row.source_id}", link_of(row))
    made.add("dtstart", row.on_date)
    made.add("transp", "TRANSPARENT")
    return made


def _of_entry(row: Any, here: Place) -> Iterator[Any]:
    """Each time that it falls in these months. A yearly one is spelled out: on 28 February where there is no 29th,
    which no rule of RFC 5545 says.
    """
    url = url_for("calendar.show", entry_id=row.id)
    for begins, ends in falls_on(row, *days_of_feed(clock.today())):
        made = _event(row, here, f"calendar.entry.{row.id}" + (f".{begins.year}" if row.yearly else ""), url)
        _add_times(made, begins, ends, row.at, ZoneInfo(here.timezone))
        if row.place:
            made.add("location", row.place)
        yield made


def _add_times(event: Any, begins: date, ends: date, at: time | None, zone: ZoneInfo) -> None:
    """All day where no time is said. The end is the first moment after it, and left out where nobody has said it."""
    after, lasts = ends + timedelta(days=1), ends > begins
    event.add("dtstart", datetime.combine(begins, at, zone) if at else begins)
    if lasts:
        event.add("dtend", datetime.combine(after, time(), zone) if at else after)
    if not at:
        event.add("transp", "TRANSPARENT")


def _event(row: Any, here: Place, uid: str, path: str) -> Any:
    made = Event()
    made.add("uid", uid)
    made.add("dtstamp", clock.now())
    made.add("summary", row.title)
    unit = _unit(row.unit_id, here)
    if unit:
        made.add("description", unit)
    if path:
        made.add("url", address_of(path))
    return made


def _unit(unit_id: UUID | None, here: Place) -> str:
    """The branch's name; the whole organisation's stands above the calendar."""
    return here.setup.name(unit_id) if unit_id and unit_id != here.setup.root.id else ""
