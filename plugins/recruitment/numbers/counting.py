"""What pages and sheets show of the counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from plugins.recruitment.members.figures import years_of
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from plugins.recruitment.numbers.places import county_of
from plugins.recruitment.numbers.queries import paying_by_place, times_by_year
from portal.figures.small_groups import without_small
from portal.i18n import _
from portal.i18n.sorting import sort_key
from portal.organisations.setup import Setup
from portal.plugin_api import ReportColumn, ReportTable

#: years of joining that are shown, and after how many years
COHORTS, AFTER = 8, 5


@dataclass(frozen=True)
class Count:
    """Paying members on a day: all of them, and two tables of the same people."""

    on: date
    total: int
    tables: tuple[ReportTable, ...]


def count_on(organisation_id: UUID, setup: Setup, on: date, *, sees_people: bool) -> Count:
    """By branch and kind, by county, and by county and branch. Whoever may not see people sees no group below five."""
    rows = paying_by_place(organisation_id, on, years_of(setup, on))
    tables = _by_kind(rows, setup), _by_county(rows, on), _by_county_and_branch(rows, setup, on)
    shown = tables if sees_people else tuple(without_small(table) for table in tables)
    return Count(on, sum(row[-1] for row in rows), shown)


def _unit_name(setup: Setup, unit_id: UUID | None) -> str:
    return setup.name(unit_id) if unit_id else _("Direct member")


def _by_kind(rows: Iterable[Any], setup: Setup) -> ReportTable:
    found: dict[str, dict[str, int]] = {}
    for unit_id, _code, _town, _country, kind, n in rows:
        line = found.setdefault(_unit_name(setup, unit_id), dict.fromkeys(KINDS, 0))
        line[kind] += n
    lines = [(name, *(one[kind] for kind in KINDS), sum(one.values())) for name, one in _sorted(found)]
    columns = [ReportColumn(label=_("Branch")), *(ReportColumn(label=str(KIND_NAMES[k]), people=True) for k in KINDS)]
    return _table(_("By branch"), (*columns, ReportColumn(label=_("In all"), people=True)), lines)


def _by_county(rows: Iterable[Any], on: date) -> ReportTable:
    found: dict[str, int] = {}
    for _unit_id, code, municipality, country, _kind, n in rows:
        county = _county(code, municipality, country, on)
        found[county] = found.get(county, 0) + n
    columns = ReportColumn(label=_("County")), ReportColumn(label=_("Members"), people=True)
    return _table(_("By county"), columns, _sorted(found))


def _county(code: str, municipality: str, country: str, on: date) -> str:
    return county_of(code, municipality, country, on) or _("Not known, or another country")


def _by_county_and_branch(rows: Iterable[Any], setup: Setup, on: date) -> ReportTable:
    found: dict[tuple[str, str], int] = {}
    for unit_id, code, municipality, country, _kind, n in rows:
        key = _county(code, municipality, country, on), _unit_name(setup, unit_id)
        found[key] = found.get(key, 0) + n
    lines = [(*key, n) for key, n in _sorted(found)]
    columns = ReportColumn(label=_("County")), ReportColumn(label=_("Branch"))
    return _table(_("By county and branch"), (*columns, ReportColumn(label=_("Members"), people=True)), lines)


def _sorted(found: dict[Any, Any]) -> list[tuple[Any, Any]]:
    return sorted(found.items(), key=lambda item: sort_key(item[0] if isinstance(item[0], str) else " ".join(item[0])))


def _table(label: str, columns: tuple[ReportColumn, ...], lines: Sequence[tuple[Any, ...]]) -> ReportTable:
    words = sum(1 for column in columns if not column.people)
    sums = [sum(line[place] for line in lines) for place in range(words, len(columns))]
    totals = (_("In all"), *[""] * (words - 1), *sums)
    return ReportTable(label=label, columns=columns, rows=tuple(tuple(line) for line in lines), totals=totals)


@dataclass(frozen=True)
class Cohort:
    """Who joined in a year. `stayed`: how many were members at the end of that year, of the next, …, death apart."""

    year: int
    joined: int
    died: int
    #: (still members, of how many who have not died), as far as the years are over
    stayed: tuple[tuple[int, int], ...]

    @property
    def left(self) -> int:
        """Until the last year that is over."""
        still, alive = self.stayed[-1] if self.stayed else (self.joined, self.joined)
        return alive - still


def cohorts(organisation_id: UUID, on: date) -> list[Cohort]:
    """The newest year first, of years that are over."""
    rows = times_by_year(organisation_id)
    last = on.year - 1
    found = [_cohort([row for row in rows if row[0] == year], year, last) for year in range(last, last - COHORTS, -1)]
    return [one for one in found if one.joined]


def _cohort(rows: list[Any], year: int, last: int) -> Cohort:
    joined = sum(n for *_times, is_first, n in rows if is_first)
    ends = range(year, min(last, year + AFTER) + 1)
    stayed = tuple((_still(rows, end), joined - _died(rows, end)) for end in ends)
    return Cohort(year, joined, _died(rows, ends[-1]), stayed)


def _still(rows: list[Any], end: int) -> int:
    """Members when that year ended."""
    return sum(n for _year, began, ended, *_more, n in rows if began <= end and (ended is None or ended > end))


def _died(rows: list[Any], end: int) -> int:
    return sum(n for _year, _began, ended, dead, _first, n in rows if dead and ended is not None and ended <= end)


def share(still: int, alive: int) -> int:
    """In whole percent."""
    return round(100 * still / alive) if alive else 0


def in_short(found: list[Cohort]) -> str:
    """What the table says in a sentence: of the newest year that has had a whole year to leave in."""
    for one in found:
        if len(one.stayed) > 1:
            still, alive = one.stayed[1]
            said = {"year": str(one.year), "next": str(one.year + 1), "n": share(still, alive)}
            return _("Of those who joined in %(year)s, %(n)s %% were still members at the end of %(next)s.", **said)
    return ""
