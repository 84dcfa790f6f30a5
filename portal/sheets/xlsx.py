"""Cells of an .xlsx file: values, never formulas."""

import io
import math
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from portal.sheets import limits
from portal.sheets.faults import FileFault
from portal.sheets.unpacking import open_zip, weigh


def read_xlsx(content: bytes) -> list[tuple[str, list[list[Any]]]]:
    """(name, rows) of every sheet, hidden ones left out. Raises FileFault."""
    with open_zip(content) as package:
        weigh(package)
    try:
        return _sheets(CalamineWorkbook.from_filelike(io.BytesIO(content)))
    except PasswordError as fault:
        raise FileFault("password") from fault
    except CalamineError as fault:
        raise FileFault("broken") from fault


def _sheets(book: CalamineWorkbook) -> list[tuple[str, list[list[Any]]]]:
    shown = [
        about.name
        for about in book.sheets_metadata
        if about.typ is SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    ]
    if len(shown) > limits.SHEETS:
        raise FileFault("sheets", n=len(shown))
    cells, characters, found = 0, 0, []
    for name in shown:
        rows = _rows(book, name)
        cells += sum(len(row) for row in rows)
        characters += sum(len(cell) for row in rows for cell in row if isinstance(cell, str))
        if cells > limits.CELLS or characters > limits.SHEET_CHARACTERS:
            raise FileFault("cells", sheet=name)
        found.append((name, rows))
    return found


def _rows(book: CalamineWorkbook, name: str) -> list[list[Any]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.end is None:
        return []
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    if height > limits.ROWS:
        raise FileFault("rows", n=height, sheet=name)
    if width > limits.COLUMNS:
        raise FileFault("columns", n=width, sheet=name)
    rows = [[_value(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    return rows


def _value(cell: Any) -> Any:
    """Nothing for an empty cell; whole numbers whole; midnight is a date."""
    if isinstance(cell, str):
        return cell[: limits.CELL_CHARACTERS].replace("\0", "").strip() or None
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)  # no database keeps it as a number
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return date(cell.year, cell.month, cell.day)
    return cell
