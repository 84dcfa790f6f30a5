"""What is typed into the forms on which plans are written."""

from typing import Any
from uuid import UUID


def plan_writes(area_id: UUID, goal_id: UUID) -> dict[str, dict[str, Any]]:
    """Nothing is typed where something is only closed or removed."""
    plan = {"title": "Ny plan", "starts_on": "2027-01-01", "ends_on": "2028-12-31"}
    new = {"typed": plan, "other": {"title": "Nyere plan"}}
    named = {"typed": {"title": "Nytt navn"}, "other": {"title": "Nyere navn"}}
    measured = {"typed": {"name": "Et måltall"}, "other": {"name": "Annet måltall"}}
    gone: dict[str, Any] = {"typed": {"sure": "y"}}
    moved = {"typed": {"down": str(area_id)}, "other": {"down": str(goal_id)}, "form_at": "plans.edit"}
    found: dict[str, dict[str, Any]] = {
        "plans.new": new,
        "plans.follow": new,
        "plans.change": named,
        "plans.adopt": {"typed": {"adopted_by": "Styret"}, "other": {"adopted_by": "Årsmøtet"}},
        "plans.close": {},
        "plans.reopen": {},
        "plans.remove": {},
        "plans.arrange": moved,
        "plans.new_area": named,
        "plans.area": named,
        "plans.remove_area": gone,
        "plans.new_goal": named,
        "plans.new_sub_goal": named,
        "plans.goal": named,
        "plans.remove_goal": gone,
        "plans.new_indicator": measured,
        "plans.indicator": measured,
        "plans.remove_indicator": gone,
    }
    return {endpoint: {"by": "staff", **said} for endpoint, said in found.items()}
