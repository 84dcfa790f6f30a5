"""How a goal is measured: defined, changed, removed."""

from uuid import UUID

from sqlalchemy.orm.attributes import flag_modified

from portal.audit.services import changed, record
from portal.extensions import db
from portal.goals.measuring.queries import places_of
from portal.goals.measuring.services import drop_evidence
from portal.goals.models import Goal, Indicator, Milestone, Place, Plan
from portal.plans import queries
from portal.plans.definition import Definition, Spot, Stop
from portal.plans.rules import check_open
from portal.plans.services.due import drop_milestones, say_due
from portal.tenancy import uuid7


def define_indicator(goal: Goal, plan: Plan, said: Definition, *, by: UUID | None) -> Indicator:
    """Another way in which the goal is measured. Raises PortalError for what makes no sense."""
    check_open(plan)
    said.check()
    others = len(goal.indicators)
    columns = {"activity_types": [], **said.columns}
    made = Indicator(id=uuid7(), goal_id=goal.id, position=others, kind=said.kind, source=said.source)
    changed(made, **columns)
    db.session.add(made)
    db.session.flush()
    _write_places(made, [], said.places)
    say_due(plan, goal, made, _write_milestones(made, [], said.stops))
    record("indicator.defined", made.id, by=by, changes={"name": made.name, "kind": made.kind, "source": made.source})
    return made


def change_indicator(found: queries.Defined, said: Definition, *, by: UUID) -> None:
    """Other numbers, dates or sources; what was measured stays. Raises PortalError."""
    check_open(found.plan)
    said.check()
    indicator, before = found.indicator, found.milestones
    changes = changed(indicator, kind=said.kind, source=said.source, **said.columns)
    changes |= _changed_stops(before, said.stops)
    if said.shape.kind == "coverage":
        places = places_of(indicator.organisation_id, [indicator.id])
        _write_places(indicator, places, said.places)
    flag_modified(indicator, "name")  # so that a clash is seen even where only milestones changed
    kept = _write_milestones(indicator, before, said.stops)
    drop_milestones([row.id for row in before if row not in kept])
    say_due(found.plan, found.goal, indicator, kept)
    record("indicator.changed", indicator.id, by=by, changes=changes)


def _changed_stops(before: list[Milestone], stops: list[Stop]) -> dict[str, list[str]]:
    old = "; ".join(f"{row.on_date} {row.value:f}" for row in before)
    new = "; ".join(f"{stop.on} {stop.value:f}" for stop in sorted(stops, key=lambda one: one.on))
    return {"milestones": [old, new]} if old != new else {}


def _write_milestones(indicator: Indicator, before: list[Milestone], stops: list[Stop]) -> list[Milestone]:
    """The rows that stand afterwards. One that keeps its day keeps its id."""
    there = {row.on_date: row for row in before}
    for on, row in there.items():
        if on not in {stop.on for stop in stops}:
            db.session.delete(row)
    kept = []
    for stop in stops:
        row = there.get(stop.on) or Milestone(id=uuid7(), indicator_id=indicator.id, on_date=stop.on)
        row.value = stop.value
        db.session.add(row)
        kept.append(row)
    return kept


def _write_places(indicator: Indicator, before: list[Place], places: list[Spot]) -> None:
    """One that keeps its name keeps what is known of it."""
    there = {row.name.casefold(): row for row in before}
    wanted = {spot.name.casefold() for spot in places}
    for name, row in there.items():
        if name not in wanted:
            db.session.delete(row)
    for position, spot in enumerate(places, 1):
        row = there.get(spot.name.casefold()) or Place(id=uuid7(), indicator_id=indicator.id)
        changed(row, name=spot.name, position=position, unit_id=spot.unit_id)
        db.session.add(row)


def remove_indicator(found: queries.Defined, *, by: UUID) -> None:
    """With its milestones and all that was measured."""
    check_open(found.plan)
    drop_milestones([row.id for row in found.milestones])
    drop_evidence(found.indicator.organisation_id, Indicator.id == found.indicator.id, by=by)
    record("indicator.removed", found.indicator.id, by=by, changes={"name": [found.indicator.name, None]})
    db.session.delete(found.indicator)
