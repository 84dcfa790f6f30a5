"""What is read of actions."""

from portal.actions.queries.actions import (
    account_with_access,
    action_and_plan_status,
    action_to_edit,
    action_with_place,
    open_actions,
    places_in,
)
from portal.actions.queries.below import (
    RESULTS,
    result,
    results_of,
    results_of_plan,
    step,
    steps_of,
    surface,
    surface_ids_of,
    surface_named,
    surfaces,
    surfaces_of,
)
from portal.actions.queries.offers import action_and_answer, catalogue, is_picked_by, offered, picks_of

__all__ = [
    "RESULTS",
    "account_with_access",
    "action_and_answer",
    "action_and_plan_status",
    "action_to_edit",
    "action_with_place",
    "catalogue",
    "is_picked_by",
    "offered",
    "open_actions",
    "picks_of",
    "places_in",
    "result",
    "results_of",
    "results_of_plan",
    "step",
    "steps_of",
    "surface",
    "surface_ids_of",
    "surface_named",
    "surfaces",
    "surfaces_of",
]
