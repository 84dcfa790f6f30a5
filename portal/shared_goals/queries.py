"""What is read of shared goals: one end's own rows, always."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, false, func, not_, select
from sqlalchemy.orm import aliased

from portal.exchange.models import Partner
from portal.extensions import db
from portal.goals.models import Contribution, Goal, Indicator, MetricValue, Milestone, Plan
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.rules import OPEN
from portal.tenancy import current_organisation_id

PAGE = 30
#: contributions on a page, the newest
SHOWN = 120
#: goals that go on with partners by one press; the next ones by another
MOST_AT_ONCE = 50
#: goals that one's own contributions can come from
CHOICES = 25
_OF_PARTNER = (Partner.organisation_id == SharedGoal.organisation_id) & (Partner.id == SharedGoal.connection_id)


def shared_goals_of(
    organisation_id: UUID, after: UUID | None = None, *, over: bool = False
) -> tuple[list[Row[Any]], UUID | None]:
    """(id, title, status, is_ours, name of the partner), newest first, and where the next page begins.

    Those that have ended or were declined are left out; with `over`, they alone are there.
    """
    statement = (
        select(SharedGoal.id, SharedGoal.title, SharedGoal.status, SharedGoal.is_ours, Partner.name)
        .join(Partner, _OF_PARTNER)
        .where(SharedGoal.organisation_id == organisation_id)
        .where(SharedGoal.status.not_in(OPEN) if over else SharedGoal.status.in_(OPEN))
    )
    if after:
        statement = statement.where(SharedGoal.id < after)
    rows: list[Row[Any]] = list(db.session.execute(statement.order_by(SharedGoal.id.desc()).limit(PAGE + 1)))
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def shared_goal(organisation_id: UUID, shared_goal_id: UUID) -> tuple[SharedGoal, Partner] | None:
    """With the partner at the other end."""
    row = db.session.execute(
        select(SharedGoal, Partner)
        .join(Partner, _OF_PARTNER)
        .where(SharedGoal.organisation_id == organisation_id, SharedGoal.id == shared_goal_id)
    ).first()
    return (row[0], row[1]) if row else None


def goal_over(connection_id: UUID, shared_goal_id: UUID) -> SharedGoal | None:
    """A shared goal of the organisation in scope, if it is between these two."""
    return db.session.scalars(
        select(SharedGoal).where(
            SharedGoal.organisation_id == current_organisation_id(),
            SharedGoal.connection_id == connection_id,
            SharedGoal.id == shared_goal_id,
        )
    ).first()


def partners_in(organisation_id: UUID, goal_id: UUID) -> list[Row[Any]]:
    """(id, name, status, value, on_date): whom it was offered to, and the latest of what each has contributed."""
    newest = (
        select(Contribution.shared_goal_id, func.max(Contribution.on_date).label("last"))
        .where(Contribution.organisation_id == organisation_id)
        .group_by(Contribution.shared_goal_id)
        .subquery()
    )
    is_its = (Contribution.organisation_id == SharedGoal.organisation_id) & (
        Contribution.shared_goal_id == SharedGoal.id
    )
    return list(
        db.session.execute(
            select(SharedGoal.id, Partner.name, SharedGoal.status, Contribution.value, Contribution.on_date)
            .join(Partner, _OF_PARTNER)
            .outerjoin(newest, newest.c.shared_goal_id == SharedGoal.id)
            .outerjoin(Contribution, is_its & (Contribution.on_date == newest.c.last))
            .where(SharedGoal.organisation_id == organisation_id, SharedGoal.goal_id == goal_id)
            .order_by(Partner.name, SharedGoal.id)
            .limit(500)
        )
    )


def shared_in_plan(organisation_id: UUID, plan_id: UUID) -> list[str]:
    """The titles of its goals that are shared with partners now, or offered to them."""
    its = (Goal.organisation_id == SharedGoal.organisation_id) & (Goal.id == SharedGoal.goal_id)
    return list(
        db.session.scalars(
            select(Goal.title)
            .join(SharedGoal, its)
            .where(
                Goal.organisation_id == organisation_id,
                Goal.plan_id == plan_id,
                SharedGoal.is_ours,
                SharedGoal.status.in_(OPEN),
            )
            .distinct()
            .order_by(Goal.title)
        )
    )


def going_on(organisation_id: UUID, goal_id: UUID | None = None) -> list[Row[Any]]:
    """Goals shared with partners that a plan in force goes on with; only those that go on in this one.

    (SharedGoal, Partner, its new Goal and Indicator, `before`: the old Goal or None). Left out is what counts something
    else by now, what this partner is offered there already, and partners that nothing can be sent to.
    """
    old, there = aliased(Goal, name="before"), aliased(SharedGoal)
    same = Goal.organisation_id == SharedGoal.organisation_id
    counts_the_same = (
        (Indicator.source == "typed")
        & (Indicator.kind == SharedGoal.kind)
        & Indicator.period.is_not_distinct_from(SharedGoal.period)
        & (Indicator.unit_one == SharedGoal.unit_one)
        & (Indicator.unit_many == SharedGoal.unit_many)
    )
    is_there = select(there.id).where(
        there.organisation_id == SharedGoal.organisation_id,
        there.goal_id == Goal.id,
        there.connection_id == SharedGoal.connection_id,
        there.status.in_(OPEN),
    )
    its = [Goal.id == goal_id] if goal_id else []
    return list(
        db.session.execute(
            select(SharedGoal, Partner, Goal, Indicator, old)
            .join(Partner, _OF_PARTNER)
            .join(
                Indicator,
                (Indicator.organisation_id == SharedGoal.organisation_id)
                & (Indicator.follows_id == SharedGoal.indicator_id),
            )
            .join(Goal, same & (Goal.id == Indicator.goal_id))
            .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
            .outerjoin(old, (old.organisation_id == SharedGoal.organisation_id) & (old.id == SharedGoal.goal_id))
            .where(
                SharedGoal.organisation_id == organisation_id,
                SharedGoal.is_ours,
                SharedGoal.status.in_(OPEN),
                Partner.status == "accepted",
                Plan.status == "adopted",
                counts_the_same,
                not_(is_there.exists()),
                *its,
            )
            .order_by(Goal.position, Goal.id, Partner.name, SharedGoal.id)
            .limit(MOST_AT_ONCE)
        )
    )


def stops_of(organisation_id: UUID, indicator_ids: Collection[UUID]) -> dict[UUID, list[tuple[date, Decimal]]]:
    """The milestones of each, by date."""
    rows = db.session.execute(
        select(Milestone.indicator_id, Milestone.on_date, Milestone.value)
        .where(Milestone.organisation_id == organisation_id, Milestone.indicator_id.in_(indicator_ids))
        .order_by(Milestone.on_date)
    )
    found: dict[UUID, list[tuple[date, Decimal]]] = {}
    for indicator_id, on, value in rows:
        found.setdefault(indicator_id, []).append((on, value))
    return found


def contributions_of(organisation_id: UUID, shared_goal_id: UUID) -> list[Row[Any]]:
    """(on_date, value, note), newest first."""
    return list(
        db.session.execute(
            select(Contribution.on_date, Contribution.value, Contribution.note)
            .where(Contribution.organisation_id == organisation_id, Contribution.shared_goal_id == shared_goal_id)
            .order_by(Contribution.on_date.desc())
            .limit(SHOWN)
        )
    )


def measured_goal(organisation_id: UUID, indicator_id: UUID) -> tuple[Goal, Indicator, list[Milestone]] | None:
    """What can be offered: an indicator with its goal and milestones, of a plan that is no draft."""
    rows = db.session.execute(
        select(Goal, Indicator, Milestone)
        .join(Indicator, (Indicator.organisation_id == Goal.organisation_id) & (Indicator.goal_id == Goal.id))
        .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
        .outerjoin(
            Milestone,
            (Milestone.organisation_id == Indicator.organisation_id) & (Milestone.indicator_id == Indicator.id),
        )
        .where(Goal.organisation_id == organisation_id, Indicator.id == indicator_id, Plan.status != "draft")
        .order_by(Milestone.on_date)
    ).all()
    return (rows[0][0], rows[0][1], [row[2] for row in rows if row[2]]) if rows else None


def possible_sources(organisation_id: UUID, kinds: Collection[str]) -> list[Row[Any]]:
    """(id, title) of one's own measured goals, those of the start page first."""
    return list(
        db.session.execute(
            select(Indicator.id, Goal.title)
            .join(Goal, (Goal.organisation_id == Indicator.organisation_id) & (Goal.id == Indicator.goal_id))
            .join(Plan, (Plan.organisation_id == Goal.organisation_id) & (Plan.id == Goal.plan_id))
            .where(Indicator.organisation_id == organisation_id, Plan.status == "adopted", Indicator.kind.in_(kinds))
            .order_by(Goal.on_start_page.desc(), Goal.position, Goal.id)
            .limit(CHOICES)
        )
    )


def contributing(organisation_id: UUID) -> list[Row[Any]]:
    """Goals of partners that something here contributes to by itself.

    (id, metric, source_id, whether it hides small figures, latest value)
    """
    hides_small = SharedGoal.counts_people | func.coalesce(SharedGoal.partner_counts_people, false())
    latest = (
        select(Contribution.value)
        .where(Contribution.organisation_id == SharedGoal.organisation_id, Contribution.shared_goal_id == SharedGoal.id)
        .order_by(Contribution.on_date.desc())
        .limit(1)
        .correlate(SharedGoal)
        .scalar_subquery()
    )
    return list(
        db.session.execute(
            select(
                SharedGoal.id,
                SharedGoal.metric,
                SharedGoal.source_id,
                hides_small.label("hides_small"),
                latest.label("last"),
            )
            .where(
                SharedGoal.organisation_id == organisation_id,
                SharedGoal.status == "accepted",
                SharedGoal.is_ours.is_(False),
                SharedGoal.metric.is_not(None) | SharedGoal.source_id.is_not(None),
            )
            .order_by(SharedGoal.id)
        )
    )


def latest_of_metric(organisation_id: UUID, metric: str) -> Decimal | None:
    return db.session.scalar(
        select(MetricValue.value)
        .where(MetricValue.organisation_id == organisation_id, MetricValue.metric == metric)
        .order_by(MetricValue.on_date.desc())
        .limit(1)
    )
