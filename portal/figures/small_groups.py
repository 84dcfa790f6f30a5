"""Figures about fewer than five people are not told to those who may not see the people.

Whatever shows such figures asks here: reports, the page of figures, open pages. Who may
see the records finds the exact figures there.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from portal.figures.two_ways import SMALLEST, TOTAL, Cell, hide_both_ways, with_sums
from portal.plugin_api import ReportTable

__all__ = [
    "HIDDEN",
    "SMALLEST",
    "TOTAL",
    "Cell",
    "hide_both_ways",
    "hide_small",
    "hide_steps",
    "hides_any",
    "step_of_share",
    "with_sums",
    "without_small",
    "without_small_both_ways",
]

HIDDEN = "–"
#: steps in which a share is told, in percent
_STEPS = (1, 5, 10, 25)


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


def hide_steps(values: Sequence[int]) -> set[int]:
    """Which of these numbers must not be told, each of whom are some of the ones before: by place.

    Those from 1 to 4, and those after which fewer than five of the last that is told are left over.
    """
    hidden: set[int] = set()
    last = None
    for place, value in enumerate(values):
        if 0 < value < SMALLEST or (last is not None and 0 < last - value < SMALLEST):
            hidden.add(place)
        else:
            last = value
    return hidden


def step_of_share(whole: int) -> int | None:
    """In which steps of percent a share of so many people may be told, rounded down: a step is more than five people,
    so that those who are left over may be five or more. None: not at all.
    """
    return next((step for step in _STEPS if whole * step > 100 * SMALLEST), None)


def without_small_both_ways(table: ReportTable, known: Collection[int] = ()) -> ReportTable:
    """A table as it is told, whose last column and last row are the sums of the others.

    The sum of all is told unless it is small: goals tell it too. `known` are the rows about people whom the reader may
    see: they are told, and nothing follows from them.
    """
    last, sums = len(table.columns) - 1, len(table.rows)
    inner: dict[Cell, int] = {
        (place, column): _people(row[column])
        for place, row in enumerate(table.rows)
        if place not in known
        for column in range(1, last)
    }
    hidden = {
        (sums if row is TOTAL else row, last if column is TOTAL else column)
        for row, column in hide_both_ways(inner, is_sum_known=True)
    }
    *rows, totals = (
        tuple(HIDDEN if (place, column) in hidden else cell for column, cell in enumerate(row))
        for place, row in enumerate((*table.rows, table.totals or ()))
    )
    return replace(table, rows=tuple(rows), totals=totals)


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


def _put(row: tuple[Any, ...], column: int) -> tuple[Any, ...]:
    return (*row[:column], HIDDEN, *row[column + 1 :])


def hides_any(tables: Iterable[ReportTable]) -> bool:
    return any(
        row[column] == HIDDEN
        for table in tables
        for column, said in enumerate(table.columns)
        if said.people
        for row in (*table.rows, *((table.totals,) if table.totals else ()))
    )
