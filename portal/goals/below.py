"""Which indicators a goal sums up: those of the goals right below it that count the same."""

from collections.abc import Iterable
from typing import Any

from portal.goals.progress import can_add


def addends(total: Any, rows: Iterable[Any]) -> list[Any]:
    """Of these indicators those that the total is the sum of.

    They hang on the goals right below, can be added to its kind and count the same
    thing; something that is in place or not counts as one.
    """
    return [
        row
        for row in rows
        if getattr(row, "parent_id", None) == total.goal_id
        and can_add(total.kind, row.kind)
        and (row.kind == "yes_no" or row.unit_many.casefold() == total.unit_many.casefold())
    ]
