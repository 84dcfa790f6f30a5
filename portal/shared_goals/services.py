"""Offer, answer, contribute, end. The letter goes first: it takes the locks; what was loaded before is read again."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.audit.services import changed, record
from portal.errors import NotFound, PortalError
from portal.exchange.services import send_letter
from portal.extensions import db
from portal.goals.models import Goal, Indicator, Milestone
from portal.goals.rules import check_day
from portal.i18n import _
from portal.links.services import revoke_links_about
from portal.shared_goals.keeping import keep_contribution
from portal.shared_goals.letters import (
    ANSWER,
    END,
    OFFER,
    SHARE,
    Answer,
    End,
    Offer,
    Share,
    Stop,
    goal_from,
    mark_answered,
    mark_ended,
)
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.rules import OPEN, can_be_shared, check_size, check_status
from portal.tenancy import current_organisation_id, uuid7


def offer_goal(
    found: tuple[Goal, Indicator, list[Milestone]],
    connection_id: UUID,
    *,
    title: str,
    text: str,
    shown: Collection[date],
    counts_people: bool,
    by: UUID | None,
) -> UUID:
    """Offer this goal to a partner, with the milestones of these days. Returns the shared goal's id.

    Raises PortalError where it cannot be shared, or is shared with this partner already.
    """
    goal, indicator, stops = found
    goal_id, indicator_id = goal.id, indicator.id
    if not can_be_shared(indicator.kind, indicator.source):
        raise NotFound
    offer = Offer(
        goal=uuid7(),
        title=title.strip(),
        text=text.strip(),
        unit_one=indicator.unit_one,
        unit_many=indicator.unit_many,
        kind=indicator.kind,
        period=indicator.period,
        milestones=tuple(Stop(stop.on_date, stop.value) for stop in stops if stop.on_date in shown),
        counts_people=counts_people,
    )
    send_letter(connection_id, OFFER, offer, by=by, about=offer.goal)
    _check_once(goal_id, connection_id)
    row = goal_from(offer, connection_id=connection_id, is_ours=True, goal_id=goal_id, indicator_id=indicator_id)
    db.session.add(row)
    record("shared_goal.offered", row.id, by=by, changes={"title": row.title, "to": connection_id})
    return offer.goal


def _check_once(goal_id: UUID, connection_id: UUID) -> None:
    ours = SharedGoal.organisation_id == current_organisation_id()
    open_ones = SharedGoal.status.in_(OPEN)
    its = SharedGoal.goal_id == goal_id, SharedGoal.connection_id == connection_id
    if db.session.scalar(select(SharedGoal.id).where(ours, *its, open_ones)):
        raise PortalError(_("This goal is offered to this partner already."), "partner")


def answer_goal(
    shared_goal_id: UUID, connection_id: UUID, *, accepts: bool, counts_people: bool = True, by: UUID | None
) -> None:
    """`counts_people`: whether one's own figures do, whatever the offer says.

    Raises PortalError where it is answered or taken back already.
    """
    send_letter(connection_id, ANSWER, Answer(shared_goal_id, accepts), by=by)
    found = fresh(shared_goal_id)
    check_status(found.status, "offered")
    mark_answered(found, accepts=accepts, counts_people=counts_people, by=by)


def contribute(
    shared_goal_id: UUID,
    connection_id: UUID,
    *,
    on_date: date,
    value: Decimal,
    note: str,
    by: UUID | None,
    letter_id: UUID | None = None,
) -> None:
    """Send a figure. Another one for the same day takes its place.

    Raises PortalError for a day to come, a figure about too few people, and where the goal is not shared now.
    """
    check_day(on_date)
    found = fresh(shared_goal_id)
    check_status(found.status, "accepted")
    check_size(value, counts_people=found.hides_small)
    send_letter(connection_id, SHARE, Share(shared_goal_id, on_date, value, note.strip()), by=by, letter_id=letter_id)
    found = fresh(shared_goal_id)
    check_status(found.status, "accepted")
    keep_contribution(found, on_date=on_date, value=value, note=note.strip(), by=by)


def choose_source(
    found: SharedGoal, *, metric: str | None, source_id: UUID | None, counts_people: bool = True, by: UUID
) -> None:
    """From now on this contributes by itself, once a day; neither: somebody writes the figures.

    `counts_people`: whether one's own figures do, whatever the offer says.
    """
    changes = changed(found, metric=metric, source_id=source_id, partner_counts_people=counts_people)
    record("shared_goal.source", found.id, by=by, changes=changes)


def end_goal(shared_goal_id: UUID, connection_id: UUID, *, is_reachable: bool, by: UUID | None) -> None:
    """Nothing more is contributed; what was stays in both histories.

    `is_reachable`: the other end is an organisation that we are still connected with.
    """
    if is_reachable:
        send_letter(connection_id, END, End(shared_goal_id), by=by)
    found = fresh(shared_goal_id)
    if found.status not in OPEN:
        raise PortalError(_("This goal has ended already."))
    mark_ended(found, by=by)
    revoke_links_about(found.id, by=by)


def fresh(shared_goal_id: UUID) -> SharedGoal:
    found = db.session.get(SharedGoal, (current_organisation_id(), shared_goal_id), populate_existing=True)
    if found is None:
        raise NotFound
    return found
