"""What the start page reads of today, in one statement: what is due, what she registered lately, partners' goals."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Uuid, cast, false, literal, null, select, true

from portal import clock
from portal.activities.models import Activity
from portal.calendar.queries import HERE, WHO, Reach, asked_by, parts_due, reach_of, together
from portal.calendar.rules import is_milestone
from portal.database import exactly
from portal.due.groups import Due, dues_of, group_of
from portal.exchange.models import Partner
from portal.extensions import db
from portal.i18n import _
from portal.organisations.viewer import Viewer
from portal.shared_goals.models import SharedGoal
from portal.tenancy import kept

#: how far ahead she looks
AHEAD = timedelta(weeks=6)
#: lines of what is due, and how many of them are late as long as something comes; of what she registered; of goals of
#: partners that the organisation takes part in
MOST, LATE, LATELY, SHARED = 4, 2, 3, 4

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
    # said as a stretch from her to her, so that no plan looks for her among the newest of all
    .where(Activity.organisation_id == HERE, Activity.registered_by.between(WHO, WHO), Activity.status == "held")
    .order_by(Activity.registered_by.desc(), Activity.on_date.desc(), Activity.id.desc())
    .limit(exactly(LATELY))
)

_TAKEN_PART_IN = (
    select(
        literal("shared").label("kind"),
        cast(null(), Date).label("on_date"),
        cast(null(), Date).label("until"),
        false().label("yearly"),
        SharedGoal.title,
        Partner.name.label("source"),
        SharedGoal.id.label("source_id"),
        literal("shared_goals.show").label("endpoint"),
        SharedGoal.milestones.label("arguments"),
        cast(null(), Uuid()).label("unit_id"),
        cast(null(), Uuid()).label("user_id"),
        true().label("done"),
    )
    .join(Partner, (Partner.organisation_id == SharedGoal.organisation_id) & (Partner.id == SharedGoal.connection_id))
    .where(SharedGoal.organisation_id == HERE, SharedGoal.status == "accepted", SharedGoal.is_ours.is_(False))
    .order_by(SharedGoal.id.desc())
    .limit(exactly(SHARED))
)


@dataclass
class FirstThings:
    due: dict[str, list[Due]] = field(default_factory=dict)
    #: rows as a list of activities shows them
    lately: list[Any] = field(default_factory=list)
    #: goals of partners that the organisation takes part in
    shared: list["Shared"] = field(default_factory=list)


@dataclass(frozen=True)
class Shared:
    """A goal of a partner, and its next milestone as (day, value)."""

    id: UUID
    title: str
    partner: str
    following: tuple[date, Decimal] | None


def first_things(viewer: Viewer) -> FirstThings:
    """What is most urgent for her in six weeks, late or to come; her latest three activities; partners' goals."""
    today = clock.today()
    rows = db.session.execute(_statement(reach_of(viewer)), asked_by(viewer, today + AHEAD)).all()
    found = FirstThings(lately=[_Line(row) for row in reversed(rows) if row.kind == "activity"])
    found.shared = [_shared(row, today) for row in rows if row.kind == "shared"]
    asked = _without_crowds([row for row in rows if row.kind not in ("activity", "shared")])
    due = [one for row in asked for one in dues_of(row, today, today + AHEAD)]
    for one in most_urgent(due, today):
        found.due.setdefault(group_of(one.on, today), []).append(one)
    return found


def _shared(row: Any, today: date) -> Shared:
    stops = ((date.fromisoformat(on), Decimal(value)) for on, value in row.arguments)
    return Shared(row.source_id, row.title, row.source, next((stop for stop in stops if stop[0] >= today), None))


def most_urgent(due: Iterable[Due], today: date) -> list[Due]:
    """A few lines, by day. What is late does not hide what comes: the latest of it, and what comes fills up."""
    by_day = sorted(due, key=lambda one: one.on)
    late, coming = [one for one in by_day if one.on < today], [one for one in by_day if one.on >= today]
    kept = late[-max(LATE, MOST - len(coming)) :]
    return [*kept, *coming][:MOST]


@lru_cache(maxsize=500)
def _statement(reach: Reach) -> Any:
    return kept(together(*parts_due(reach), _OWN_ACTIVITIES, _TAKEN_PART_IN))


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
