"""A new plan from an old one: what goes on is carried over, with its history.

The rows are copied, so that the old plan and its reports stay as they were: an
indicator that goes on takes its baseline, milestones and everything measured
with it. Figures that are counted by themselves need no copy: they are there.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from portal.audit.services import record
from portal.extensions import db
from portal.files.models import StoredFile
from portal.files.services import keep_from_sweep
from portal.goals.measuring.queries import PROVED
from portal.goals.models import (
    Action,
    ActionStep,
    Goal,
    Indicator,
    Measurement,
    Milestone,
    Place,
    Plan,
    StatusReport,
)
from portal.plans import queries
from portal.plans.services.due import OVER, say_plan_due
from portal.plans.services.plans import write_plan
from portal.tenancy import uuid7

OF_INDICATOR = (Milestone, Place, Measurement, StatusReport)


@dataclass
class _Copies:
    """The copy of each old row, by the old id."""

    plan: Plan
    area: dict[UUID, UUID] = field(default_factory=dict)
    goal: dict[UUID, UUID] = field(default_factory=dict)


def plan_after(old: Plan, *, keep: Collection[UUID], actions: bool, by: UUID | None, **values: Any) -> Plan:
    """A draft that follows the old plan, with the areas and goals in `keep`.

    An area comes along with any of its goals. A goal whose goal above stays
    behind hangs on the next one above that goes on. With `actions`, what is not
    done or dropped comes along. `values` are those of `write_plan`. Raises PortalError.
    """
    texts = {name: getattr(old, name) for name in ("purpose", "vision", "values", "parent_id")}
    made = write_plan(by=by, follows_id=old.id, **{**texts, **values})
    db.session.flush()
    copies = _Copies(made)
    goals = [goal for goal in queries.goals_in(old.organisation_id, old.id) if goal.id in keep]
    _carry_areas(copies, old, {*keep, *(goal.focus_area_id for goal in goals)})
    _carry_goals(copies, old, goals)
    _carry_indicators(copies, old)
    if actions:
        _carry_actions(copies, old)
    say_plan_due(made)
    record("plan.carried_on", made.id, by=by, changes={"from": old.id, "goals": len(goals)})
    return made


def _carry_areas(copies: _Copies, old: Plan, keep: Collection[UUID]) -> None:
    for area in queries.areas_in(old.organisation_id, old.id):
        if area.id in keep:
            copies.area[area.id] = _add(_copy(area, plan_id=copies.plan.id)).id
    db.session.flush()


def _carry_goals(copies: _Copies, old: Plan, goals: list[Goal]) -> None:
    """From the top of the tree downwards, so that each finds the copy that it hangs on."""
    above = {goal.id: goal.parent_id for goal in queries.goals_in(old.organisation_id, old.id)}
    for goal in sorted(goals, key=lambda one: _depth(one.id, above)):
        parent_id = goal.parent_id
        while parent_id and parent_id not in copies.goal:
            parent_id = above[parent_id]
        where = {"plan_id": copies.plan.id, "focus_area_id": copies.area[goal.focus_area_id]}
        made = _copy(goal, parent_id=copies.goal[parent_id] if parent_id else None, **where)
        copies.goal[goal.id] = _add(made).id
    db.session.flush()


def _depth(goal_id: UUID, above: dict[UUID, UUID | None]) -> int:
    parent_id = above[goal_id]
    return 1 + _depth(parent_id, above) if parent_id else 0


def _carry_indicators(copies: _Copies, old: Plan) -> None:
    found = _rows(Indicator, old, Indicator.goal_id.in_(copies.goal))
    made = {one.id: _add(_copy(one, goal_id=copies.goal[one.goal_id], follows_id=one.id)).id for one in found}
    db.session.flush()
    proved: dict[UUID, UUID] = {}
    for model in OF_INDICATOR:
        for row in _rows(model, old, model.indicator_id.in_(made)):
            proved[row.id] = _add(_copy(row, indicator_id=made[row.indicator_id])).id
    _carry_files(old, proved)
    db.session.flush()


def _carry_files(old: Plan, proved: dict[UUID, UUID]) -> None:
    """What is in a file lies in the store once, whoever names it."""
    kinds = StoredFile.owner_kind.in_(PROVED)
    keep_from_sweep()
    for file in _rows(StoredFile, old, kinds, StoredFile.owner_id.in_(proved)):
        _add(_copy(file, owner_id=proved[file.owner_id]))


def _carry_actions(copies: _Copies, old: Plan) -> None:
    """Those of goals and areas that go on. Days outside the new plan's time are left out."""
    begun = _rows(Action, old, Action.plan_id == old.id, Action.status.not_in(OVER))
    made: dict[UUID, UUID] = {}
    for action in begun:
        stays = action.goal_id is not None and action.goal_id not in copies.goal
        if action.focus_area_id not in copies.area or stays:
            continue
        where = {"plan_id": copies.plan.id, "focus_area_id": copies.area[action.focus_area_id]}
        goal_id = copies.goal[action.goal_id] if action.goal_id else None
        made[action.id] = _add(_copy(action, goal_id=goal_id, **where, **_days(action, copies.plan))).id
    db.session.flush()
    for step in _rows(ActionStep, old, ActionStep.action_id.in_(made), ActionStep.done_on.is_(None)):
        _add(_copy(step, action_id=made[step.action_id], due_on=_inside(step.due_on, copies.plan)))
    db.session.flush()


def _days(action: Action, plan: Plan) -> dict[str, Any]:
    return {"starts_on": _inside(action.starts_on, plan), "ends_on": _inside(action.ends_on, plan)}


def _inside(on: Any, plan: Plan) -> Any:
    return on if on and plan.starts_on <= on <= plan.ends_on else None


def _rows(model: Any, old: Plan, *those: Any) -> Iterable[Any]:
    return list(db.session.scalars(select(model).where(model.organisation_id == old.organisation_id, *those)))


def _copy(row: Any, **instead: Any) -> Any:
    """The same columns under a new id."""
    columns = {one.key: getattr(row, one.key) for one in inspect(type(row)).column_attrs if one.key != "version"}
    return type(row)(**{**columns, "id": uuid7(), **instead})


def _add(row: Any) -> Any:
    db.session.add(row)
    return row
