"""The matrix out to a sheet."""

from typing import Any

from sqlalchemy import Row

from portal.actions.matrix.columns import COLUMNS, WIDTHS, Rhythm
from portal.actions.words import LEVELS, STATUSES
from portal.organisations.setup import Setup
from portal.sheets.writing import OutSheet

#: between names that may hold commas themselves
BETWEEN = "; "


def id_of(row: Any) -> str:
    """Which action it is, and which version of it this is: so that an old sheet is noticed."""
    return f"{row.id}/{row.version}"


def titled(number: str | None, title: str | None) -> str:
    return f"{number or ''} {title or ''}".strip()


def sheet_of(title: str, rows: list[Row[Any]], surfaces: dict[Any, list[str]], setup: Setup) -> OutSheet:
    return OutSheet(
        name=title,
        header=[str(heading) for heading in COLUMNS.values()],
        rows=[tuple(cells_of(row, surfaces.get(row.id, []), setup).values()) for row in rows],
        widths=WIDTHS,
    )


def cells_of(row: Any, surfaces: list[str], setup: Setup) -> dict[str, Any]:
    """By column."""
    return {
        "id": id_of(row),
        "area": titled(row.area_number, row.area),
        "goal": titled(row.goal_number, row.goal),
        "title": row.title,
        "surfaces": BETWEEN.join(surfaces),
        "responsible": row.responsible,
        "unit": setup.name(row.unit_id) if row.unit_id else "",
        "level": str(LEVELS[row.level]),
        "rhythm": str(Rhythm(row.rhythm, row.times_a_year)),
        "quarters": ", ".join(map(str, row.quarters)),
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "status": str(STATUSES[row.status]),
    }
