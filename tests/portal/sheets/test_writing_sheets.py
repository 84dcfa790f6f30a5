"""Spreadsheets that go out: what was meant stands in them, and nothing is worked out. # row R6"""

import io
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal.sheets.reading import read_workbook
from portal.sheets.writing import OutSheet, send_sheet, write_csv, write_workbook

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1", "-2+3+cmd|' /C calc'!A0"]


def _opened(*rows: tuple):
    content = write_workbook([OutSheet(name="Tiltak", header=["Tiltak"], rows=rows)])
    return load_workbook(io.BytesIO(content))["Tiltak"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula(text: str):
    cell = _opened((text,))["A2"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", text, True)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_becomes_a_formula_in_a_csv(text: str):
    line = write_csv(["Tiltak"], [(text,)]).decode("utf-8-sig").splitlines()[1]

    assert line.lstrip('"').startswith("'")


def test_a_telephone_number_stays_one():
    assert _opened(("+47 22 33 44 55",))["A2"].value == "+47 22 33 44 55"
    assert "\r\n+47 22 33 44 55\r\n" in write_csv(["Telefon"], [("+47 22 33 44 55",)]).decode()


def test_numbers_are_numbers_and_dates_dates():
    sheet = _opened((1500,), (Decimal("12.50"),), (date(2026, 12, 31),), (-3,), ("Blåbær på Ærø",))

    assert [sheet.cell(row, 1).value for row in (2, 3, 5, 6)] == [1500, 12.5, -3, "Blåbær på Ærø"]
    assert sheet["A4"].is_date
    assert sheet["A4"].value.date() == date(2026, 12, 31)


def test_the_headings_stay_in_sight_and_columns_are_wide_enough():
    sheet = _opened(("x" * 40,))

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert 40 <= sheet.column_dimensions["A"].width <= 60


def test_names_of_sheets_are_made_to_fit():
    made = write_workbook(OutSheet(name=name, header=["a"], rows=[]) for name in ("Mål/tiltak", "mål tiltak", "x" * 40))

    assert [sheet.name for sheet in read_workbook(made, "a.xlsx")] == ["Mål tiltak", "mål tiltak 2", "x" * 31]


def test_a_csv_opens_in_a_nordic_spreadsheet():
    made = write_csv(["Mål", "Verdi", "Dato"], [("Å nå", Decimal("2.50"), date(2026, 1, 2)), (None, 1000.0, True)])

    assert made == "\ufeffMål;Verdi;Dato\r\nÅ nå;2,5;2026-01-02\r\n;1000;1\r\n".encode()


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=2, max_size=2), max_size=5))
def test_any_text_can_be_written(rows: list[list[str]]):
    header = ["Mål", "Tiltak"]

    assert load_workbook(io.BytesIO(write_workbook([OutSheet(name="x", header=header, rows=rows)])))
    assert write_csv(header, rows)


def test_a_sheet_is_sent_as_a_file_that_no_browser_keeps(app: Flask):
    with app.test_request_context():
        answer = send_sheet(b"x", "Mål 2026.xlsx")

    assert "filename*=UTF-8''M%C3%A5l%202026.xlsx" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype.endswith("spreadsheetml.sheet")
