"""The board's page as a reader gets it: whatever is subtracted from what, no group of fewer than five comes out."""

from collections.abc import Iterable
from fractions import Fraction
from itertools import product
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.recruitment.board.queries import Source, Steps
from plugins.recruitment.board.tables import funnel_of, tables_of, total_of
from portal.i18n import use_language

SURFACES, CAMPAIGNS, UNITS = ("Avdelingen", "Biblioteket", "Møtet"), ("", "Høst"), (UUID(int=1), UUID(int=2))
NAMES = dict(zip(UNITS, ("Agder", "Oslo"), strict=True))
PLACES = [*product(SURFACES, CAMPAIGNS, UNITS)]
#: the last step that somebody came to
LAST = range(4)
STEPS = {"Enrolments": 0, "Members": 2, "Paid": 3}
PEOPLE = st.one_of(st.just(0), st.integers(0, 4), st.integers(0, 30))


@pytest.fixture(autouse=True)
def in_english():
    with use_language("en"):
        yield


def source(place, people):
    surface, campaign, unit = place
    return Source(surface, campaign, "printed", unit, Steps(*(sum(people[step:]) for step in LAST)))


crowds = st.lists(st.tuples(PEOPLE, PEOPLE, PEOPLE, PEOPLE), min_size=len(PLACES), max_size=len(PLACES))


def vector(chosen):
    return [Fraction(1 if chosen(place, last) else 0) for place in PLACES for last in LAST]


def is_of(label, name, place):
    surface, campaign, unit = place
    return {"Contact surface": surface, "Campaign": campaign or "No campaign", "Branch": NAMES[unit]}[label] == name


def what_is_told(sources):
    """Each number on the page as a sum of people by place and last step."""
    for step, (_name, number, _percent) in enumerate(funnel_of(total_of(one.steps for one in sources), is_exact=False)):
        if number != "–":
            yield vector(lambda _place, last, step=step: last >= step)
    for table in tables_of(sources, NAMES.__getitem__, is_exact=False):
        for name, *cells in (*table.rows, table.totals):
            for column, cell in zip(table.columns[1:], cells, strict=True):
                if cell != "–":
                    least, is_sum = STEPS[column.label], name == "In all"
                    yield vector(
                        lambda place, last, label=table.label, name=name, least=least, is_sum=is_sum:
                        last >= least and (is_sum or is_of(label, name, place))
                    )  # fmt: skip


def reduced(rows: Iterable[list[Fraction]]) -> list[list[Fraction]]:
    found: list[list[Fraction]] = []
    for row in rows:
        if any(rest := left_of(row, found)):
            lead = next(value for value in rest if value)
            found.append([value / lead for value in rest])
    return found


def left_of(row, basis):
    """What of it does not follow from the others."""
    rest = list(row)
    for one in basis:
        lead = next(place for place, value in enumerate(one) if value)
        if rest[lead]:
            factor = rest[lead]
            rest = [a - factor * b for a, b in zip(rest, one, strict=True)]
    return rest


def groups():
    """Whoever a reader may ask for: of a source or of all, from one step to another."""
    sources = [("Contact surface", one) for one in SURFACES]
    sources += [("Campaign", one or "No campaign") for one in CAMPAIGNS] + [("Branch", one) for one in NAMES.values()]
    for first, last in [(a, b) for a in LAST for b in LAST if a <= b]:
        for label, name in [*sources, (None, None)]:
            yield vector(
                lambda place, step, label=label, name=name, first=first, last=last:
                first <= step <= last and (label is None or is_of(label, name, place))
            )  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crowds)
def test_no_sum_or_difference_of_what_a_reader_sees_is_a_group_from_one_to_four(crowd):
    sources = [source(place, people) for place, people in zip(PLACES, crowd, strict=True) if any(people)]
    numbers = [people for some in crowd for people in some]
    known = reduced(what_is_told(sources)) if sources else []
    for group in groups():
        size = sum(n for n, counted in zip(numbers, group, strict=True) if counted)
        if 0 < size < 5:
            assert any(left_of(group, known)), (size, group)


def test_what_is_told_is_exact_for_whoever_sees_the_people():
    sources = [source(PLACES[0], (1, 0, 2, 0))]
    assert [table.rows[0][1:] for table in tables_of(sources, NAMES.__getitem__, is_exact=True)] == [(3, 2, 0)] * 3


def test_where_many_have_enrolled_all_columns_are_told():
    sources = [source(place, (9, 0, 12, 20)) for place in PLACES]
    [first, *_others] = tables_of(sources, NAMES.__getitem__, is_exact=False)
    assert first.rows[0] == ("Avdelingen", 164, 128, 80)
