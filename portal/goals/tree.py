"""A plan as a tree: areas, the goals below them, what is done for each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from portal.goals.cards import Card
from portal.goals.models import FocusArea


@dataclass
class Branch:
    """A goal with what hangs on it."""

    row: Row[Any]
    cards: list[Card] = field(default_factory=list)
    actions: list[Row[Any]] = field(default_factory=list)
    goals: list["Branch"] = field(default_factory=list)


@dataclass
class Area:
    """A focus area with its goals and the actions for the whole of it."""

    area: FocusArea
    goals: list[Branch] = field(default_factory=list)
    actions: list[Row[Any]] = field(default_factory=list)


def plan_tree(
    areas: Iterable[FocusArea], rows: Iterable[Row[Any]], cards: dict[UUID, Card], actions: Iterable[Row[Any]]
) -> list[Area]:
    """Put rows that were read flat below each other, in the plan's order."""
    found = {area.id: Area(area) for area in areas}
    branches: dict[UUID, Branch] = {}
    for row in rows:
        branch = branches.setdefault(row.goal_id, Branch(row))
        if row.id:
            branch.cards.append(cards[row.id])
    for branch in branches.values():
        parent = branches.get(branch.row.parent_id)
        (parent or found[branch.row.focus_area_id]).goals.append(branch)
    for action in actions:
        (branches.get(action.goal_id) or found[action.focus_area_id]).actions.append(action)
    return list(found.values())
