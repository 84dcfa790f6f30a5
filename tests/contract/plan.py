"""A plan that uses everything there is: each source of figures, each level of the tree."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal import clock
from portal.extensions import db
from portal.goals.models import (
    Action,
    FocusArea,
    Goal,
    Indicator,
    Measurement,
    MetricValue,
    Milestone,
    Plan,
)

METRIC = "recruitment.branches_with_peer_support"


def make_plan(words: Any, by: UUID) -> dict[str, Any]:
    """In the organisation in scope. Returns what stands in addresses of goals."""
    year = clock.today().year
    plan = words.row(
        Plan, starts_on=date(year, 1, 1), ends_on=date(year + 2, 12, 31), status="adopted", adopted_on=date(year, 1, 1),
        values=[{"name": words("plan.values"), "text": words("plan.values")}],
    )  # fmt: skip
    area = _kept(words.row(FocusArea, plan_id=_kept(plan).id, position=1))
    goal = _kept(words.row(Goal, plan_id=plan.id, focus_area_id=area.id, position=1, on_start_page=True))
    below = _kept(words.row(Goal, plan_id=plan.id, focus_area_id=area.id, parent_id=goal.id, position=2))
    typed = _indicator(words, goal, kind="level", source="typed", baseline_on=date(year - 1, 12, 31), baseline_value=1)
    counted = _indicator(
        words, goal, position=1, kind="yearly", source="activities", activity_types=["core.meeting"],
        baseline_on=date(year - 1, 12, 31), growth_percent=Decimal(50), growth_until=date(year + 1, 12, 31),
    )  # fmt: skip
    _indicator(words, below, kind="level", source="metric", metric=METRIC)
    measurement = words.row(
        Measurement, indicator_id=typed.id, on_date=date(year - 1, 12, 31), value=7, measured_by=by,
        measured_at=clock.now(),
    )  # fmt: skip
    metric = MetricValue(metric=METRIC, on_date=clock.today(), value=1)
    where = {"plan_id": plan.id, "focus_area_id": area.id}
    actions = [words.row(Action, position=1, goal_id=goal.id, **where), words.row(Action, position=2, **where)]
    db.session.add_all([measurement, metric, *actions])
    return {
        "its plan and area": (plan.id, area.id),
        "goal_id": goal.id,
        "indicator_id": typed.id,
        "goals.baseline:indicator_id": counted.id,
        "measurement_id": measurement.id,
    }


def _indicator(words: Any, goal: Goal, **values: Any) -> Indicator:
    """With a milestone at the end of this year."""
    made = _kept(words.row(Indicator, goal_id=goal.id, **{"activity_types": [], **values}))
    db.session.add(Milestone(indicator_id=made.id, on_date=date(clock.today().year, 12, 31), value=100))
    db.session.flush()
    return made


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row
