"""The tree of a plan: areas and goals added, changed, moved, removed."""

from collections.abc import Sequence
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import update

from portal.audit.services import changed, record
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.measuring.services import drop_evidence
from portal.goals.models import Action, FocusArea, Goal, Plan
from portal.i18n import _
from portal.plans import queries
from portal.plans.rules import check_open, check_stars
from portal.plans.services.due import drop_due_below, say_due
from portal.tenancy import uuid7

Direction = Literal["up", "down"]


def add_area(plan: Plan, *, title: str, number: str = "", text: str = "", by: UUID | None) -> FocusArea:
    """The last chapter. Another one may bear the same number."""
    check_open(plan)
    areas = queries.areas_in(plan.organisation_id, plan.id)
    made = FocusArea(id=uuid7(), plan_id=plan.id, position=_next(areas), title=title, number=number, text=text)
    db.session.add(made)
    record("area.added", made.id, by=by, changes={"title": title})
    return made


def change_area(area: FocusArea, plan: Plan, *, by: UUID, **values: Any) -> None:
    check_open(plan)
    record("area.changed", area.id, by=by, changes=changed(area, **values))


def remove_area(area: FocusArea, plan: Plan, *, by: UUID) -> None:
    """With all its goals, indicators, measurements and actions."""
    check_open(plan)
    drop_due_below(plan, Goal.focus_area_id == area.id, Action.focus_area_id == area.id)
    drop_evidence(plan.organisation_id, Goal.focus_area_id == area.id, by=by)
    record("area.removed", area.id, by=by, changes={"title": [area.title, None]})
    db.session.delete(area)


def add_goal(plan: Plan, area_id: UUID, *, parent_id: UUID | None = None, by: UUID | None, **values: Any) -> Goal:
    """The last of the area, or of the goal above it. `values`: title, number, text, unit_id, on_start_page.

    Raises PortalError when the start page is full.
    """
    check_open(plan)
    if values.get("on_start_page"):
        check_stars(queries.starred(plan.organisation_id, plan.id, None))
    goals = queries.goals_in(plan.organisation_id, plan.id)
    made = Goal(
        id=uuid7(), plan_id=plan.id, focus_area_id=area_id, parent_id=parent_id, position=_next(goals), **values
    )
    db.session.add(made)
    record("goal.added", made.id, by=by, changes={"title": values["title"]})
    return made


def change_goal(goal: Goal, plan: Plan, *, area_id: UUID, parent_id: UUID | None, by: UUID, **values: Any) -> None:
    """Other words, or another place: what hangs on it moves along. Raises PortalError."""
    check_open(plan)
    if values.get("on_start_page") and not goal.on_start_page:
        check_stars(queries.starred(plan.organisation_id, plan.id, goal.id))
    if (goal.focus_area_id, goal.parent_id) != (area_id, parent_id):
        values |= _moved(goal, area_id, parent_id)
    changes = changed(goal, **values)
    record("goal.changed", goal.id, by=by, changes=changes)
    if "unit_id" in changes:
        found = queries.milestones_of(plan.organisation_id, plan.id)
        for of, indicator, milestone in found:
            if of.id == goal.id:
                say_due(plan, goal, indicator, [milestone])


def _moved(goal: Goal, area_id: UUID, parent_id: UUID | None) -> dict[str, Any]:
    """The goal's new place; the goals below it and their actions come along. Raises PortalError."""
    queries.hold_tree(goal.organisation_id, goal.plan_id)
    goals = queries.goals_in(goal.organisation_id, goal.plan_id)
    along = queries.below({one.id: one.parent_id for one in goals}, goal.id)
    if parent_id in along:
        raise PortalError(_("A goal cannot stand below itself."), "place")
    if parent_id:
        area_id = _area_of(parent_id, goals)
    for one in goals:
        if one.id in along:
            one.focus_area_id = area_id
    db.session.execute(
        update(Action)
        .where(Action.organisation_id == goal.organisation_id, Action.goal_id.in_(along))
        .values(focus_area_id=area_id)
        .execution_options(synchronize_session=False)
    )
    return {"focus_area_id": area_id, "parent_id": parent_id, "position": _next(goals)}


def _area_of(goal_id: UUID, goals: Sequence[Goal]) -> UUID:
    """As it is now: somebody may have moved or removed the goal meanwhile. Raises PortalError."""
    found = next((one.focus_area_id for one in goals if one.id == goal_id), None)
    if found is None:
        raise PortalError(_("This goal is not there any more. Choose another place."), "place")
    return found


def remove_goal(goal: Goal, plan: Plan, *, by: UUID) -> None:
    """With the goals below it, their indicators, measurements and actions."""
    check_open(plan)
    goals = queries.goals_in(plan.organisation_id, plan.id)
    along = queries.below({one.id: one.parent_id for one in goals}, goal.id)
    drop_due_below(plan, Goal.id.in_(along), Action.goal_id.in_(along))
    drop_evidence(plan.organisation_id, Goal.id.in_(along), by=by)
    record("goal.removed", goal.id, by=by, changes={"title": [goal.title, None]})
    db.session.delete(goal)


def move(plan: Plan, row_id: UUID, direction: Direction, *, by: UUID) -> None:
    """One place up or down among its neighbours. Nothing happens at the end, or to what is gone."""
    check_open(plan)
    areas = queries.areas_in(plan.organisation_id, plan.id)
    goals = queries.goals_in(plan.organisation_id, plan.id)
    rows: list[Any] = [*areas, *goals]
    found = next((row for row in rows if row.id == row_id), None)
    if isinstance(found, FocusArea):
        _swap(areas, found, direction)
    elif found:
        place = (found.focus_area_id, found.parent_id)
        _swap([goal for goal in goals if (goal.focus_area_id, goal.parent_id) == place], found, direction)
    record("plan.arranged", row_id if found else plan.id, by=by, changes={"to": direction})


def _swap(rows: Sequence[Any], row: Any, direction: Direction) -> None:
    """The neighbours change places; where positions were equal, they are counted anew."""
    order, at = list(rows), rows.index(row)
    to = at - 1 if direction == "up" else at + 1
    if not 0 <= to < len(order):
        return
    places = sorted(one.position for one in order)
    if len(set(places)) < len(places):
        places = list(range(places[-1] + 1, places[-1] + 1 + len(places)))
    order[at], order[to] = order[to], order[at]
    for one, place in zip(order, places, strict=True):
        if one.position != place:
            one.position = place


def _next(rows: Sequence[Any]) -> int:
    return max((row.position for row in rows), default=0) + 1
