"""Plans, areas, goals and indicators: written, changed, moved, removed; adopted, closed, carried on."""

from portal.plans.services.carrying import plan_after
from portal.plans.services.indicators import change_indicator, define_indicator, remove_indicator
from portal.plans.services.plans import (
    adopt_plan,
    change_plan,
    close_plan,
    remove_plan,
    reopen_plan,
    write_plan,
)
from portal.plans.services.tree import (
    add_area,
    add_goal,
    change_area,
    change_goal,
    move,
    remove_area,
    remove_goal,
)

__all__ = [
    "add_area",
    "add_goal",
    "adopt_plan",
    "change_area",
    "change_goal",
    "change_indicator",
    "change_plan",
    "close_plan",
    "define_indicator",
    "move",
    "plan_after",
    "remove_area",
    "remove_goal",
    "remove_indicator",
    "remove_plan",
    "reopen_plan",
    "write_plan",
]
