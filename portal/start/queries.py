"""What the start page reads of today: what is due and what she registered lately, in one statement."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Uuid, cast, false, literal, null, select, true

from portal import clock
from portal.activities.models import Activity
from portal.calendar.queries import HERE, WHO, Reach, asked_by, parts_due, reach_of, together
from portal.calendar.rules import is_milestone
from portal.due.groups import Due, dues_of, group_of
from portal.extensions import db
from portal.i18n import _
from portal.organisations.viewer import Viewer
from portal.tenancy import kept

#: how far ahead she looks
AHEAD = timedelta(weeks=6)
#: lines of what is due, and how many of them are late as long as something comes; of what she registered
MOST, LATE, LATELY = 4, 2, 3

#: with the columns of what is due, so that one statement brings both
_OWN_ACTIVITIES = (
    select(
        literal("activity").label("kind"),
        Activity.on_date,
        cast(null(), Date).label("until"),
        false().label("yearly"),
        Activity.activity_type.label("title"),
        literal("activities.activity").label("source"),
        Activity.id.label("source_id"),
        literal("activities.show").label("endpoint"),
        Activity.numbers.label("arguments"),
        Activity.unit_id,
        cast(null(), Uuid()).label("user_id"),
        true().label("done"),
    )
    .where(Activity.organisation_id == HERE, Activity.registered_by == WHO, Activity.status == "held")
    .order_by(Activity.on_date.desc(), Activity.id.desc())
    .limit(LATELY)
)


@dataclass
class FirstThings:
    due: dict[str, list[Due]] = field(default_factory=dict)
    #: rows as a list of activities shows them
    lately: list[Any] = field(default_factory=list)


def first_things(viewer: Viewer) -> FirstThings:
    """What is most urgent for her in the next six weeks, late or to come; and her latest three activities."""
    today = clock.today()
    rows = db.session.execute(_statement(reach_of(viewer)), asked_by(viewer, today + AHEAD)).all()
    found = FirstThings(lately=[_Line(row) for row in reversed(rows) if row.kind == "activity"])
    asked = _without_crowds([row for row in rows if row.kind != "activity"])
    due = [one for row in asked for one in dues_of(row, today, today + AHEAD)]
    for one in most_urgent(due, today):
        found.due.setdefault(group_of(one.on, today), []).append(one)
    return found


def most_urgent(due: Iterable[Due], today: date) -> list[Due]:
    """A few lines, by day. What is late does not hide what comes: the latest of it, and what comes fills up."""
    by_day = sorted(due, key=lambda one: one.on)
    late, coming = [one for one in by_day if one.on < today], [one for one in by_day if one.on >= today]
    kept = late[-max(LATE, MOST - len(coming)) :]
    return [*kept, *coming][:MOST]


@lru_cache(maxsize=500)
def _statement(reach: Reach) -> Any:
    return kept(together(*parts_due(reach), _OWN_ACTIVITIES))


def _without_crowds(rows: Sequence[Any]) -> Iterator[Any]:
    """Goals tend to end on the same day: several milestones of a day become one line."""
    crowded = Counter(row.on_date for row in rows if is_milestone(row.source))
    for row in rows:
        if not is_milestone(row.source):
            yield row
        elif crowded[row.on_date]:
            yield row if crowded.pop(row.on_date) == 1 else _Crowd(row.on_date)


class _Crowd:
    """The milestones of one day together."""

    kind, endpoint, unit_id = "due", "yearwheel.index", None

    def __init__(self, on: date) -> None:
        self.on_date, self.title = on, _("Several milestones")
        self.arguments = {"year": on.year, "kind": "milestone"}


class _Line:
    """An activity as the list's template reads it."""

    def __init__(self, row: Any) -> None:
        self.id, self.activity_type, self.unit_id = row.source_id, row.title, row.unit_id
        self.on_date, self.numbers = row.on_date, row.arguments or {}
