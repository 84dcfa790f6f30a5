"""Organisation numbers (Norway) and CVR numbers (Denmark)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.errors import PortalError
from portal.organisations.rules import checked_number


@pytest.mark.parametrize(
    ("number", "country", "stored"),
    [
        ("974760673", "NO", "974760673"), (" 974 760 673 ", "NO", "974760673"),
        ("24256790", "DK", "24256790"), ("24 25 67 90", "DK", "24256790"), ("", "NO", None), ("  ", "DK", None),
    ],
)  # fmt: skip
def test_a_good_number_is_kept_as_its_digits(number, country, stored):
    assert checked_number(number, country) == stored


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("974760674", "NO"), ("24256791", "DK"), ("24256790", "NO"), ("974760673", "DK"), ("97476067", "NO"),
        ("9747606730", "NO"), ("abcdefghi", "NO"), ("0", "DK"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_is_refused(app, number, country):
    with pytest.raises(PortalError) as refused:
        checked_number(number, country)

    assert refused.value.field == "number"


def _weighed(digits, weights):
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))


def _is_norwegian(digits):
    """Nine digits; the last makes the weighed sum divisible by 11."""
    return _weighed(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _is_danish(digits):
    return digits[0] != 0 and _weighed(digits, (2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


def _accepts(digits, country):
    try:
        return checked_number("".join(map(str, digits)), country) is not None
    except PortalError:
        return False


@given(digits=st.lists(st.integers(0, 9), min_size=9, max_size=9))
def test_what_is_accepted_in_norway_is_what_the_weights_say(digits):
    assert _accepts(digits, "NO") == _is_norwegian(digits)


@given(digits=st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_what_is_accepted_in_denmark_is_what_the_weights_say(digits):
    assert _accepts(digits, "DK") == _is_danish(digits)


@given(position=st.integers(0, 8), other=st.integers(0, 9))
def test_one_wrong_digit_is_always_found(position, other):
    digits = [9, 7, 4, 7, 6, 0, 6, 7, 3]
    wrong = [*digits[:position], other, *digits[position + 1 :]]

    assert _accepts(wrong, "NO") == (wrong == digits)
