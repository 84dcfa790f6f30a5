"""Write spreadsheets that hold what was meant: no text becomes a formula, no number or date a text."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import IO, Any

from flask import send_file
from werkzeug.wrappers import Response

Cell = str | int | float | Decimal | date | bool | None

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
#: a telephone number or an amount: nothing in it that a spreadsheet could work out
_NUMBER = re.compile(r"[+-]\d[\d\s.,]*")
#: what XML cannot hold
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "zip": "application/zip",
}


@dataclass(frozen=True, kw_only=True)
class OutSheet:
    """A sheet to write. `widths` are in characters, a column each; without them, headings and the first rows decide.

    With widths, no row is kept once it is written.
    """

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    widths: Sequence[int] = field(default=())


def write_workbook(sheets: Iterable[OutSheet]) -> bytes:
    """An .xlsx file: headings bold and frozen, dates dates, numbers numbers, long texts wrapped."""
    from openpyxl import Workbook  # 60 ms and 15 MB that a worker pays for the first sheet only

    book = Workbook(write_only=True)
    taken: set[str] = set()
    for sheet in sheets:
        _write(book, sheet, _sheet_name(sheet.name, taken))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write(book: Any, sheet: OutSheet, name: str) -> None:
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(name)
    rows = sheet.rows if sheet.widths else [list(row) for row in sheet.rows]
    page.freeze_panes = "A2"
    for number, width in enumerate(sheet.widths or _widths(sheet.header, list(rows)), 1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.append([_heading(page, text) for text in sheet.header])
    for row in rows:
        page.append([_cell(page, value) for value in row])


def _widths(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Wide enough for most of the first hundred rows, at most 60."""
    found = [len(text) for text in header]
    for row in rows[:100]:
        for number, value in enumerate(row[: len(found)]):
            found[number] = max(found[number], len(str(value if value is not None else "")))
    return [min(max(width + 2, 8), 60) for width in found]


def _heading(page: Any, text: str) -> Any:
    from openpyxl.styles import Alignment, Font

    cell = _cell(page, text)
    cell.font = Font(bold=True)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _cell(page: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    cell = WriteOnlyCell(page)
    if isinstance(value, str):
        # as text whatever it begins with; Excel keeps it one when it is edited
        cell.value = _UNSEEN.sub("", value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(_FORMULA)
        cell.alignment = Alignment(wrap_text=len(value) > 60 or "\n" in value, vertical="top")
    else:
        cell.value = value
    return cell


def _sheet_name(name: str, taken: set[str]) -> str:
    """Excel takes 31 characters, none of []:*?/\\, and no name twice."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", _UNSEEN.sub("", name)).strip("' ")[:31] or "1"
    number, found = 1, plain
    while found.lower() in taken:
        number += 1
        found = f"{plain[: 30 - len(str(number))]} {number}"
    taken.add(found.lower())
    return found


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """As spreadsheets in the Nordic countries open it: semicolons, decimal commas, UTF-8 with its mark."""
    file = io.BytesIO()
    write_csv_into(file, header, rows)
    return file.getvalue()


def write_csv_into(file: IO[bytes], header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """The same without keeping it in memory. Returns how many rows there were."""
    text, count = io.TextIOWrapper(file, encoding="utf-8-sig", newline=""), 0
    out = csv.writer(text, delimiter=";", lineterminator="\r\n")
    out.writerow([_text(cell) for cell in header])
    for count, row in enumerate(rows, 1):  # noqa: B007  # told at the end
        out.writerow([_text(cell) for cell in row])
    text.flush()
    text.detach()
    return count


def _text(value: Cell) -> str:
    """A text that would be worked out gets an apostrophe before it: .csv has no other way to say "text"."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (float, Decimal)):
        return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if "." in f"{value:f}" else f"{value:f}"
    text = value.isoformat() if isinstance(value, date) else _UNSEEN.sub("", str(value))
    is_formula = isinstance(value, str) and text.startswith(_FORMULA) and not _NUMBER.fullmatch(text)
    return f"'{text}" if is_formula else text


def send_sheet(content: bytes, filename: str) -> Response:
    """The file as an answer that browsers save under this name (.xlsx, .csv, .pdf or .zip) and keep no copy of."""
    kind = filename.rpartition(".")[2].lower()
    answer = send_file(io.BytesIO(content), mimetype=_TYPES[kind], as_attachment=True, download_name=filename)
    answer.headers["Cache-Control"] = "no-store"
    return answer
