"""Two years of invented activities: as many as the file says, the same each time."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from portal import clock
from portal.activities.models import Activity
from portal.activities.services import Cell, cells_of, move_counters, words_of
from portal.extensions import db
from portal.plugin_api import house
from portal.plugin_api.types import NUMBER_KINDS
from portal.tenancy import uuid7

Content = dict[str, Any]
LONGEST_TITLE = 60


def make_activities(content: Content, units: dict[str, UUID], by: UUID, today: date, dice: Random) -> int:
    """Register what the file describes. Returns how many."""
    cells: Counter[Cell] = Counter()
    made = 0
    for said in content["activities"]:
        for on in _days(said, today, dice):
            activity = _activity(said, on, units, by, dice)
            db.session.add(activity)
            cells.update(cells_of(activity))
            made += 1
    db.session.flush()
    move_counters(cells)
    return made


def _days(said: Content, today: date, dice: Random) -> Iterator[date]:
    """Stated dates, or as many as there are in a year; more in the second year where it grows."""
    if said.get("dates"):
        yield from (day for day in map(date.fromisoformat, said["dates"]) if day <= today)
        return
    growth = said.get("growth") or 1
    for year, factor in ((2, 1.0), (1, growth)):
        first = today - timedelta(days=365 * year)
        for _turn in range(round(said["per_year"] * factor)):
            yield _working_day(first + timedelta(days=dice.randrange(1, 366)), today)


def _working_day(day: date, today: date) -> date:
    """Few meet in July, and hardly anybody on a Sunday."""
    if day.month == 7:
        day += timedelta(days=62)
    if day.weekday() == 6:
        day -= timedelta(days=3)
    return min(day, today)


def _activity(said: Content, on: date, units: dict[str, UUID], by: UUID, dice: Random) -> Activity:
    chosen = list(units.values()) if said["units"] == "all" else [units[key] for key in said["units"]]
    registered = datetime.combine(on, time(18, dice.randrange(60)), ZoneInfo("Europe/Oslo"))
    made = Activity(
        id=uuid7(),
        activity_type=said["type"],
        unit_id=dice.choice(chosen),
        on_date=on,
        status="held",
        numbers=_numbers(said, dice),
        answers={},
        place="",
        note=dice.choice(said.get("notes") or [""]),
        registered_by=by if dice.random() < 0.2 else None,
        registered_at=min(registered, clock.now()),
    )
    made.title = _title(made)
    made.words = words_of(made)
    return made


def _title(activity: Activity) -> str:
    """Meetings and talks are called by what they were about."""
    is_named = activity.activity_type in ("core.webinar", "core.meeting", "core.talk")
    return activity.note.rstrip(".") if is_named and len(activity.note) < LONGEST_TITLE else ""


def _numbers(said: Content, dice: Random) -> dict[str, int]:
    """Each number within what the file says of it; one that it does not name is a small part of the participants.

    What need not be answered is not.
    """
    taking_part = dice.randint(*(said.get("participants") or (1, 10)))
    kind = house().activity_types.get(said["type"])
    questions = [one.name for one in kind.questions if one.required and one.kind in NUMBER_KINDS] if kind else []
    numbers = {name: dice.randint(*(said.get(name) or (0, max(1, taking_part // 4)))) for name in questions}
    return {**numbers, "participants": taking_part}
