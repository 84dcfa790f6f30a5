"""The years of all units that have sent theirs in, summed by type."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from portal.activities.kinds import PARTS, PEOPLE
from portal.figures.small_groups import without_small
from portal.i18n import _
from portal.plugin_api import ActivityType, ReportColumn, ReportTable
from portal.plugin_api.types import Cell
from portal.year_reports.figures import ACTIVITIES, NAMES, Numbers, lines_of, people_of

_PARTS = tuple(part.name for part in PARTS)


@dataclass(frozen=True)
class UnitYear:
    """What the counters hold of a unit that has sent its year in, and what it says itself."""

    unit_id: UUID
    registered: Numbers
    said: Numbers


def cells_of(kinds: Mapping[str, ActivityType], year: UnitYear) -> "Counter[tuple[str, str]]":
    """By (type, measure): the unit's own word where it knows better."""
    found: Counter[tuple[str, str]] = Counter()
    for line in lines_of(kinds, year.registered, year.said):
        for figure in line.figures:
            found[line.key, figure.key.rpartition(":")[2]] = figure.value
        if any(figure.key.rpartition(":")[2] != ACTIVITIES for figure in line.figures):
            found[line.key, PEOPLE] = people_of(line, year.registered)
    return found


def sum_table(kinds: Mapping[str, ActivityType], years: Iterable[UnitYear], *, sees_people: bool) -> ReportTable:
    """A row for each type. Whoever may not see people is not told of fewer than five, nor what would tell her."""
    total: Counter[tuple[str, str]] = Counter()
    for year in years:
        total.update(cells_of(kinds, year))
    there = {kind for (kind, _measure), n in total.items() if n}
    order = [key for key in kinds if key in there] + sorted(there - set(kinds))
    splits = any(total[key, part] for key in order for part in _PARTS)
    measures = (ACTIVITIES, PEOPLE, *(_PARTS if splits else ()))
    rows = [
        (str(kinds[key].label) if key in kinds else key, *_cells(total, key, measures, sees_people)) for key in order
    ]
    columns = [ReportColumn(label=str(NAMES[name]), people=name != ACTIVITIES) for name in measures]
    return ReportTable(
        label=_("All units that have sent theirs in"),
        columns=(ReportColumn(label=_("Type of activity")), *columns),
        rows=tuple(rows),
    )


def _cells(total: Mapping[tuple[str, str], int], key: str, measures: tuple[str, ...], sees_people: bool) -> list[Cell]:
    """No sums below the types are told, so each row is hidden by itself: the parts beside their sum."""
    said: dict[str, Cell] = {name: total.get((key, name), 0) for name in measures}
    if not sees_people:
        said |= _hidden(said)
    return [said[name] for name in measures]


def _hidden(said: Mapping[str, Cell]) -> dict[str, Cell]:
    """Who took part without being split is a part too: it follows from the others and the sum."""
    parts = {name: said[name] for name in _PARTS if name in said}
    rest = _number(said[PEOPLE]) - sum(map(_number, parts.values()))
    rows = [*parts.items(), ("", rest)]
    table = ReportTable(
        label="",
        columns=(ReportColumn(label=""), ReportColumn(label="", people=True)),
        rows=tuple((name, n) for name, n in rows),
        totals=("", said[PEOPLE]),
    )
    told = without_small(table)
    assert told.totals is not None
    return {**{str(name): n for name, n in told.rows if name}, PEOPLE: told.totals[1]}


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
