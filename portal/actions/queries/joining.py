"""How rows find their action and their plan."""

from typing import Any

from sqlalchemy import and_

from portal.goals.models import Action, Plan


def of_action(model: Any) -> Any:
    """The action that a row of this model belongs to."""
    return and_(Action.organisation_id == model.organisation_id, Action.id == model.action_id)


def of_plan(model: Any) -> Any:
    """The plan that a row of this model belongs to."""
    return and_(Plan.organisation_id == model.organisation_id, Plan.id == model.plan_id)
