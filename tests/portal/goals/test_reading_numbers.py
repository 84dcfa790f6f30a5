"""Numbers as people here write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.i18n import format_number, use_language
from portal.number_fields import LARGEST, read_number

numbers = st.decimals(min_value=-LARGEST, max_value=LARGEST, places=2)


@pytest.mark.parametrize("language", ["nb", "da", "en"])
@given(number=numbers)
def test_what_we_write_we_read(language, number):
    with use_language(language):
        assert read_number(format_number(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("742", "742"), (" 742 ", "742"), ("1 234,5", "1234.5"), ("1\u00a0234,5", "1234.5"), ("1\u202f234", "1234"),
        ("1.234,5", "1234.5"), ("1.234", "1234"), ("1.234.567", "1234567"), ("12.5", "12.5"), ("12,5", "12.5"),
        ("0", "0"), ("0,05", "0.05"), ("12,346", "12.35"), ("-5", "-5"), ("1,234.5", "1234.5"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["nb", "da"])
def test_the_ways_of_writing_a_number(language, text, number):
    with use_language(language):
        assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "number"), [("1,234.5", "1234.5"), ("1,234", "1234"), ("12,5", "12.5"), ("12.5", "12.5")]
)
def test_in_english_a_comma_before_three_digits_groups_thousands(text, number):
    with use_language("en"):
        assert read_number(text) == Decimal(number)


@given(text=st.text(max_size=20))
def test_anything_else_is_refused_with_a_sentence(text):
    try:
        assert abs(read_number(text)) <= LARGEST
    except ValueError as fault:
        assert len(str(fault)) > 10
