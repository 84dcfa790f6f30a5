"""Which cells of a table with both totals are not told, so that no group of fewer than five can be worked out.

A table whose rows and columns are summed, and the sums summed, is a network: what
stands in a cell flows from its row to its column, on to the sum of all, and back
through the sum of the row. Whoever subtracts moves along circles of it, so a cell is
safe when a circle of hidden cells leads through it. The cheapest circle is hidden:
the cells along it with the smallest numbers. (Complementary suppression by networks,
after Kelly, Golden and Assad.)
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from heapq import heappop, heappush

#: the smallest group of people that is told of
SMALLEST = 5
#: in place of a row or a column: their sum
TOTAL = None

Cell = tuple[Hashable, Hashable]
Line = tuple[str, Hashable]


def hide_both_ways(inner: Mapping[Cell, int], *, is_sum_known: bool = False) -> set[Cell]:
    """Which cells must not be told, sums among them: (row, column), with TOTAL for a sum.

    `inner` has the numbers of people by row and column; what is left out is 0. Nothing
    that is told says of a hidden cell that it is below five. A zero is told: where
    nothing took place, nobody was there, and everybody can see that. `is_sum_known`:
    the sum of all is told elsewhere, so that hiding it hides nothing; from five people
    on it stays.
    """
    table = _Table(with_sums(inner), is_sum_known)
    hidden = {cell for cell, value in table.values.items() if 0 < value < SMALLEST}
    for cell in sorted(hidden, key=lambda one: (table.values[one], str(one))):
        hidden |= table.circle_through(cell, hidden)
    return hidden


def with_sums(inner: Mapping[Cell, int]) -> dict[Cell, int]:
    """The cells that are not 0, their rows' and columns' sums, and the sum of all."""
    found: dict[Cell, int] = {}
    for (row, column), value in inner.items():
        for cell in ((row, column), (row, TOTAL), (TOTAL, column), (TOTAL, TOTAL)):
            found[cell] = found.get(cell, 0) + value
    return {cell: value for cell, value in found.items() if value}


@dataclass
class _Table:
    """The numbers of a table with its sums."""

    values: dict[Cell, int]
    is_sum_known: bool = False

    def circle_through(self, cell: Cell, hidden: set[Cell]) -> set[Cell]:
        """What has to be hidden too, so that this cell could be five as well: the cheapest there is.

        Raising all four of a cell and its sums is always possible, so a circle is always found; where the sum of all
        is known and five at least, the people come from other cells.
        """
        needed: set[Cell] = set()
        moved = dict(self.values)
        missing = SMALLEST - self.values[cell]
        while missing > 0:
            steps = self._cheapest_way(cell, hidden | needed, moved)
            most = min([missing, *(moved[step] for step, raised in steps if not raised)])
            for step, raised in steps:
                moved[step] += most if raised else -most
            needed |= {step for step, _raised in steps}
            missing -= most
        return needed

    @property
    def stays(self) -> bool:
        """The sum of all is known, and no small group."""
        return self.is_sum_known and self.values[TOTAL, TOTAL] >= SMALLEST

    def _cheapest_way(self, cell: Cell, hidden: set[Cell], moved: dict[Cell, int]) -> list[tuple[Cell, bool]]:
        """From where the cell leads back to where it begins, without itself: (cell, whether it is raised)."""
        start, goal = _ends(cell)[1], _ends(cell)[0]
        ways = self._ways(cell, hidden, moved)
        cost: dict[Line, int] = {start: 0}
        came: dict[Line, tuple[Line, Cell, bool]] = {}
        waiting: list[tuple[int, str, Line]] = [(0, "", start)]
        while waiting:
            so_far, _text, here = heappop(waiting)
            if so_far > cost[here]:
                continue
            for there, step, raised, price in ways.get(here, ()):
                if so_far + price < cost.get(there, so_far + price + 1):
                    cost[there], came[there] = so_far + price, (here, step, raised)
                    heappush(waiting, (so_far + price, str(there), there))
        return list(_back(came, goal, start))

    def _ways(
        self, cell: Cell, hidden: set[Cell], moved: dict[Cell, int]
    ) -> dict[Line, list[tuple[Line, Cell, bool, int]]]:
        """From each line to others: through a cell that is raised, or lowered where there is something to take."""
        found: dict[Line, list[tuple[Line, Cell, bool, int]]] = {}
        for step, value in self.values.items():
            if step == cell or (self.stays and step == (TOTAL, TOTAL)):
                continue
            tail, head = _ends(step)
            price = 0 if step in hidden else value
            found.setdefault(tail, []).append((head, step, True, price))
            if moved[step]:
                found.setdefault(head, []).append((tail, step, False, price))
        return found


def _ends(cell: Cell) -> tuple[Line, Line]:
    """From which line to which a cell leads: from its row to its column, sums the other way round."""
    row, column = ("row", cell[0]), ("column", cell[1])
    is_row_flipped, is_column_flipped = cell[1] is TOTAL, cell[0] is TOTAL
    if is_row_flipped and is_column_flipped:
        return row, column
    return (column, row) if is_row_flipped or is_column_flipped else (row, column)


def _back(came: dict[Line, tuple[Line, Cell, bool]], goal: Line, start: Line) -> Iterator[tuple[Cell, bool]]:
    while goal != start:
        goal, step, raised = came[goal]
        yield step, raised
