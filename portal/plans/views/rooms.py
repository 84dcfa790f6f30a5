"""Where the pages of plans lie, and how they find what they are about."""

from typing import TypeVar
from uuid import UUID

from flask_login import current_user

from portal.errors import NotFound
from portal.goals.models import FocusArea, Goal, Plan
from portal.plans import queries
from portal.plans.rules import check_open
from portal.plugin_api import Rooms

rooms = Rooms("plans", __name__)
Found = TypeVar("Found")


def there(found: Found | None) -> Found:
    """Raises NotFound for what is missing, or somebody else's."""
    if found is None:
        raise NotFound
    return found


def plan_here(plan_id: UUID) -> Plan:
    return there(queries.plan(current_user.here.id, plan_id))


def open_plan(plan_id: UUID) -> Plan:
    """A plan that may be changed. Raises Conflict for a closed one."""
    found = plan_here(plan_id)
    check_open(found)
    return found


def open_area(area_id: UUID) -> tuple[FocusArea, Plan]:
    """An area, and its plan that may be changed."""
    area, plan = there(queries.area(current_user.here.id, area_id))
    check_open(plan)
    return area, plan


def open_goal(goal_id: UUID) -> tuple[Goal, Plan]:
    """A goal, and its plan that may be changed."""
    goal, plan = there(queries.goal(current_user.here.id, goal_id))
    check_open(plan)
    return goal, plan


def open_indicator(indicator_id: UUID) -> queries.Defined:
    """An indicator whose plan may be changed."""
    found = there(queries.defined(current_user.here.id, indicator_id))
    check_open(found.plan)
    return found
