"""Texts that were written to keep the portal busy cost no more than their length."""

import time
from datetime import date

import pytest

from portal.intake.reading.plan import plan_from_text

BLANKS = "x" + " " * 50_000 + "y"


@pytest.mark.parametrize("cell", [BLANKS, BLANKS.replace(" ", " \u00a0")], ids=["blanks", "other blanks"])
def test_a_cell_full_of_blanks_is_read_at_once(cell):
    began = time.process_time()

    plan_from_text(f"Tiltak\tMål\n{cell}\tFlere", date(2026, 1, 1))

    assert time.process_time() - began < 2
