"""Which activities somebody asked to see, read from an address that anybody may have mangled."""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from werkzeug.datastructures import MultiDict

from portal import clock
from portal.i18n import _, format_date, format_month
from portal.organisations.setup import Setup
from portal.plugin_api import ActivityType

NEWEST, OLDEST, REGISTERED = "newest", "oldest", "registered"
HELD, PLANNED, CANCELLED, WAITING = "held", "planned", "cancelled", "waiting"
PERIODS = ("this_year", "last_year")
#: longer searches and more words than these find nothing more
LONGEST, MOST_WORDS = 60, 5
#: a word that so many options hold finds by no more of them
MOST_CHOSEN = 20
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")

Address = dict[str, Any]


@dataclass(frozen=True)
class Term:
    """A word that is searched for, and the types, units and options whose names hold it."""

    text: str
    types: tuple[str, ...]
    units: frozenset[UUID]
    #: (type, the name in its numbers) of each option
    chosen: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What a list is narrowed to, and how it is sorted. Each part as it was understood."""

    search: str = ""
    terms: tuple[Term, ...] = ()
    types: tuple[str, ...] = ()
    unit: UUID | None = None
    #: the unit and what lies below it
    units: frozenset[UUID] | None = None
    #: one of PERIODS, which first and last then follow from
    period: str = ""
    first: date | None = None
    last: date | None = None
    status: str = HELD
    mine: bool = False
    sort: str = NEWEST
    #: (name in the address, what was typed) of what could not be understood
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.terms or self.types or self.unit or self.first or self.last or self.mine) or (
            self.status != HELD
        )

    @property
    def said(self) -> Address:
        """As it stands in an address: only what was asked for."""
        return {name: value for name, value in self._parts() if value}

    def _parts(self) -> Iterator[tuple[str, Any]]:
        yield "q", self.search
        yield "type", list(self.types)
        yield "unit", str(self.unit or "")
        yield "period", self.period
        yield "from", self.first.isoformat() if self.first and not self.period else ""
        yield "to", self.last.isoformat() if self.last and not self.period else ""
        yield "status", "" if self.status == HELD else self.status
        yield "mine", "1" if self.mine else ""
        yield "sort", "" if self.sort == NEWEST else self.sort

    def but(self, **other: Any) -> Address:
        """The same with other values."""
        return replace(self, **other).said

    @property
    def period_in_words(self) -> str:
        """2026 · mai 2026 · from a day to a day."""
        first, last = self.first, self.last
        if first and last and (first.day, last) == (1, _last_of_month(first)):
            return format_month(first)
        if first and last == date(first.year, 12, 31) and (first.day, first.month) == (1, 1):
            return str(first.year)
        if first and last:
            return _("%(first)s to %(last)s", first=format_date(first), last=format_date(last))
        if first:
            return _("From %(day)s", day=format_date(first))
        return _("Until %(day)s", day=format_date(last)) if last else ""


def read_filter(
    said: MultiDict[str, str], setup: Setup, kinds: Mapping[str, ActivityType], statuses: Collection[str]
) -> Filter:
    """`statuses` are those that she may ask for. What makes no sense counts as not asked for, and is told of."""
    faults: list[tuple[str, str]] = []
    first, last = (_day(said, name, faults) for name in ("from", "to"))
    period = _one_of(PERIODS, said.get("period")) if not (first or last) else ""
    first, last = _of_period(period) or _month(said.get("month")) or _in_order(first, last)
    unit = unit_named(said.get("unit", ""), setup)
    if said.get("unit", "").strip() and not unit:
        faults.append(("unit", said["unit"].strip()[:LONGEST]))
    search = " ".join(said.get("q", "").replace("\x00", "").split())[:LONGEST]
    return Filter(
        search=search,
        terms=_terms(search, setup, kinds),
        types=tuple(dict.fromkeys(key for key in said.getlist("type") if key in kinds)),
        unit=unit,
        units=setup.below(unit) if unit else None,
        period=period,
        first=first,
        last=last,
        status=_one_of(statuses, said.get("status")) or HELD,
        mine=bool(said.get("mine")),
        sort=_one_of((OLDEST, REGISTERED), said.get("sort")) or NEWEST,
        faults=tuple(faults),
    )


def _one_of(known: Collection[str], text: str | None) -> str:
    return text if text and text in known else ""


def _terms(search: str, setup: Setup, kinds: Mapping[str, ActivityType]) -> tuple[Term, ...]:
    words = list(dict.fromkeys(search.casefold().split()))[:MOST_WORDS]
    return tuple(
        Term(
            word,
            tuple(key for key, kind in kinds.items() if word in str(kind.label).casefold()),
            frozenset(node.id for node in setup.units if word in node.name.casefold()),
            tuple(islice(_chosen(word, kinds), MOST_CHOSEN)),
        )
        for word in words
    )


def _chosen(word: str, kinds: Mapping[str, ActivityType]) -> Iterator[tuple[str, str]]:
    for key, kind in kinds.items():
        for question in (*kind.questions, *kind.retired):
            if question.purpose:
                continue  # its one option is what people agree to
            for value, label in (*question.options, *question.retired_options):
                if word in str(label).casefold():
                    yield key, f"{question.name}:{value}"


def unit_named(text: str, setup: Setup) -> UUID | None:
    """By its id; or, where there are too many to choose from a list, by the beginning of its name."""
    wanted = text.strip().casefold()
    try:
        return known if (known := UUID(wanted)) in setup.unit else None
    except ValueError:
        named = [node for node in setup.units if wanted and node.name.casefold().startswith(wanted)]
    found = [node for node in named if node.name.casefold() == wanted] or named
    return found[0].id if len(found) == 1 else None


def _day(said: Mapping[str, str], name: str, faults: list[tuple[str, str]]) -> date | None:
    """2026-05-17, as browsers send it, or 17.5.2026, as people write it."""
    text = said.get(name, "").strip()
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        return date(*(int(part) for part in reversed(match.groups()))) if match else date.fromisoformat(text)
    except ValueError:
        faults.append((name, text[:LONGEST]))
        return None


def _in_order(first: date | None, last: date | None) -> tuple[date | None, date | None]:
    """Whoever mixes up the two days means the time between them."""
    return (last, first) if first and last and last < first else (first, last)


def _of_period(period: str) -> tuple[date, date] | None:
    if not period:
        return None
    year = clock.today().year - (period == "last_year")
    return date(year, 1, 1), date(year, 12, 31)


def _month(text: str | None) -> tuple[date, date] | None:
    """2026-05, or any day of it: goals' curves lead here so."""
    try:
        first = date.fromisoformat(f"{(text or '')[:7]}-01")
    except ValueError:
        return None
    return first, _last_of_month(first)


def _last_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
