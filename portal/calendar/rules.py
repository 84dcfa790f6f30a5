"""Who sees and keeps the calendar, what an entry must be, and on which days it falls."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from uuid import UUID

from portal.errors import PortalError
from portal.i18n import LazyText, _, _l
from portal.organisations.viewer import Viewer
from portal.plugin_api import EVERYBODY, LEADERS, Right

RIGHTS = [
    Right(name="calendar.see", label=_l("See the calendar and the year wheel"), roles=EVERYBODY),
    Right(name="calendar.edit", label=_l("Keep the calendar"), roles=LEADERS),
]

KINDS: dict[str, LazyText] = {"meeting": _l("Meeting"), "deadline": _l("Deadline"), "standing": _l("Standing item")}
#: years that a calendar shows
FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST = 366


#: the same for the database
MILESTONES = "%.milestone"


def is_milestone(source: str) -> bool:
    """Its day passes by itself: nobody has to do it, so it is never late."""
    return source.endswith(".milestone")


class Entry(Protocol):
    """What falls on days: a row of the table, or the columns of one."""

    on_date: date
    until: date | None
    yearly: bool


def can_keep(viewer: Viewer, unit_id: UUID) -> bool:
    """Staff keep all entries, a unit leader those of her unit and below."""
    return viewer.may_in("calendar.edit", unit_id)


def check_days(kind: str, on_date: date, until: date | None) -> None:
    """It ends after it begins and within a year; a standing item may stand for long. Raises PortalError."""
    for field, day in (("on_date", on_date), ("until", until)):
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise PortalError(_("Choose a year from %(first)s to %(last)s.", first=FIRST_YEAR, last=LAST_YEAR), field)
    if until and until < on_date:
        raise PortalError(_("The last day comes before the first. Please check both."), "until")
    if until and kind != "standing" and (until - on_date).days >= LONGEST:
        raise PortalError(_("This would last for more than a year. Please check the year."), "until")


def falls_on(entry: Entry, first: date, last: date) -> Iterator[tuple[date, date]]:
    """(first day, last day) of each time that a meeting or deadline touches these days.

    A yearly one comes back on the same day from its first year on; one of 29
    February on the 28th where there is none.
    """
    days = (entry.until or entry.on_date) - entry.on_date
    years = range(max(entry.on_date.year, first.year - 1), last.year + 1) if entry.yearly else [entry.on_date.year]
    for year in years:
        begins = same_day(entry.on_date, year)
        if begins <= last and begins + days >= first:
            yield begins, begins + days


def same_day(day: date, year: int) -> date:
    """The day in another year."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def months_of(on_date: date, until: date | None, months: list[int], year: int) -> list[int]:
    """The months of this year in which a standing item is taken up."""
    begins, ends = (on_date.year, on_date.month), (until.year, until.month) if until else (LAST_YEAR, 12)
    return [month for month in sorted(months) if begins <= (year, month) <= ends]
