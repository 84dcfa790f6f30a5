"""Rows that were read flat, in the order and depth that a page shows them in."""

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
    rows = list(plans)
    ids = {row.id for row in rows}
    return list(_walk(rows, None, 0, lambda row: row.parent_id if row.parent_id in ids else None, lambda row: row.id))


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
        area.goals = list(_walk(rows[area.id], None, 0, lambda row: row.parent_id, lambda row: row.goal_id))
    return found


def _walk(rows: list[Row[Any]], above: UUID | None, depth: int, parent_of: Any, id_of: Any) -> Iterable[Line]:
    siblings = [row for row in rows if parent_of(row) == above]
    for row in siblings:
        yield Line(row, depth, row is siblings[0], row is siblings[-1])
        yield from _walk(rows, id_of(row), depth + 1, parent_of, id_of)
