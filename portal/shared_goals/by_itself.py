"""What contributes by itself: once a day the worker sends today's value where it has changed."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

import structlog

from portal import clock
from portal.errors import PortalError
from portal.extensions import db
from portal.goals.cards import cards_of
from portal.goals.queries import goal_rows, indicator
from portal.organisations.queries import setup_now
from portal.plugin_api import hooks_for
from portal.shared_goals.models import SharedGoal
from portal.shared_goals.queries import contributing, latest_of_metric
from portal.shared_goals.rules import is_too_small
from portal.shared_goals.services import contribute

log = structlog.get_logger()


def contribute_by_itself(organisation_id: UUID) -> None:
    """A figure about too few people stays here; a goal that takes none is passed over. Commits after each."""
    for line in contributing(organisation_id):
        value = value_of(organisation_id, line)
        if value is None or value == line.last or is_too_small(value, counts_people=line.hides_small):
            continue
        try:
            _send(organisation_id, line.id, value)
            db.session.commit()
        except PortalError as fault:
            db.session.rollback()
            log.info("not_contributed", shared_goal=str(line.id), why=fault.sentence)


def value_of(organisation_id: UUID, line: Any) -> Decimal | None:
    """Today's, of the metric whose plugin is on, or of one's own goal. None where there is none."""
    if line.metric:
        known = {metric.name for metric in hooks_for(setup_now(organisation_id).plugins).metrics()}
        return latest_of_metric(organisation_id, line.metric) if line.metric in known else None
    own = indicator(organisation_id, line.source_id)
    if own is None:
        return None
    cards = cards_of(organisation_id, goal_rows(organisation_id, own.goal_id), setup_now(organisation_id))
    return cards[own.id].progress.value if own.id in cards else None


def _send(organisation_id: UUID, shared_goal_id: UUID, value: Decimal) -> None:
    """Done twice on the same day, it is the same letter."""
    found = db.session.get(SharedGoal, (organisation_id, shared_goal_id))
    if found:
        letter_id = uuid5(shared_goal_id, f"{clock.today()}: {value}")
        today, to = clock.today(), found.connection_id
        contribute(shared_goal_id, to, on_date=today, value=value, note="", by=None, letter_id=letter_id)
