"""The pages' blueprint, and what they load: an action to see, an action to change."""

from typing import Any
from uuid import UUID

from flask_login import current_user

from portal.actions import queries
from portal.actions.rules import can_edit
from portal.errors import Forbidden, NotFound
from portal.goals.models import Action
from portal.i18n import _
from portal.plans.rules import check_not_closed
from portal.plugin_api import Rooms
from portal.tenancy import uuid7

rooms = Rooms("actions", __name__)


def action_to_change(action_id: UUID) -> Action:
    """Raises Conflict for one of a closed plan."""
    found = queries.action_and_plan_status(current_user.here.id, action_id)
    if found is None:
        raise NotFound
    action, status = found
    demand_open(status)
    demand_edit(action.unit_id)
    return action


def demand_seen(status: str) -> None:
    """What belongs to a draft is seen by those who see the draft. Raises NotFound."""
    if status == "draft" and not current_user.may("plans.edit"):
        raise NotFound


def demand_open(status: str) -> None:
    """What belongs to a closed plan stays as it was. Raises NotFound or Conflict."""
    demand_seen(status)
    check_not_closed(status)


def demand_edit(unit_id: UUID | None) -> None:
    """Raises Forbidden with a sentence that says whose it is."""
    if not can_edit(current_user, unit_id):
        raise Forbidden(_("You can change what belongs to your own unit. Ask the staff about the rest."))


def whose() -> dict[str, Any]:
    """The units whose actions she may change, and whether that is all of them: for pages with many rows."""
    units = current_user.units_with("actions.edit")
    return {"hers": units, "everything": bool(units) and current_user.everywhere("actions.edit")}


def new_key() -> str:
    """For the forms of one button each that stand in a list."""
    return uuid7().hex
