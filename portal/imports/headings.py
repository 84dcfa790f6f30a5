"""Where the headings of somebody's sheet stand, and what stands below them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.errors import PortalError
from portal.i18n import _
from portal.imports.cells import day_in, whole_in
from portal.imports.targets import Asked, is_known
from portal.sheets.reading import Sheet

#: headings stand below a title or two, not further down
DEEPEST = 10
EXAMPLES = 2


@dataclass(frozen=True)
class Table:
    """A sheet's headings, and (number in the sheet, cells as JSON keeps them) of each row that holds anything."""

    sheet: str
    others: list[str]
    headings: list[str]
    rows: list[list[Any]]


def table_in(sheets: list[Sheet], questions: dict[str, Asked]) -> Table:
    """The first sheet with headings of activities. Raises PortalError."""
    empty = _("The sheet is empty. Choose one with a row for each activity.")
    bare = _("There is no row with headings. Write above the columns what they hold, as “Date” and “Unit”.")
    return table_of(sheets, lambda heading: is_known(heading, questions), empty, bare)


def table_of(sheets: list[Sheet], is_heading: Callable[[str], bool], empty: str, bare: str) -> Table:
    """The first sheet with headings. Raises PortalError: nothing in it (`empty`), no headings (`bare`), nothing below.

    A row below that only says the headings again, as at the top of each printed page, is no row of its own.
    """
    filled = [sheet for sheet in sheets if any(any(_is_there(cell) for cell in row) for row in sheet.rows)]
    if not filled:
        raise PortalError(empty, "file")
    for sheet in filled:
        place = _place_of_headings(sheet, is_heading)
        if place is not None:
            others = [one.name for one in filled if one is not sheet and one.name]
            return _table(sheet, place, others)
    raise PortalError(bare, "file")


def _place_of_headings(sheet: Sheet, is_heading: Callable[[str], bool]) -> int | None:
    """The row that sounds most like headings; of those that sound alike, the first."""
    best: tuple[int, int | None] = (0, None)
    for place, row in enumerate(sheet.rows[:DEEPEST]):
        said = [cell for cell in row if _is_there(cell)]
        if not said or not all(isinstance(cell, str) and not _is_data(cell) for cell in said):
            continue
        known = sum(is_heading(str(cell)) for cell in said)
        sounds = 10 * known + (len(said) > 1)
        if sounds > best[0]:
            best = (sounds, place)
    return best[1]


def _is_there(cell: Any) -> bool:
    return cell is not None and cell != ""


def _is_data(cell: str) -> bool:
    for read in (day_in, whole_in):
        try:
            read(cell)
            return True
        except PortalError:
            pass
    return False


def _table(sheet: Sheet, place: int, others: list[str]) -> Table:
    below = list(enumerate(sheet.rows[place + 1 :], start=place + 2))
    again = sheet.rows[place]
    rows: list[list[Any]] = [
        [number, [as_json(cell) for cell in row]]
        for number, row in below
        if row != again and any(_is_there(cell) for cell in row)
    ]
    if not rows:
        raise PortalError(_("There is no row below the headings."), "file")
    width = max(len(sheet.rows[place]), *(len(cells) for _number, cells in rows))
    headings = [str(cell or "") for cell in sheet.rows[place]] + [""] * width
    used = max(
        n for n in range(width) if headings[n] or any(n < len(cells) and _is_there(cells[n]) for _n, cells in rows)
    )
    return Table(sheet.name, others, headings[: used + 1], rows)


def as_json(cell: Any) -> Any:
    """A day as {"day": "2025-12-31"}, a number or a yes as it is, all else as its text."""
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    return cell if isinstance(cell, (str, int, float, bool, type(None))) else str(cell)


def from_json(cell: Any) -> Any:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def name_of(headings: list[str], place: int) -> str:
    """What is written above a column, else its letter."""
    return headings[place] or _("Column %(letter)s", letter=_letter(place))


def _letter(place: int) -> str:
    before, here = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + here)


def examples(rows: list[list[Any]], place: int) -> list[Any]:
    """The first two different values of a column."""
    found: list[Any] = []
    for _number, cells in rows:
        cell = cells[place] if place < len(cells) else None
        if _is_there(cell) and cell not in found:
            found.append(cell)
            if len(found) == EXAMPLES:
                break
    return [from_json(cell) for cell in found]
