"""Options are written one on a line and kept under values that never change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.kinds.options import merged, read_options, written
from tests.reading import _ as said

WORDS = st.sampled_from(["Bok", "Film", "Musikk", "Tur", "Kaffe", "Sang"])
LINES = st.lists(WORDS, min_size=2, unique=True)


def lines(*texts):
    return [{"nb": text} for text in texts]


def offered(options):
    return {label["nb"]: value for value, label, gone in options if not gone}


def retired(options):
    return {label["nb"]: value for value, label, gone in options if gone}


BEGUN = merged([], lines("Bok", "Film", "Tur"), "nb")


def test_each_has_a_value_of_its_own():
    assert offered(BEGUN) == {"Bok": "1", "Film": "2", "Tur": "3"}


def test_one_that_is_renamed_in_its_place_keeps_its_value():
    assert offered(merged(BEGUN, lines("Bok", "Kino", "Tur"), "nb")) == {"Bok": "1", "Kino": "2", "Tur": "3"}


def test_one_that_is_removed_is_retired():
    after = merged(BEGUN, lines("Bok", "Tur"), "nb")
    assert (offered(after), retired(after)) == ({"Bok": "1", "Tur": "3"}, {"Film": "2"})


def test_a_new_one_takes_no_value_that_was_ever_used():
    after = merged(merged(BEGUN, lines("Bok", "Film"), "nb"), lines("Bok", "Film", "Sang"), "nb")
    assert offered(after)["Sang"] == "4"


def test_another_order_changes_no_value():
    assert offered(merged(BEGUN, lines("Tur", "Bok", "Film"), "nb")) == offered(BEGUN)


def test_one_removed_and_one_added_elsewhere_are_two():
    after = merged(BEGUN, lines("Film", "Tur", "Sang"), "nb")
    assert (offered(after), retired(after)) == ({"Film": "2", "Tur": "3", "Sang": "4"}, {"Bok": "1"})


def test_one_that_was_retired_comes_back_under_its_value():
    without = merged(BEGUN, lines("Bok", "Tur"), "nb")
    assert offered(merged(without, lines("Bok", "Film", "Tur"), "nb")) == offered(BEGUN)


def test_a_new_name_in_the_other_language_alone_is_the_same_option():
    after = merged(BEGUN, [{"nb": "Bok", "da": "Bog"}, *lines("Film", "Tur")], "nb")
    assert after[0] == ["1", {"nb": "Bok", "da": "Bog"}, False]


@given(st.lists(LINES, min_size=1, max_size=8))
def test_however_often_they_are_written_nothing_is_forgotten_and_no_value_is_used_twice(sheets):
    options, seen = [], set()
    for sheet in sheets:
        options = merged(options, lines(*sheet), "nb")
        values = [value for value, _label, _gone in options]
        assert written(options, "nb").splitlines() == sheet
        assert len(values) == len(set(values))
        assert seen <= set(values)
        seen = set(values)


@given(LINES, LINES)
def test_what_is_written_again_keeps_its_value(first, second):
    before = merged([], lines(*first), "nb")
    after = offered(merged(before, lines(*second), "nb"))
    assert {text: value for text, value in offered(before).items() if text in second}.items() <= after.items()


@pytest.mark.parametrize(
    ("own", "other", "field", "sentence"),
    [
        ("Bok", "", "options", "Write at least two options, each on a line of its own."),
        (" \n\n", "", "options", "Write at least two options, each on a line of its own."),
        ("Bok\nbok ", "", "options", "“%(option)s” stands here twice. Write each option once."),
        ("Bok\nFilm", "Bog\nBog", "options_other", "“%(option)s” stands here twice. Write each option once."),
        (f"Bok\n{'x' * 81}", "", "options", "“%(line)s…” is too long: an option has at most %(n)s characters."),
        ("\n".join(map(str, range(41))), "", "options", "A choice has at most %(n)s options. Ask for a text instead."),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(own, other, field, sentence):
    with pytest.raises(PortalError) as fault:
        read_options(own, other, ("nb", "da"))

    filled = {"option": "bok" if other == "" else "Bog", "line": "x" * 30, "n": 80 if "line" in sentence else 40}
    assert (fault.value.field, fault.value.sentence) == (field, said(sentence, **filled))


def test_the_other_language_has_as_many_lines_or_none():
    with pytest.raises(PortalError) as fault:
        read_options("Bok\nFilm\nTur", "Bog\nFilm", ("nb", "da"))
    assert fault.value.field == "options_other"
    assert fault.value.sentence.startswith("Det er 3 svar å velge mellom, men 2 linjer her.")


def test_lines_that_are_left_empty_in_the_other_language_are_read_in_the_first():
    assert read_options("Bok\n\nFilm\n", "Bog\n\n\n", ("nb", "da")) == [{"nb": "Bok", "da": "Bog"}, {"nb": "Film"}]
