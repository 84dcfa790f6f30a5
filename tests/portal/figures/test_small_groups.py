"""Figures about fewer than five people are not told, nor can they be worked out."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.figures.small_groups import (
    HIDDEN,
    hide_small,
    hide_steps,
    step_of_share,
    without_small,
    without_small_both_ways,
)
from portal.plugin_api import ReportColumn, ReportTable

PEOPLE = st.lists(st.integers(0, 40), max_size=12)


def table(*numbers: int) -> ReportTable:
    return ReportTable(
        label="Etter enhet",
        columns=(ReportColumn(label="Enhet"), ReportColumn(label="Ganger"), ReportColumn(label="Folk", people=True)),
        rows=tuple((f"Enhet {n}", 1, number) for n, number in enumerate(numbers)),
        totals=("I alt", len(numbers), sum(numbers)),
    )


def told(found: ReportTable) -> list[object]:
    return [row[2] for row in (*found.rows, found.totals)]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ((12, 8), [12, 8, 20]),
        ((0, 8), [0, 8, 8]),
        ((12, 8, 3), [12, HIDDEN, HIDDEN, 23]),
        ((12, 4, 3), [12, HIDDEN, HIDDEN, 19]),
        ((12, 1, 1), [HIDDEN, HIDDEN, HIDDEN, 14]),
        ((3,), [HIDDEN, HIDDEN]),
        ((2, 0), [HIDDEN, 0, HIDDEN]),
    ],
)
def test_a_small_group_is_a_dash_and_so_is_what_would_tell_it(numbers, expected):
    assert told(without_small(table(*numbers))) == expected


def test_only_numbers_of_people_are_hidden():
    assert [row[1] for row in without_small(table(3, 3)).rows] == [1, 1]


@given(PEOPLE)
def test_no_number_from_one_to_four_is_ever_told(numbers):
    assert not {1, 2, 3, 4} & {cell for cell in told(without_small(table(*numbers))) if isinstance(cell, int)}


@given(PEOPLE)
def test_beside_a_sum_at_least_two_groups_and_five_people_are_hidden(numbers):
    found = without_small(table(*numbers))
    hidden = [number for number, row in zip(numbers, found.rows, strict=True) if row[2] == HIDDEN]

    if hidden and told(found)[-1] != HIDDEN:
        assert len(hidden) >= 2
        assert sum(hidden) >= 5


@given(PEOPLE)
def test_without_a_sum_only_the_small_ones_are_hidden(numbers):
    assert {numbers[place] for place in hide_small(numbers, is_summed=False)} <= {1, 2, 3, 4}


@given(st.lists(st.integers(0, 40), max_size=6).map(lambda some: sorted(some, reverse=True)))
def test_steps_that_are_told_leave_no_small_group_between_them(steps):
    hidden = hide_steps(steps)
    shown = [step for place, step in enumerate(steps) if place not in hidden]

    assert not {1, 2, 3, 4} & {*shown, *(more - fewer for more, fewer in combinations(shown, 2))}


@pytest.mark.parametrize(
    ("steps", "shown"),
    [((30, 28, 25, 3), [30, 25]), ((30, 30, 20, 0), [30, 30, 20, 0]), ((4, 4, 0), [0]), ((7, 2), [7])],
)
def test_steps_are_told_as_far_as_they_can(steps, shown):
    assert [step for place, step in enumerate(steps) if place not in hide_steps(steps)] == shown


@given(st.integers(1, 800))
def test_a_share_that_is_rounded_down_leaves_room_for_five(whole):
    """Whichever step it is, those who are left over and those who are counted may be five or more."""
    step = step_of_share(whole)
    for low in range(0, 100, step) if step else ():
        counted = [n for n in range(whole) if low <= 100 * n / whole < low + step]
        assert max(counted) >= 5
        assert whole - min(counted) >= 5
        assert len(counted) > 1


def test_a_share_of_few_is_not_told():
    assert [step_of_share(n) for n in (20, 21, 51, 101, 501)] == [None, 25, 10, 5, 1]


def both_ways(*rows: tuple[int, int]) -> ReportTable:
    columns = ["Pasienter", "Pårørende", "I alt"]
    sums = [sum(row[place] for row in rows) for place in (0, 1)]
    return ReportTable(
        label="Etter enhet",
        columns=(ReportColumn(label="Enhet"), *(ReportColumn(label=label, people=True) for label in columns)),
        rows=tuple((f"Enhet {n}", *row, sum(row)) for n, row in enumerate(rows)),
        totals=("I alt", *sums, sum(sums)),
    )


def test_the_sum_of_a_row_gives_nothing_away():
    found = without_small_both_ways(both_ways((9, 3), (20, 30)))

    assert [row[1:] for row in (*found.rows, found.totals)] == [
        (HIDDEN, HIDDEN, 12), (HIDDEN, HIDDEN, 50), (29, 33, 62),
    ]  # fmt: skip


def test_rows_that_she_knows_stay_and_hide_nothing():
    """With the nine of her own unit taken away, the sums would tell of the three others."""
    found = without_small_both_ways(both_ways((9, 30), (3, 30), (0, 30)), known=[0])

    assert found.rows[0][1:] == (9, 30, 39)
    assert found.rows[1][1] == found.totals[1] == HIDDEN
