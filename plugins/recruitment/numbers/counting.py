"""What pages and sheets show of the counts."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from plugins.recruitment.members.figures import years_of
from plugins.recruitment.members.models import KIND_NAMES, KINDS
from plugins.recruitment.numbers.places import county_of
from plugins.recruitment.numbers.queries import paying_by_place, times_by_year
from portal.figures.small_groups import HIDDEN, SMALLEST, step_of_share, without_small_both_ways
from portal.i18n import _
from portal.i18n.sorting import sort_key
from portal.organisations.setup import Setup
from portal.plugin_api import ReportColumn, ReportTable

#: years of joining that are shown, and after how many years
COHORTS, AFTER = 8, 5
#: years whose last day is told to whoever may see no people
YEARS_TOLD = 5


@dataclass(frozen=True)
class Count:
    """Paying members on a day: all of them, and tables of the same people. The first has a row for each of `units`."""

    on: date
    total: int | None
    tables: tuple[ReportTable, ...]
    units: tuple[UUID | None, ...]


def count_on(organisation_id: UUID, setup: Setup, on: date) -> Count:
    """By branch and kind, by county, and by county and branch."""
    rows = paying_by_place(organisation_id, on, years_of(setup, on))
    units = _in_order({row[0] for row in rows}, setup)
    tables = _by_kind(rows, units, setup), _by_county(rows, on), _by_county_and_branch(rows, setup, on)
    return Count(on, sum(row[-1] for row in rows), tables, units)


def as_told(count: Count, known: Collection[UUID]) -> Count:
    """For whoever may see no people but those of the units that she knows: by branch and kind, no group below five."""
    places = [place for place, unit_id in enumerate(count.units) if unit_id in known]
    table = without_small_both_ways(count.tables[0], places)
    total = table.totals[-1] if table.totals else 0
    return replace(count, total=total if isinstance(total, int) else None, tables=(table,))


def days_told(today: date) -> list[date]:
    """On which days she is told of them: the last of the month before, and of years; not what one day brought."""
    months_end = today.replace(day=1) - timedelta(days=1)
    ends = [date(year, 12, 31) for year in range(today.year - 1, today.year - 1 - YEARS_TOLD, -1)]
    return sorted({months_end, *ends}, reverse=True)


def _unit_name(setup: Setup, unit_id: UUID | None) -> str:
    return setup.name(unit_id) if unit_id else _("Direct member")


def _in_order(units: Iterable[UUID | None], setup: Setup) -> tuple[UUID | None, ...]:
    return tuple(sorted(units, key=lambda one: sort_key(_unit_name(setup, one))))


def _by_kind(rows: Iterable[Any], units: Iterable[UUID | None], setup: Setup) -> ReportTable:
    found: dict[UUID | None, dict[str, int]] = {unit: dict.fromkeys(KINDS, 0) for unit in units}
    for unit_id, _code, _town, _country, kind, n in rows:
        found[unit_id][kind] += n
    lines = [
        (_unit_name(setup, unit), *(one[kind] for kind in KINDS), sum(one.values())) for unit, one in found.items()
    ]
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


def exactly(cohort: Cohort, after: int) -> str:
    """The share of them who are members still after so many years, in whole percent."""
    still, alive = cohort.stayed[after]
    return _percent(round(100 * still / alive)) if alive else HIDDEN


def roughly(cohort: Cohort, after: int) -> str:
    """The same for whoever may see no people: rounded down, so that nobody works out how few have left, or died."""
    low, step = _rounded(cohort, after)
    return HIDDEN if low is None else _percent(low) if low else _("below %(n)s %%", n=step)


def at_least(cohort: Cohort, after: int) -> str:
    """The same in a sentence."""
    low, _step = _rounded(cohort, after)
    return _("at least %(n)s %%", n=low) if low and low < 100 else roughly(cohort, after)


def _rounded(cohort: Cohort, after: int) -> tuple[int | None, int | None]:
    """The share in percent, and in which steps; None where it is not told. Where nobody has left, that is told."""
    still, alive = cohort.stayed[after]
    step = step_of_share(cohort.joined)
    if not alive or (step is None and still < alive):
        return None, step
    return (100 if still == alive else 100 * still // alive // (step or 1) * (step or 1)), step


def _percent(n: int) -> str:
    return _("%(n)s %%", n=n)


def is_told(cohort: Cohort) -> bool:
    """To whoever may see no people."""
    return cohort.joined >= SMALLEST


def in_short(found: list[Cohort], share: Callable[[Cohort, int], str]) -> str:
    """What the table says in a sentence: of the newest year that has had a whole year to leave in."""
    for one in found:
        if len(one.stayed) > 1:
            said = {"year": str(one.year), "next": str(one.year + 1), "share": share(one, 1)}
            if said["share"] == HIDDEN:
                return ""
            return _("Of those who joined in %(year)s, %(share)s were still members at the end of %(next)s.", **said)
    return ""
