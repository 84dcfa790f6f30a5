"""A table with both totals: whatever is subtracted from what, no group below five comes out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.figures.two_ways import SMALLEST, TOTAL, hide_both_ways, with_sums

#: 0 to 9 people, small groups as often as others
PEOPLE = st.one_of(st.integers(0, 4), st.integers(0, 9))
#: more than anybody would have to guess to find another table
MOST = 14


@st.composite
def tables(draw, most_rows=3, most_columns=3):
    rows, columns = draw(st.integers(1, most_rows)), draw(st.integers(1, most_columns))
    return {cell: draw(PEOPLE) for cell in product(range(rows), range(columns))}


def every_cell(inner):
    lines = [sorted({cell[place] for cell in inner}) for place in (0, 1)]
    return [*product(*[[*line, TOTAL] for line in lines])]


def told(inner, hidden):
    """What a reader gets: each cell that is not hidden."""
    sums = with_sums(inner)
    return {cell: sums.get(cell, 0) for cell in every_cell(inner) if cell not in hidden}


def another(inner, hidden, cell, values):
    """A table of whole numbers from 0 that agrees with all that is told, and has one of these values in the cell.

    Tried cell by cell, every number, by somebody with time and nothing but what is told.
    """
    known = told(inner, hidden)
    unknown = [one for one in inner if one in hidden]

    def fits(table, is_whole):
        for total in (one for one in known if TOTAL in one):
            part = [one for one in inner if all(TOTAL in (t,) or t == o for t, o in zip(total, one, strict=True))]
            found = sum(table[one] for one in part if one in table)
            if found > known[total] or (all(one in table for one in part) and found != known[total]):
                return False
        return not is_whole or with_sums(table).get(cell, 0) in values

    def tried(table, left):
        if not left:
            return table if fits(table, True) else None
        first, *rest = left
        order = values if first == cell else range(MOST)
        for value in order:
            further = {**table, first: value}
            if fits(further, False) and (found := tried(further, rest)):
                return found
        return None

    return tried({one: value for one, value in known.items() if TOTAL not in one}, unknown)


@settings(max_examples=150, deadline=None)
@given(tables(2, 3))
def test_every_hidden_cell_could_be_another_number_and_five_or_more(inner):
    hidden, sums = hide_both_ways(inner), with_sums(inner)

    for cell in hidden:
        assert another(inner, hidden, cell, [n for n in range(3 * MOST) if n != sums[cell]]), cell
        assert another(inner, hidden, cell, range(SMALLEST, 3 * MOST)), cell


@settings(max_examples=150, deadline=None)
@given(tables(2, 3))
def test_where_the_sum_of_all_is_known_it_stays_and_tells_nothing(inner):
    hidden, sums = hide_both_ways(inner, is_sum_known=True), with_sums(inner)
    whole = sums.get((TOTAL, TOTAL), 0)

    assert ((TOTAL, TOTAL) in hidden) == (0 < whole < SMALLEST)
    for cell in hidden if whole >= SMALLEST else ():
        assert another(inner, hidden, cell, [n for n in range(3 * MOST) if n != sums[cell]]), cell
        assert another(inner, hidden, cell, range(SMALLEST, 3 * MOST)), cell


@given(tables(6, 6))
def test_no_number_from_one_to_four_is_ever_told(inner):
    assert not {1, 2, 3, 4} & set(told(inner, hide_both_ways(inner)).values())


@given(tables(6, 6))
def test_zeros_are_told_and_nothing_is_hidden_where_nothing_is_small(inner):
    hidden = hide_both_ways(inner)

    assert all(with_sums(inner)[cell] for cell in hidden)
    if not {1, 2, 3, 4} & set(with_sums(inner).values()):
        assert hidden == set()


@given(tables(5, 5))
def test_the_order_of_rows_and_columns_decides_nothing(inner):
    turned = {(row, column): value for (row, column), value in reversed(inner.items())}

    assert hide_both_ways(turned) == hide_both_ways(inner)


@pytest.mark.parametrize(
    ("inner", "hidden"),
    [
        # alone, it takes all its sums with it
        ({(0, 0): 3}, {(0, 0), (0, TOTAL), (TOTAL, 0), (TOTAL, TOTAL)}),
        # a square of four is enough, and the sums stay
        ({(0, 0): 3, (0, 1): 9, (1, 0): 9, (1, 1): 9}, {(0, 0), (0, 1), (1, 0), (1, 1)}),
        # of two squares the one with the smaller numbers
        (
            {(0, 0): 2, (0, 1): 30, (0, 2): 8, (1, 0): 7, (1, 1): 40, (1, 2): 9},
            {(0, 0), (0, 2), (1, 0), (1, 2)},
        ),
    ],
)  # fmt: skip
def test_as_little_as_possible_goes_with_a_small_group(inner, hidden):
    assert hide_both_ways(inner) == hidden


def test_the_control_finds_what_a_careless_table_tells():
    """Only the small cell is hidden: its row gives it away."""
    inner = {(0, 0): 3, (0, 1): 9, (1, 0): 9, (1, 1): 9}

    assert another(inner, {(0, 0)}, (0, 0), [n for n in range(MOST) if n != 3]) is None


def test_the_control_finds_two_small_ones_that_only_have_four_between_them():
    inner = {(0, 0): 1, (0, 1): 3, (1, 0): 9, (1, 1): 9}
    hidden = {cell for cell in every_cell(inner) if cell[1] is not TOTAL}

    assert another(inner, hidden, (0, 0), range(SMALLEST, 3 * MOST)) is None
