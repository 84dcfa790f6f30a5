"""How rows find their action, and actions their plan."""

from typing import Any

from sqlalchemy import and_

from portal.goals.models import Action, Plan


def of_action(model: Any) -> Any:
    """The action that a row of this model belongs to."""
    return and_(Action.organisation_id == model.organisation_id, Action.id == model.action_id)


def of_plan() -> Any:
    """The plan that an action belongs to."""
    return and_(Plan.organisation_id == Action.organisation_id, Plan.id == Action.plan_id)
