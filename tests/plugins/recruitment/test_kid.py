"""Row R12: the number by which a payment finds its invoice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.recruitment.dues.kid import METHODS, check_digit, is_kid, kid_of

METHOD = st.sampled_from(METHODS)
DIGITS = st.text("0123456789", min_size=1, max_size=24)


@pytest.mark.parametrize(
    ("digits", "method", "check"),
    [
        ("1234", "MOD10", "4"),
        ("1234", "MOD11", "3"),
        ("012955", "MOD11", "0"),
        ("1", "MOD10", "8"),
        ("6", "MOD11", "-"),
    ],
)
def test_the_check_digit_is_what_others_reckon(digits, method, check):
    assert check_digit(digits, method) == check


@given(METHOD, DIGITS)
def test_what_bears_its_check_digit_is_a_kid(method, digits):
    assert is_kid(digits + check_digit(digits, method), method)


@given(METHOD, DIGITS, st.data())
def test_one_wrong_digit_is_always_found(method, digits, data):
    whole = digits + check_digit(digits, method)
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != whole[place]]))
    assert not is_kid(whole[:place] + other + whole[place + 1 :], method)


@given(METHOD, st.integers(1, 99_999), st.integers(1, 99_999))
def test_two_invoices_never_share_a_kid(method, one, two):
    same = kid_of(one, method, length=10, prefix="77") == kid_of(two, method, length=10, prefix="77")
    assert same == (one == two)


@pytest.mark.parametrize(("number", "length", "prefix"), [(123, 3, ""), (1, 26, ""), (1, 8, "12a"), (1, 1, "")])
def test_what_does_not_fit_is_refused(number, length, prefix):
    with pytest.raises(ValueError):
        kid_of(number, "MOD10", length=length, prefix=prefix)


@pytest.mark.parametrize("text", ["", "1", "12a4", "1" * 26, "١٢٣٤"])
def test_what_is_no_number_is_no_kid(text):
    assert not is_kid(text, "MOD10")
