"""Figures about fewer than five people are not told, nor can they be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.figures.small_groups import HIDDEN, hide_small, without_small
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
