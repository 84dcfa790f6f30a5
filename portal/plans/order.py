"""Rows that were read flat, in the order and depth that a page shows them in."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row


@dataclass(frozen=True)
class Line:
    """A row and how deep it stands. `is_first` and `is_last` among its neighbours."""

    row: Row[Any]
    depth: int
    is_first: bool = True
    is_last: bool = True


@dataclass
class AreaLines:
    """A focus area and its goals, each below the one that it belongs to."""

    id: UUID
    number: str
    title: str
    is_first: bool = False
    is_last: bool = False
    goals: list[Line] = field(default_factory=list)


def family(plans: Iterable[Row[Any]]) -> list[Line]:
    """Plans, each with those that stand below it."""
    return list(_walk(list(plans), lambda row: row.parent_id, lambda row: row.id))


def bough(outline: Iterable[Row[Any]]) -> list[AreaLines]:
    """A plan's outline, area by area."""
    rows: dict[UUID, list[Row[Any]]] = {}
    areas: dict[UUID, AreaLines] = {}
    for row in outline:
        areas.setdefault(row.area_id, AreaLines(row.area_id, row.area_number, row.area_title))
        rows.setdefault(row.area_id, []).extend([row] if row.goal_id else [])
    found = list(areas.values())
    for area in found:
        area.is_first, area.is_last = area is found[0], area is found[-1]
        area.goals = list(_walk(rows[area.id], lambda row: row.parent_id, lambda row: row.goal_id))
    return found


def _walk(rows: list[Row[Any]], parent_of: Any, id_of: Any) -> Iterable[Line]:
    """Each row once, below its parent. One whose parent is not among them stands at the top."""
    ids = {id_of(row) for row in rows}
    siblings: dict[UUID | None, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        siblings[parent_of(row) if parent_of(row) in ids else None].append(row)
    waiting = _lines(siblings[None], 0)
    while waiting:
        line = waiting.pop()
        yield line
        waiting += _lines(siblings[id_of(line.row)], line.depth + 1)


def _lines(siblings: list[Row[Any]], depth: int) -> list[Line]:
    """The last one first: what is taken from the end comes in order."""
    return [Line(row, depth, row is siblings[0], row is siblings[-1]) for row in reversed(siblings)]
