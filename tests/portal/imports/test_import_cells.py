"""What people write into cells."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.imports.cells import answer_in, day_in, whole_in
from portal.plugin_api import Question

LAST = date(2025, 12, 31)


@pytest.mark.parametrize(
    "cell", ["31.12.2025", "2025-12-31", "31/12-2025", "31/12/2025", "31-12-2025", "31. 12. 2025", "31.12.25", LAST]
)
def test_a_day_is_read_however_it_is_written(cell):
    assert day_in(cell) == LAST


@pytest.mark.parametrize("cell", ["2025", 2025, "desember", "31.02.2025", "12/31/2025", "Sum", 46022, "=IDAG()"])
def test_what_is_no_day_is_told(cell):
    with pytest.raises(PortalError):
        day_in(cell)


def test_a_year_alone_asks_for_the_day():
    with pytest.raises(PortalError, match="årstall"):
        day_in("2025")


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_every_way_of_writing_it(day):
    ways = (f"{day:%d.%m.%Y}", day.isoformat(), f"{day.day}/{day.month}-{day.year}", f"{day.day}.{day.month}.{day:%y}")
    assert {day_in(way) for way in ways} == {day}


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12", 12), ("12,0", 12), ("12.00", 12), (12, 12), ("1 200", 1200), ("1\u00a0200", 1200), ("0", 0)],
)
def test_a_whole_number_is_read(cell, number):
    assert whole_in(cell) == number


@pytest.mark.parametrize("cell", ["12,5", "ca. 12", 12.5, "#REF!", "=6+6", True, "1.200"])
def test_what_is_no_whole_number_is_told(cell):
    with pytest.raises(PortalError):
        whole_in(cell)


def asking(kind, **more):
    return Question(name="q", label="Spørsmål", kind=kind, **more)


CAKES = {"options": (("a", "Kake"), ("b", "Te, kaffe"), ("c", "Saft"))}


@pytest.mark.parametrize(
    ("question", "cell", "kept"),
    [
        (asking("hours"), "1:30", 90),
        (asking("hours"), 1.5, 90),
        (asking("yes_no"), "JA", "yes"),
        (asking("yes_no"), "nej", "no"),
        (asking("choice", **CAKES), "kake", "a"),
        (asking("choices", **CAKES), "te, kaffe", ["b"]),
        (asking("choices", **CAKES), "Kake, saft", ["a", "c"]),
        (asking("text"), "Fint vær", "Fint vær"),
        (asking("date"), "31.12.2025", LAST),
    ],
)
def test_each_kind_of_question_reads_its_answer(question, cell, kept):
    assert answer_in(cell, question) == kept


@pytest.mark.parametrize(
    ("question", "cell"),
    [
        (asking("number", maximum=50), "51"),
        (asking("number"), "-1"),
        (asking("hours"), "lenge"),
        (asking("yes_no"), "kanskje"),
        (asking("choice", **CAKES), "is"),
        (asking("time"), "kveld"),
        (asking("text"), "x" * 2001),
    ],
)
def test_an_answer_that_cannot_be_is_told(question, cell):
    with pytest.raises(PortalError):
        answer_in(cell, question)
