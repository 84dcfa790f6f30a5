"""What the year wheel reads beside the calendar: the counters of activities."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select

from portal.activities.models import WHOLE, ActivityTally
from portal.extensions import db


def activities_by_month(
    organisation_id: UUID, first: date, last: date, units: Collection[UUID] | None = None
) -> list[Row[Any]]:
    """(month, activity_type, total) of these months, the most frequent type first; one row for a type and month.

    Of the whole organisation, or of these units together.
    """
    where = (
        ActivityTally.organisation_id == organisation_id,
        ActivityTally.measure == "activities",
        ActivityTally.month.between(first, last),
        ActivityTally.unit_id == WHOLE if units is None else ActivityTally.unit_id.in_(units),
    )
    total = func.sum(ActivityTally.total).label("total")
    return list(
        db.session.execute(
            select(ActivityTally.month, ActivityTally.activity_type, total)
            .where(*where)
            .group_by(ActivityTally.month, ActivityTally.activity_type)
            .having(total > 0)
            .order_by(ActivityTally.month, total.desc(), ActivityTally.activity_type)
        )
    )
