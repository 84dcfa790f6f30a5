"""A goal that is shared goes on in a new plan: with the same partners, who answer nothing anew.

The partner keeps its end, its link and what it has contributed; it sees the new name and milestones. The owner's new
goal takes over the contributions, as it did with its own measurements, and an ended copy stays with the old goal.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from portal import clock
from portal.errors import PortalError
from portal.exchange.services import send_letter
from portal.extensions import db
from portal.goals.models import Contribution, Goal
from portal.i18n import _
from portal.shared_goals.letters import NEXT, Next, Stop, mark_gone_on
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.queries import going_on, stops_of
from portal.shared_goals.rules import check_open
from portal.shared_goals.services import fresh
from portal.tenancy import uuid7

Stops = Iterable[tuple[date, Decimal]]


@dataclass(frozen=True)
class GoingOn:
    """One that can go on: with whom, where to, and what the partner is told."""

    connection_id: UUID
    partner: str
    #: the owner's indicator until now, and the one that it goes on with
    before_id: UUID
    indicator_id: UUID
    goal_id: UUID
    told: Next

    @property
    def choice(self) -> str:
        """Of a goal, in which plan and with what is seen of it there: whoever ticks it has read just that."""
        said = repr((self.indicator_id, self.told))
        return f"{self.told.goal} {hashlib.sha256(said.encode()).hexdigest()[:16]}"

    @property
    def seen(self) -> tuple[Any, ...]:
        """Several partners of a goal most often see the same."""
        return self.goal_id, self.told.title, self.told.text, self.told.milestones


def goals_going_on(organisation_id: UUID) -> list[GoingOn]:
    rows = going_on(organisation_id)
    stops = stops_of(organisation_id, {key for row in rows for key in (row.SharedGoal.indicator_id, row.Indicator.id)})
    return [_one(row, stops) for row in rows]


def _one(row: Any, stops: dict[UUID, list[tuple[date, Decimal]]]) -> GoingOn:
    shared, now = row.SharedGoal, row.Indicator.id
    told = _told(shared, row.Goal, row.before, stops.get(shared.indicator_id, []), stops.get(now, []))
    return GoingOn(row.Partner.id, row.Partner.name, shared.indicator_id, now, row.Goal.id, told)


def _told(shared: SharedGoal, goal: Goal, old: Goal | None, before: Stops, after: Stops) -> Next:
    """What the offer named, as it is now. Words made for the partner stay, and what was kept back stays so."""
    title, text = (
        getattr(goal, name) if old and getattr(shared, name) == getattr(old, name) != "" else getattr(shared, name)
        for name in ("title", "text")
    )
    shown = {on for on, _value in shared.stops}
    saw_all = bool(shown) and shown == {on for on, _value in before}
    crosses = tuple(Stop(on, value) for on, value in after if saw_all or on in shown)
    return Next(shared.id, title, text, crosses)


def chosen_among(found: Iterable[GoingOn], choices: Collection[str]) -> list[GoingOn]:
    """What has gone on meanwhile is left out. Raises PortalError for none, and where another goal would go on."""
    goals = {choice.partition(" ")[0] for choice in choices}
    meant = [one for one in found if str(one.told.goal) in goals]
    chosen = [one for one in meant if one.choice in choices]
    if {one.told.goal for one in meant} != {one.told.goal for one in chosen}:
        raise PortalError(_("What stands here has been changed meanwhile. Read it again."), "goals")
    if len({one.told.goal for one in chosen}) < len(chosen):
        raise PortalError(_("A goal goes on in one plan with a partner. Tick it once."), "goals")
    if not chosen:
        raise PortalError(_("Tick at least one."), "goals")
    return chosen


def go_on(chosen: Collection[GoingOn], *, by: UUID | None) -> None:
    """Comes before anything else that the transaction writes. Raises PortalError where one has ended."""
    for one in sorted(chosen, key=lambda one: one.connection_id):  # whoever else takes several locks, in this order
        send_letter(one.connection_id, NEXT, one.told, by=by, about=one.told.goal)
        found = fresh(one.told.goal)
        check_open(found.status if found.indicator_id == one.before_id else "ended")
        _leave_a_copy(found, one.indicator_id)
        mark_gone_on(found, one.told, goal_id=one.goal_id, indicator_id=one.indicator_id, by=by)


def _leave_a_copy(found: SharedGoal, indicator_id: UUID) -> None:
    """The history stays with the old goal, once somebody has taken part in it."""
    if found.status != "accepted":
        return
    copy = _copy(found, status="ended", ended_at=clock.now())
    db.session.add(copy)
    db.session.flush()
    its = Contribution.organisation_id == found.organisation_id, Contribution.shared_goal_id == found.id
    for row in db.session.scalars(select(Contribution).where(*its)):
        db.session.add(_copy(row, shared_goal_id=copy.id))
        row.indicator_id = indicator_id


def _copy(row: Any, **instead: Any) -> Any:
    """The same columns under a new id."""
    columns = {one.key: getattr(row, one.key) for one in inspect(type(row)).column_attrs if one.key != "version"}
    return type(row)(**{**columns, "id": uuid7(), **instead})
