"""A guess at how a goal is measured: all of it, or none. # row R2, R4"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.intake.targets import measure_in


@pytest.mark.parametrize(
    ("text", "amount", "unit", "by"),
    [
        ("Innen 2030 skal vi ha minst 1500 betalende medlemmer.", 1500, "betalende medlemmer", date(2030, 12, 31)),
        ("Minst 801 betalende medlemmer innen 31.12.2026.", 801, "betalende medlemmer", date(2026, 12, 31)),
        ("Flere end 40 lokalforeninger inden 2029", 40, "lokalforeninger", date(2029, 12, 31)),
        ("11 000 medlemmer fra hele landet innen 1.6.2027", 11000, "medlemmer", date(2027, 6, 1)),
    ],
)
def test_a_number_what_is_counted_and_a_day_are_found(text, amount, unit, by):
    found = measure_in(text)
    assert found
    assert (found.amount, found.unit, found.by) == (Decimal(amount), unit, by)


@pytest.mark.parametrize(
    "text",
    [
        "Øke antall aktiviteter med 50% fra 2025-nivå.",
        "Øke antall aktiviteter med 50 prosent innen 2028.",
        "Mer enn 11 000 medlemmer fra hele landet.",
        "Statlige tilskudd med minimum 25 prosent økning årlig.",
        "Etablere lokallag i Rogaland innen utgangen av 2027.",
        "801 medlemmer innen 2026 og 1001 medlemmer innen 2028.",
        "Mellom 10 og 20 kurs innen 2027.",
        "40 kurs innen 2027, målt mot 2025.",
        "40 kurs innen 31.2.2027.",
        "Vedta punkt 3 innen 2027.",
        "Nettverket er 20 år innen 2027.",
        "Oppnå full kvote på søknader.",
    ],
)
def test_half_a_guess_is_none(text):
    assert measure_in(text) is None


@given(st.text())
def test_no_text_makes_it_fail(text):
    measure_in(text)
    measure_in(f"{text} 40 kurs innen 2027 {text}")
