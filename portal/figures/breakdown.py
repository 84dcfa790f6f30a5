"""Counts laid out as what a page shows: lines of this year and the one before, by month, by type, by unit."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.figures.asked import Asked
from portal.figures.queries import ACTIVITIES, PEOPLE, Counts
from portal.figures.small_groups import HIDDEN, TOTAL, hide_both_ways
from portal.i18n import _, current_language
from portal.i18n.formats import month_names
from portal.organisations.setup import Setup
from portal.plugin_api import ActivityType, ReportColumn, ReportTable

#: a sum, or None where it must not be told
Figure = int | None


@dataclass(frozen=True)
class Line:
    """What one month, type or unit had: activities and people, this year and the year before."""

    name: str
    activities: int
    activities_before: int
    people: Figure
    people_before: Figure

    @property
    def is_empty(self) -> bool:
        """Nothing took place, in neither year; what must not be told is something."""
        return self.activities == self.activities_before == self.people == self.people_before == 0


@dataclass(frozen=True)
class Breakdown:
    """Lines and their sum."""

    label: str
    first: str
    year: int
    lines: list[Line]
    total: Line

    @property
    def table(self) -> ReportTable:
        """Without months in which nothing was: a survey is answered in one of them."""
        return ReportTable(
            label=self.label,
            columns=(
                ReportColumn(label=self.first),
                ReportColumn(label=_("Activities %(year)s", year=self.year)),
                ReportColumn(label=_("Activities %(year)s", year=self.year - 1)),
                ReportColumn(label=_("People %(year)s", year=self.year), people=True),
                ReportColumn(label=_("People %(year)s", year=self.year - 1), people=True),
            ),
            rows=tuple(_row(line) for line in self.lines if not line.is_empty),
            totals=_row(self.total),
        )

    @property
    def hides_any(self) -> bool:
        return any(None in (line.people, line.people_before) for line in (*self.lines, self.total))


def _row(line: Line) -> tuple[str | int, ...]:
    people = [HIDDEN if figure is None else figure for figure in (line.people, line.people_before)]
    return (line.name, line.activities, line.activities_before, *people)


class Reading:
    """Sums of counts that hide what must be hidden: whatever is asked for, the same groups are."""

    def __init__(self, counts: Counts, asked: Asked) -> None:
        self.counts, self.asked = counts, asked
        self.hidden = {year: self._hidden(year) for year in (asked.year, asked.year - 1)} if asked.is_guarded else {}

    def _hidden(self, year: int) -> set[tuple[Hashable, Hashable]]:
        """Of people in units that she does not know. With her own taken away, nothing she knows tells more."""
        found: dict[tuple[Hashable, Hashable], int] = {}
        for (kind, month, measure), total in self.counts.by_month.items():
            if measure == PEOPLE and month.year == year:
                found[kind, month.month] = total - self.counts.known.get((kind, month, measure), 0)
        return hide_both_ways(found)

    def line(self, name: str, *, kind: str | None = TOTAL, month: int | None = TOTAL) -> Line:
        """Of a type, a month, both or all."""
        year = self.asked.year
        return Line(
            name,
            self._sum(ACTIVITIES, year, kind, month),
            self._sum(ACTIVITIES, year - 1, kind, month),
            self._people(year, kind, month),
            self._people(year - 1, kind, month),
        )

    def _sum(self, measure: str, year: int, kind: str | None, month: int | None) -> int:
        return sum(
            total
            for (one, on, what), total in self.counts.by_month.items()
            if what == measure and on.year == year and kind in (TOTAL, one) and month in (TOTAL, on.month)
        )

    def _people(self, year: int, kind: str | None, month: int | None) -> Figure:
        is_hidden = (kind, month) in self.hidden.get(year, ())
        return None if is_hidden else self._sum(PEOPLE, year, kind, month)


def by_month(reading: Reading) -> Breakdown:
    """January until the last month that is counted."""
    kind, names = _kind(reading.asked), month_names(current_language())
    lines = [reading.line(names[n - 1], kind=kind, month=n) for n in range(1, reading.asked.last_month + 1)]
    return Breakdown(_("By month"), _("Month"), reading.asked.year, lines, reading.line(_("In all"), kind=kind))


def _kind(asked: Asked) -> str | None:
    """The type that it is narrowed to; several are summed, where nothing is hidden."""
    return asked.types[0] if len(asked.types) == 1 else TOTAL


def by_type(reading: Reading, kinds: Mapping[str, ActivityType]) -> Breakdown:
    """Those that there were, in the order of the form."""
    there = {key for key, _month, _measure in reading.counts.by_month}
    wanted = [key for key in kinds if key in there and key in (reading.asked.types or kinds)]
    lines = [reading.line(str(kinds[key].label), kind=key) for key in wanted]
    total = reading.line(_("In all"), kind=_kind(reading.asked))
    return Breakdown(_("By type"), _("Type of activity"), reading.asked.year, lines, total)


def by_unit(counts: Counts, asked: Asked, setup: Setup) -> Breakdown:
    """Those that had any, in the tree's order, each with what it did itself."""
    there = {unit for unit, _year, _measure in counts.by_unit}

    def line(name: str, units: Collection[UUID]) -> Line:
        cells = [(year, measure) for measure in (ACTIVITIES, PEOPLE) for year in (asked.year, asked.year - 1)]
        return Line(name, *(sum(counts.by_unit.get((unit, *cell), 0) for unit in units) for cell in cells))

    lines = [line(node.name, [node.id]) for node in setup.units if node.id in there]
    return Breakdown(_("By unit"), _("Unit"), asked.year, lines, line(_("In all"), there))
