"""What nobody should bring, each with a sentence and nothing kept."""

import io
import zipfile
from datetime import date, datetime

import pytest
from sqlalchemy import select

from portal.drafts.models import Draft
from portal.extensions import db
from portal.plugin_api import Role
from portal.sheets.writing import OutSheet, write_workbook
from tests.portal.imports.earlier import HEAD, IMPORTS, csv, told
from tests.portal.sheets.files import with_cells


def workbook(*rows, head=("Dato", "Type", "Lag", "Deltakere"), name="Ark"):
    return write_workbook([OutSheet(name=name, header=head, rows=rows)])


def bomb():
    """A small file that unpacks to far more than any sheet is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
        package.writestr("xl/worksheets/sheet1.xml", b" " * (70 * 1024 * 1024))
    return file.getvalue()


def empty_rows(n):
    return with_cells(b"".join(b'<row r="%d"/>' % row for row in range(1, n + 1)))


BAD = {
    "an empty file": (lambda: b"", "Filen er tom|tom"),
    "an empty sheet": (lambda: workbook(head=("",)), "Arket er tomt"),
    "no headings": (
        lambda: csv("31.12.2024;Møte;Agder;12;", head="30.12.2024;Møte;Agder;11;"),
        "ingen rad med overskrifter",
    ),
    "headings only": (lambda: csv(), "ingen rader under overskriftene"),
    "no sheet at all": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 50, "bilde"),
    "a text document": (lambda: b"%PDF-1.7", "PDF"),
    "a zip bomb": (bomb, "for mye i denne filen|skadet"),
    "a million empty rows": (lambda: empty_rows(60_000), "rader"),
    "too many rows": (lambda: csv(*["1.1.2024;Møte;Agder;1;"] * 20_000), "20"),
    "200 columns": (lambda: csv(";" * 199, head=";".join(f"K{n}" for n in range(200))), "200 kolonner"),
    "too large": (lambda: b"x" * (2 * 1024 * 1024 + 1), ""),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gives_a_sentence_and_nothing_is_kept(staff, inside, name):
    make, words = BAD[name]
    page = staff.give(make())

    assert page.status_code in (200, 413)
    assert any(word in told(page) for word in words.split("|"))
    with inside():
        assert db.session.scalars(select(Draft)).all() == []


def test_twenty_thousand_rows_are_read(staff):
    rows = csv(*(f"{n % 28 + 1}.1.2024;Møte;Agder;{n};" for n in range(19_999)))
    assert "19 999" in told(staff.browser.get(staff.give(rows).location)).replace("\xa0", " ").replace(
        "19999", "19 999"
    )


def test_two_columns_for_the_day_are_told(staff):
    given = staff.give(csv("1.1.2024;2.1.2024;Møte;Agder", head="Dato;Slutt;Type;Lag"))
    page = staff.browser.post(given.location, {"column_1": "day"})
    assert page.status_code == 200
    assert "«Dato» er valgt til det samme" in told(page)


@pytest.mark.parametrize(
    ("column", "words"), [("column_0", "hvilken kolonne som har datoen"), ("column_2", "én enhet for alle")]
)
def test_what_every_row_must_have_is_asked_for(staff, column, words):
    page = staff.browser.post(staff.give(csv("1.1.2024;Møte;Agder;2;")).location, {column: ""})
    assert words in told(page)


def test_headings_are_found_below_a_title_and_an_empty_row(staff):
    rows = csv("", HEAD, "31.12.2024;Møte;Agder;12;", head="Aktiviteter i fjor;;;;")
    page = told(staff.look(rows)[1])
    assert "Én aktivitet blir registrert" in page
    assert " 4 31. desember 2024 " in page


@pytest.mark.parametrize("letters", ["utf-8", "utf-8-sig", "latin-1"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_any_letters_and_any_separator_are_read(staff, letters, mark):
    rows = csv("31.12.2024;Møte;Agder;12;Blåbær").decode().replace(";", mark).encode(letters)
    assert "Én aktivitet blir registrert" in told(staff.look(rows, "fjor.txt")[1])


def test_a_real_sheet_with_real_days_is_read(staff):
    rows = workbook((date(2024, 12, 31), "Møte", "Agder", 12), (datetime(2024, 12, 30, 18, 30), "Møte", "Agder", 7.0))
    assert "2 aktiviteter blir registrert" in told(staff.look(rows, "fjor.xlsx")[1])


def test_a_formula_is_read_as_its_value_and_never_worked_out(staff):
    text = '<c r="{0}1" t="inlineStr"><is><t>{1}</t></is></c>'
    head = "".join(text.format(*pair) for pair in zip("ABCD", ("Dato", "Type", "Lag", "Deltakere"), strict=True))
    texts = "".join(
        text.replace("1", "2", 1).format(*pair) for pair in zip("ABC", ("31.12.2024", "Møte", "Agder"), strict=True)
    )
    cells = f'<row r="1">{head}</row><row r="2">{texts}<c r="D2"><f>6*7</f><v>41</v></c></row>'
    assert "Hvor mange var med? 41" in told(staff.look(with_cells(cells.encode()), "fjor.xlsx")[1])


def test_only_the_sheet_with_headings_is_read_and_the_others_are_named(staff):
    content = write_workbook([
        OutSheet(name="Forside", header=["2024"], rows=[]),
        OutSheet(name="Møter", header=HEAD.split(";"), rows=[("31.12.2024", "Møte", "Agder", 1, "")]),
    ])  # fmt: skip
    page = told(staff.browser.get(staff.give(content, "fjor.xlsx").location))
    assert "Arket «Møter»" in page
    assert "hver for seg: Forside" in page


def test_somebody_who_is_no_staff_finds_no_way_in(browser, actor, organisation):
    for role in (Role.UNIT_LEADER, Role.VOLUNTEER, Role.READER):
        assert browser(actor(organisation, role)).get(f"{IMPORTS}/").status_code == 403


def test_an_empty_list_says_how_to_begin(staff):
    page = told(staff.browser.get(f"{IMPORTS}/"))
    assert "Ingenting er hentet inn ennå" in page
    assert "Last opp et ark" in page
