"""The indicator that an address names, or the same "not found" for a missing, a foreign and an unfit one."""

from uuid import UUID

from flask import url_for
from flask_login import current_user

from portal.errors import NotFound
from portal.goals import queries
from portal.goals.measuring.queries import plan_status_of
from portal.goals.models import Indicator
from portal.organisations.viewer import Viewer


def indicator_of_kind(indicator_id: UUID, kind: str) -> Indicator:
    """Raises NotFound."""
    found = queries.indicator(current_user.here.id, indicator_id)
    if found is None or found.kind != kind:
        raise NotFound
    return found


def demand_seen(plan_status: str) -> None:
    """The goals of a draft are for those who write it. Raises NotFound."""
    if plan_status == "draft" and not current_user.may("plans.edit"):
        raise NotFound


def may_see_evidence(kind: str, viewer: Viewer, record_id: UUID) -> bool:
    """Of a draft's goals for those who write it."""
    return viewer.may("plans.edit") or plan_status_of(viewer.here.id, kind, record_id) not in (None, "draft")


def goal_url(indicator: Indicator) -> str:
    return url_for("goals.show", goal_id=indicator.goal_id)
