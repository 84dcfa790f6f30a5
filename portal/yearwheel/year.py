"""All that stands in one year, in order: what the picture and the list are both made from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.calendar.links import link_of
from portal.calendar.rules import falls_on, is_milestone, months_of
from portal.i18n import LazyText, _l, format_day

#: in the order of the rings, from the outside in
KINDS: dict[str, LazyText] = {
    "meeting": _l("Meetings"),
    "deadline": _l("Deadlines"),
    "milestone": _l("Milestones"),
    "standing": _l("Standing items"),
    "activity": _l("Activities"),
}


@dataclass
class Mark:
    """Something on a day. `number` stands in the picture and in the list alike."""

    kind: str
    on: date
    until: date
    title: str
    url: str
    unit_id: UUID | None
    number: int = 0

    @property
    def when(self) -> str:
        """12. februar · 1. oktober – 31. desember: the year is the wheel's own."""
        return format_day(self.on) + (f" – {format_day(self.until)}" if self.until > self.on else "")


@dataclass
class Standing:
    """Something that is taken up in some months."""

    title: str
    url: str
    unit_id: UUID | None
    months: list[int]
    letter: str = ""


@dataclass
class Year:
    number: int
    marks: list[Mark] = field(default_factory=list)
    standing: list[Standing] = field(default_factory=list)
    #: for each month that has any: (activity type, how many), the most first
    activities: dict[int, list[tuple[str, int]]] = field(default_factory=dict)

    @property
    def first(self) -> date:
        return date(self.number, 1, 1)

    @property
    def last(self) -> date:
        return date(self.number, 12, 31)

    @property
    def is_empty(self) -> bool:
        return not (self.marks or self.standing or self.activities)

    def counted(self, month: int) -> int:
        """How many activities the month had."""
        return sum(total for _kind, total in self.activities.get(month, ()))

    def by_month(self) -> Iterator[tuple[int, list[Mark]]]:
        """Months that have something, with their marks."""
        for month in range(1, 13):
            found = [mark for mark in self.marks if max(mark.on, self.first).month == month]
            if found or self.activities.get(month):
                yield month, found


def year_of(number: int, entries: Iterable[Any], due: Iterable[Any], tally: Iterable[Any], kind: str = "") -> Year:
    """Put together what was read. `kind` leaves only one of KINDS."""
    year = Year(number)
    for entry in entries:
        _take_entry(year, entry)
    year.marks += [_mark_of(row) for row in due]
    for row in tally:
        year.activities.setdefault(row.month.month, []).append((row.activity_type, int(row.total)))
    if kind:
        _leave_only(year, kind)
    _name_all(year)
    return year


def _take_entry(year: Year, entry: Any) -> None:
    url = url_for("calendar.show", entry_id=entry.id)
    if entry.kind == "standing":
        if months := months_of(entry.on_date, entry.until, entry.months, year.number):
            year.standing.append(Standing(entry.title, url, entry.unit_id, months))
        return
    for on, until in falls_on(entry, year.first, year.last):
        year.marks.append(Mark(entry.kind, on, until, entry.title, url, entry.unit_id))


def _mark_of(row: Any) -> Mark:
    """A milestone of a goal, or anything else that is due."""
    kind = "milestone" if is_milestone(row.source) else "deadline"
    return Mark(kind, row.on_date, row.on_date, row.title, link_of(row), row.unit_id)


def _leave_only(year: Year, kind: str) -> None:
    year.marks = [mark for mark in year.marks if mark.kind == kind]
    year.standing = year.standing if kind == "standing" else []
    year.activities = year.activities if kind == "activity" else {}


def _name_all(year: Year) -> None:
    """Numbers by date, letters for what stands all year."""
    year.marks.sort(key=lambda mark: (mark.on, mark.title))
    for number, mark in enumerate(year.marks, start=1):
        mark.number = number
    for position, item in enumerate(year.standing):
        item.letter = chr(ord("A") + position % 26)
