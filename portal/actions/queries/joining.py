"""How rows find their action."""

from typing import Any

from sqlalchemy import and_

from portal.goals.models import Action


def of_action(model: Any) -> Any:
    """The action that a row of this model belongs to."""
    return and_(Action.organisation_id == model.organisation_id, Action.id == model.action_id)
