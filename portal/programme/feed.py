"""The programme as a calendar that other calendars follow: RFC 5545, and its name and rhythm by RFC 7986."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from portal import clock
from portal.i18n import _
from portal.organisations.viewer import Place
from portal.programme.queries import Line
from portal.programme.words import Kinds, name_of, price_of

MAKER = "-//Medvirke//Programme//EN"
REFRESH = timedelta(hours=6)


def feed_of(lines: Iterable[Line], *, here: Place, name: str, kinds: Kinds, address: str) -> bytes:
    """A calendar with its time zone, which it needs even when nothing is planned: empty ones are not valid.

    `address` is the page that people read. Nothing of who planned or takes part is in it, nor any note.
    """
    rows = list(lines)
    made = Calendar()
    made.add("prodid", MAKER)
    made.add("version", "2.0")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("url", address)
    made.add("refresh-interval", REFRESH)
    made.add_component(_zone(here.timezone, [row.on_date for row in rows]))
    for row in rows:
        made.add_component(_event(row, here, kinds, address))
    return bytes(made.to_ical())


def _zone(name: str, days: list[date]) -> Any:
    """Its rules for the years that are told of."""
    years = [day.year for day in (*days, clock.today())]
    return Timezone.from_tzid(name, first_date=date(min(years), 1, 1), last_date=date(max(years) + 2, 1, 1))


def _event(line: Line, here: Place, kinds: Kinds, address: str) -> Any:
    made, title, is_off = Event(), name_of(line, kinds), line.status == "cancelled"
    made.add("uid", str(line.id))
    made.add("dtstamp", line.registered_at)
    made.add("last-modified", line.registered_at)
    made.add("sequence", line.version)
    made.add("status", "CANCELLED" if is_off else "CONFIRMED")
    made.add("summary", _("Cancelled: %(title)s", title=title) if is_off else title)
    _add_times(made, line, ZoneInfo(here.timezone))
    if line.place:
        made.add("location", line.place)
    told = (here.setup.name(line.unit_id), line.why, price_of(line))
    made.add("description", "\n".join(filter(None, told)))
    made.add("url", address)
    return made


def _add_times(event: Any, line: Line, zone: ZoneInfo) -> None:
    """All day where no time is said."""
    if line.at is None:
        event.add("dtstart", line.on_date)
        return
    event.add("dtstart", _moment(line.on_date, line.at, zone))
    if line.ends_at:
        event.add("dtend", _moment(line.on_date, line.ends_at, zone))


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, zone)
