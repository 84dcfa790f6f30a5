"""A hint that a goal can be measured. # row R2, R4"""

import pytest

from portal.intake.targets import target_in


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Innen 2030 skal vi ha minst 1500 betalende medlemmer.", "1500 · 2030"),
        ("Minst 801 betalende medlemmer innen 31.12.2026.", "801 · 31.12.2026"),
        ("Øke antall aktiviteter med 50% fra 2025-nivå.", "50%"),
        ("Mer enn 11 000 medlemmer fra hele landet.", "11 000"),
        ("Statlige tilskudd med minimum 25 prosent økning årlig.", "25 prosent"),
        ("Flere end 40 lokalforeninger inden 2029", "40 · 2029"),
        ("Etablere lokallag i Rogaland innen utgangen av 2027.", "2027"),
        ("Oppnå full kvote på søknader.", ""),
        ("Synliggjøre at nettverket er 20 år", ""),
    ],
)
def test_a_number_and_a_date_are_found(text: str, target: str):
    assert target_in(text) == target
