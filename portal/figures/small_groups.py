"""Figures about fewer than five people are not told to those who may not see the people.

Whatever shows such figures asks here: reports, the page of figures, open pages. Who may
see the records finds the exact figures there.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.figures.two_ways import SMALLEST, TOTAL, hide_both_ways, with_sums
from portal.plugin_api import ReportTable
from portal.plugin_api.types import Cell

__all__ = [
    "HIDDEN",
    "SMALLEST",
    "TOTAL",
    "hide_both_ways",
    "hide_small",
    "hides_any",
    "with_sums",
    "without_small",
]

HIDDEN = "–"


def hide_small(values: Sequence[int], *, is_summed: bool) -> set[int]:
    """Which of these numbers of people must not be told: by place.

    Those from 1 to 4. Where their sum is told beside them (`is_summed`), the
    smallest others go with them until what is hidden comes to five people at
    least in two places, so that nobody works it out.
    """
    hidden = {place for place, value in enumerate(values) if 0 < value < SMALLEST}
    others = sorted((value, place) for place, value in enumerate(values) if value >= SMALLEST)
    while hidden and is_summed and others and (len(hidden) < 2 or sum(values[p] for p in hidden) < SMALLEST):
        hidden.add(others.pop(0)[1])
    return hidden


def without_small(table: ReportTable) -> ReportTable:
    """The table as it is told. A sum goes too where what is hidden would follow from it."""
    for column, said in enumerate(table.columns):
        if said.people:
            table = _without_small_in(table, column)
    return table


def _without_small_in(table: ReportTable, column: int) -> ReportTable:
    values = [_people(row[column]) for row in table.rows]
    hidden = hide_small(values, is_summed=table.totals is not None)
    rows = tuple(_put(row, column) if place in hidden else row for place, row in enumerate(table.rows))
    totals = table.totals
    if totals is not None and (_is_told_by_sum(values, hidden) or 0 < _people(totals[column]) < SMALLEST):
        totals = _put(totals, column)
    return replace(table, rows=rows, totals=totals)


def _is_told_by_sum(values: Sequence[int], hidden: set[int]) -> bool:
    return bool(hidden) and (len(hidden) < 2 or sum(values[place] for place in hidden) < SMALLEST)


def _people(cell: object) -> int:
    return cell if isinstance(cell, int) else 0


def _put(row: tuple[Cell, ...], column: int) -> tuple[Cell, ...]:
    return (*row[:column], HIDDEN, *row[column + 1 :])


def hides_any(tables: Iterable[ReportTable]) -> bool:
    return any(
        row[column] == HIDDEN
        for table in tables
        for column, said in enumerate(table.columns)
        if said.people
        for row in (*table.rows, *((table.totals,) if table.totals else ()))
    )
