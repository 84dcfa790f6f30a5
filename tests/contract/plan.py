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
    Place,
    Plan,
    StatusReport,
)

METRIC = "recruitment.branches_with_peer_support"


def make_plan(words: Any, by: UUID, unit_id: UUID) -> dict[str, Any]:
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
    draft = _kept(words.row(Plan, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), status="draft", values=[]))
    closed = _kept(words.row(Plan, starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), status="closed", values=[]))
    return {
        "its plan and area": (plan.id, area.id),
        "plan_id": plan.id,
        "year": year,
        "plans.remove:plan_id": draft.id,
        "plans.reopen:plan_id": closed.id,
        "area_id": area.id,
        "shape": "number",
        "source": "typed",
        "goal_id": goal.id,
        "indicator_id": typed.id,
        "goals.baseline:indicator_id": counted.id,
        "measurement_id": measurement.id,
        **_told_ticked_and_summed(words, plan.id, area.id, by, unit_id),
    }


def _told_ticked_and_summed(words: Any, plan_id: UUID, area_id: UUID, by: UUID, unit_id: UUID) -> dict[str, Any]:
    """A goal that is the sum of those below; told in words, a share, a list of places, a sum over units."""
    today = clock.today()
    top = _kept(words.row(Goal, plan_id=plan_id, focus_area_id=area_id, position=3))
    goal = _kept(words.row(Goal, plan_id=plan_id, focus_area_id=area_id, parent_id=top.id, position=4))
    _indicator(words, top, kind="level", source="goals")
    kinds = [
        ("told", "typed"), ("coverage", "typed"), ("share", "typed"), ("level", "units"), ("coverage", "activities"),
    ]  # fmt: skip
    told, listed, share, by_unit, active = (
        _indicator(words, goal, position=at, kind=kind, source=source, activity_types=["core.meeting"])
        for at, (kind, source) in enumerate(kinds)
    )
    day = date(today.year - 1, 12, 31)
    figure = {"measured_by": by, "measured_at": clock.now(), "on_date": day, "value": 3}
    said = words.row(
        StatusReport, indicator_id=told.id, on_date=today, state="at_risk", reported_by=by, reported_at=clock.now()
    )
    place = words.row(Place, indicator_id=listed.id, position=1, covered_on=day)
    worked = words.row(Place, indicator_id=active.id, position=1, unit_id=unit_id)
    own = words.row(Measurement, indicator_id=by_unit.id, unit_id=unit_id, **figure)
    part = words.row(Measurement, indicator_id=share.id, whole=5, **figure)
    db.session.add_all([said, place, worked, own, part])
    return {
        "told.write:indicator_id": told.id,
        "report_id": said.id,
        "coverage.places:indicator_id": listed.id,
        "place_id": place.id,
        "unit_figures.index:indicator_id": by_unit.id,
        "unit_figures.write:indicator_id": by_unit.id,
        "unit_figures.correct:measurement_id": own.id,
        "unit_figures.remove:measurement_id": own.id,
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
