"""An organisation's plan from its file into the tables."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.demo.evidence import fill_evidence
from portal.extensions import db
from portal.goals.models import Action, FocusArea, Goal, Indicator, Milestone, Plan
from portal.tenancy import uuid7

Content = dict[str, Any]


def make_plans(said: Content, units: Mapping[str, UUID]) -> Plan:
    """The plan in force, returned; with it, as far as the file tells of them, the strategy above it,
    the plan before it, which is closed, and the one after it, which is begun.
    """
    above, before, after = (said.get(name) for name in ("below", "before", "after"))
    strategy = _kept(_plan({**above, "note": said.get("note")})).id if above else None
    old = _kept(_plan(before, strategy, status="closed", closed_on=_day(before["closed_on"]))) if before else None
    plan = _kept(_plan(said, strategy, follows_id=old.id if old else None))
    PlanMaker(plan, said, units).make()
    if old and before:
        PlanMaker(old, before, units).make()
    if after:
        draft = _kept(_plan(after, strategy, status="draft", follows_id=plan.id))
        PlanMaker(draft, after, units).make()
    return plan


def _kept(plan: Plan) -> Plan:
    db.session.add(plan)
    db.session.flush()
    return plan


class PlanMaker:
    """Keeps the count of positions while it walks the tree."""

    def __init__(self, plan: Plan, content: Content, units: Mapping[str, UUID]) -> None:
        self.plan, self.content, self.units, self.position = plan, content, units, 0
        self.stars = 6

    def make(self) -> None:
        for area in self.content["areas"]:
            self._area(area)
        db.session.flush()

    def _next(self) -> int:
        self.position += 1
        return self.position

    def _area(self, area: Content) -> None:
        row = FocusArea(
            id=uuid7(),
            plan_id=self.plan.id,
            position=self._next(),
            number=area["number"] or "",
            title=area["title"],
            text=area.get("text") or "",
        )
        db.session.add(row)
        db.session.flush()
        for goal in area.get("goals") or ():
            self._goal(goal, row.id, None)
        self._actions(area, row.id, None)

    def _goal(self, goal: Content, area_id: UUID, parent_id: UUID | None) -> None:
        indicators = [one for one in (goal.get("indicator"), *goal.get("indicators", ())) if one]
        is_starred = bool(indicators) and goal.get("star", True) and self.stars > 0
        row = Goal(
            id=uuid7(),
            plan_id=self.plan.id,
            focus_area_id=area_id,
            parent_id=parent_id,
            position=self._next(),
            number=goal["number"] or "",
            title=goal["title"],
            text=goal.get("text") or "",
            on_start_page=is_starred,
        )
        self.stars -= is_starred
        db.session.add(row)
        db.session.flush()
        for place, indicator in enumerate(indicators):
            self._indicator(indicator, row, place)
        self._actions(goal, area_id, row.id)
        for below in goal.get("goals") or ():
            self._goal(below, area_id, row.id)

    def _indicator(self, said: Content, goal: Goal, position: int) -> None:
        baseline = said.get("baseline") or {}
        growth = said.get("growth_percent")
        row = Indicator(
            id=uuid7(),
            goal_id=goal.id,
            position=position,
            name=said.get("name") or goal.title,
            unit_one=said.get("unit_one") or "",
            unit_many=said.get("unit_many") or "",
            kind=said["kind"],
            period=said.get("period"),
            at_least=said.get("at_least", True),
            source=said["source"],
            activity_types=said.get("activity_types") or [],
            measure=said.get("measure") or "activities",
            metric=said.get("metric"),
            baseline_on=_day(baseline.get("on")),
            baseline_value=_number(baseline.get("value")),
            growth_percent=_number(growth),
            compounding=bool(said.get("compounding")),
            growth_until=_day(said.get("growth_until")) or (self.plan.ends_on if growth else None),
        )
        db.session.add(row)
        db.session.flush()
        for stop in said.get("milestones") or ():
            db.session.add(Milestone(indicator_id=row.id, on_date=_day(stop["on"]), value=_number(stop["value"])))
        fill_evidence(row.id, said, self.units)

    def _actions(self, owner: Content, area_id: UUID, goal_id: UUID | None) -> None:
        for said in owner.get("actions") or ():
            db.session.add(
                Action(
                    plan_id=self.plan.id,
                    focus_area_id=area_id,
                    goal_id=goal_id,
                    position=self._next(),
                    title=said["title"],
                    responsible=said.get("responsible") or "",
                    period=said.get("period") or "",
                    level=said.get("level") or "both",
                )
            )


def _plan(said: Content, parent_id: UUID | None = None, *, status: str = "adopted", **more: Any) -> Plan:
    return Plan(
        id=uuid7(),
        parent_id=parent_id,
        **more,
        title=said["title"],
        starts_on=date.fromisoformat(said["period"][0]),
        ends_on=date.fromisoformat(said["period"][1]),
        status=status,
        purpose=said.get("purpose") or "",
        vision=said.get("vision") or "",
        values=said.get("values") or [],
        adopted_by=said.get("adopted_by") or "",
        adopted_on=_day(said.get("adopted_on")),
        note=said.get("note") or "",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(value: float | None) -> Decimal | None:
    return Decimal(str(value)) if value is not None else None
