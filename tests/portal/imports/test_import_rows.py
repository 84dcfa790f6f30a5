"""Rows as types ask them: parts and wholes, questions that one type asks and another does not."""

from dataclasses import replace

import pytest

from portal.imports.rows import Reader
from portal.imports.targets import guesses, questions_by_target
from portal.organisations.setup import UnitNode
from portal.plugin_api import ActivityType, Question
from portal.tenancy import uuid7

PEOPLE = Question(name="participants", label="Hvor mange?")
NEW = Question(name="new_people", label="Hvor mange nye?", part_of="participants")
CAFE = ActivityType(key="x.cafe", label="Kafé", questions=(PEOPLE, NEW))
WALK = ActivityType(key="x.walk", label="Tur", questions=(PEOPLE,))
SPLIT = replace(WALK, key="x.split", label="Delt", splits=True)
UNIT = UnitNode(uuid7(), "Agder", "branch", None, 0)


def read(kinds, headings, *rows, **columns):
    questions = questions_by_target(kinds)
    guessed = {str(place): target for place, target in guesses(headings, [], questions).items()}
    said = {
        "headings": headings, "rows": [[n, list(row)] for n, row in enumerate(rows, start=2)],
        "columns": guessed | columns, "type": "", "unit": str(UNIT.id),
    }  # fmt: skip
    return Reader(said, kinds, [UNIT]).read()


HEADINGS = ["Dato", "Type", "Antall", "Hvor mange nye?"]


def test_a_number_that_the_type_does_not_ask_for_is_told_and_not_lost():
    found = read(
        [CAFE, WALK], HEADINGS, ("1.1.2024", "Tur", 5, 2), ("1.1.2024", "Tur", 5, 0), ("1.1.2024", "Kafé", 5, 2)
    )
    assert [(one.number, one.why) for one in found.bad] == [(2, [("Hvor mange nye?", "«Tur» spør ikke om dette.")])]
    assert [one.numbers for one in found.ready] == [{"participants": 5}, {"participants": 5, "new_people": 2}]


def test_a_part_is_not_more_than_its_whole():
    found = read([CAFE], HEADINGS, ("1.1.2024", "Kafé", 5, 6))
    assert [one.why for one in found.bad] == [[("Hvor mange nye?", "Dette er flere enn alle som er talt: 5.")]]


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("", 3, 4), {"participants_members": 3, "participants_others": 4, "participants": 7}),
        ((7, 3, 4), {"participants_members": 3, "participants_others": 4, "participants": 7}),
        ((9, "", ""), {"participants": 9}),
    ],
)
def test_those_who_took_part_may_be_told_by_parts_or_as_a_sum(cells, numbers):
    headings = ["Dato", "Type", "Antall", "Hvor mange medlemmer var med?", "Hvor mange andre var med?"]
    questions = questions_by_target([SPLIT])
    assert {one.question.name for one in questions.values()} >= {"participants", "participants_members"}
    columns = {"3": "participants_members|x.split", "4": "participants_others|x.split"}
    found = read([SPLIT], headings, ("1.1.2024", "Delt", *cells), **columns)
    assert [one.numbers for one in found.ready] == [numbers]


def test_parts_that_do_not_make_the_sum_are_told():
    columns = {"3": "participants_members|x.split"}
    found = read([SPLIT], ["Dato", "Type", "Antall", "M"], ("1.1.2024", "Delt", 9, 3), **columns)
    assert [one.why for one in found.bad] == [[("Antall", "Delene blir 3 til sammen.")]]


def test_two_types_of_one_name_are_told():
    found = read([WALK, replace(CAFE, label="tur")], HEADINGS, ("1.1.2024", "Tur", 5, ""))
    assert "Flere typer heter «Tur»" in found.bad[0].why[0][1]


def test_every_fault_of_a_row_is_told():
    found = read([CAFE], HEADINGS, ("2024", "Fest", "ca. 3", "x"))
    assert [column for column, _reason in found.bad[0].why] == HEADINGS


def test_the_key_tells_what_differs_and_the_second_of_its_like():
    row = ("1.1.2024", "Kafé", 5, 2)
    found = read([CAFE], HEADINGS, row, row, ("2.1.2024", *row[1:]), (*row[:3], 1), ("01.01.2024", "KAFÉ", "5,0", "2"))
    assert len({one.key for one in found.ready}) == 5
    assert read([CAFE], HEADINGS, row).ready[0].key == found.ready[0].key
