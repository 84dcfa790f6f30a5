"""A whole plan, from a text or from a spreadsheet's sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.errors import PortalError
from portal.i18n import _
from portal.intake.kinds import Item
from portal.intake.reading.columns import TableReader, header, is_plain_name
from portal.intake.reading.facts import FIRST, Facts, facts_of
from portal.intake.reading.guess import guess
from portal.intake.reading.lines import logical_lines
from portal.sheets.reading import Cell, Sheet

LINES = 2_000


@dataclass(frozen=True)
class ReadPlan:
    facts: Facts
    items: list[Item]


def plan_from_text(text: str, today: date, *, broken: bool = True) -> ReadPlan:
    """`broken`: lines may end in the middle of a sentence, as in what is copied from a PDF. Raises PortalError."""
    lines = logical_lines(text, broken=broken) if text.count("\n") < LINES * 10 else []
    if len(lines) > LINES or (text.strip() and not lines):
        raise PortalError(_("This is more than a plan: over 2,000 lines. Take a part at a time."))
    titles = [line.text for line in lines if line.heading == 1]
    facts = facts_of([*titles[:1], *[line.text for line in lines if not line.mark]], today)
    return ReadPlan(facts, guess(lines, facts.title))


def plan_from_sheets(sheets: Sequence[Sheet], today: date) -> ReadPlan:
    """Every sheet with a table of a plan; where the table names no areas, the sheet's own name is one."""
    items: list[Item] = []
    head: list[str] = []
    for sheet in sheets:
        rows = [[_text(cell) for cell in row] for row in sheet.rows]
        start = next((n for n, row in enumerate(rows[:30]) if header(row)), None)
        if start is None:
            head += [cell for row in rows[:10] for cell in row if cell]
            items += [Item("out", " | ".join(filter(None, row))) for row in rows if any(row)]
            continue
        head += [cell for row in rows[:start] for cell in row if cell]
        items += _table(sheet.name, rows, start)
    if len(items) > LINES:
        raise PortalError(_("This is more than a plan: over 2,000 lines. Take a part at a time."))
    names = [sheet.name for sheet in sheets]
    return ReadPlan(facts_of([*head[: FIRST - len(names)], *names], today), items)


def _table(name: str, rows: list[list[str]], start: int) -> list[Item]:
    kinds = header(rows[start]) or []
    reader = TableReader(kinds, rows[start])
    found = [Item("out", " | ".join(filter(None, row))) for row in rows[:start] if any(row)]
    below = [item for row in rows[start + 1 :] if any(row) for item in reader.items(row)]
    begins_with_area = any(item.kind == "area" for item in below[:1])
    if "area" not in kinds and below and not begins_with_area and not is_plain_name(name):
        found.append(Item("area", name))
    return found + below


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell.day}.{cell.month}.{cell.year}"
    return str(cell)
