"""The counters, and what a recount row by row gives."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from portal.activities.models import WHOLE, Activity, ActivityTally
from portal.extensions import db


def recount() -> dict[Any, int]:
    """What the counters should say, counted row by row."""
    found: Counter[Any] = Counter()
    for row in db.session.scalars(select(Activity)):
        month = row.on_date.replace(day=1)
        for measure, number in {"activities": 1, **row.numbers}.items():
            for place in (row.unit_id, WHOLE):
                found[row.activity_type, measure, month, place] += number
    return {cell: total for cell, total in found.items() if total}


def tally() -> dict[Any, int]:
    rows = db.session.scalars(select(ActivityTally))
    return {(row.activity_type, row.measure, row.month, row.unit_id): row.total for row in rows if row.total}
