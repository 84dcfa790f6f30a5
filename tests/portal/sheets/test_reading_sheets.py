"""What is read of files that people bring. # row R6, N1"""

from datetime import date

import pytest

from portal.sheets.reading import read_text, read_workbook
from tests.portal.sheets.files import document, paragraph, style, table, with_cells, workbook


def test_cells_come_as_what_they_are():
    [sheet] = read_workbook(workbook(("Blåbær", 3), (date(2026, 5, 17), 2.5), (None, True)), "plan.xlsx")

    assert sheet.name == "Ark"
    assert sheet.rows == [("Mål", "Antall"), ("Blåbær", 3), (date(2026, 5, 17), 2.5), (None, True)]


def test_a_formula_is_read_as_the_value_that_was_saved_with_it():
    cells = b'<row r="1"><c r="A1"><f>6*7</f><v>42</v></c><c r="B1"><f>WEBSERVICE("http://x")</f></c></row>'

    assert read_workbook(with_cells(cells), "plan.xlsx")[0].rows == [(42,)]


def test_empty_rows_in_the_middle_stay_so_that_a_row_can_be_named_by_its_number():
    cells = b'<row r="3"><c r="B3"><v>1</v></c></row><row r="5"><c r="A5"><v>2</v></c></row>'

    assert read_workbook(with_cells(cells), "plan.xlsx")[0].rows == [
        (None, None), (None, None), (None, 1), (None, None), (2, None),
    ]  # fmt: skip


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "latin-1", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_is_read_in_any_letters_and_with_any_separator(letters: str, separator: str):
    text = f'Mål{separator}Ansvar\r\n"Nå ut{separator} særlig på Ærø"{separator}Bjørg\r\n\r\n'

    [sheet] = read_workbook(text.encode(letters), "plan.csv")

    assert sheet.rows == [("Mål", "Ansvar"), (f"Nå ut{separator} særlig på Ærø", "Bjørg")]


def test_a_number_in_a_csv_stays_as_it_was_typed():
    assert read_workbook(b"Telefon;Postnr\n+47 22 33 44 55;0150\n", "a.csv")[0].rows[1] == ("+47 22 33 44 55", "0150")


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_text_is_read_in_any_letters(letters: str):
    assert read_text("Mål: blåbær på Ærø\r\nto".encode(letters), "plan.txt") == "Mål: blåbær på Ærø\nto"


def test_a_document_tells_headings_lists_and_tables():
    body = (
        paragraph("Strategi", "Tittel") + paragraph("Medlemmer", "Overskrift1") + paragraph("Vi blir flere.")
        + paragraph("Ring alle", "Liste", 1) + table(("Mål", "Ansvar"), ("Flere", "Styret"))
    )  # fmt: skip
    styles = style("Tittel", "Title") + style("Overskrift1", "heading 1") + style("Liste", "List Paragraph")

    text = read_text(document(body, styles), "plan.docx")

    assert text == "# Strategi\n\n## Medlemmer\n\nVi blir flere.\n\n  • Ring alle\n\nMål\tAnsvar\nFlere\tStyret"


def test_what_was_crossed_out_in_a_document_is_not_read():
    crossed = "<w:p><w:del><w:r><w:delText>Gammelt</w:delText></w:r></w:del><w:r><w:t>Nytt</w:t></w:r></w:p>"

    assert read_text(document(crossed), "plan.docx") == "Nytt"
